/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.ClientContexts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Tracks the pages that the application answers with, at the moment each is asked for, without a script.
 *
 * <ol>
 *   <li>A page is asked for by GET, by a browser that takes HTML for a document: not by a script, not ahead of time.
 *   <li>A header {@code Server-Timing: waymark;desc="<event id>"} tells the tracker's script in the page, if there is one,
 *       that this view is counted.
 *   <li>The view is tracked when the answer turns out to be HTML with status 200.
 * </ol>
 *
 * <p>Never throws, and never waits.
 */
public final class PageViewInterceptor implements HandlerInterceptor {

    private static final Logger logger = LoggerFactory.getLogger(PageViewInterceptor.class);
    private static final String VIEW = PageViewInterceptor.class.getName();
    private static final String COUNTED = "counted";
    private static final String NOBODY = "a page view of nobody";

    private final ClientContexts clients;
    private final BrowserPerson person;
    private final Ingest ingest;
    private final Clock clock;

    /**
     * Tracks pages of the default app.
     *
     * @param clients reads the requests of browsers
     * @param person tells who asks
     * @param ingest the way into the store
     * @param clock tells when
     */
    public PageViewInterceptor(ClientContexts clients, BrowserPerson person, Ingest ingest, Clock clock) {
        this.clients = clients;
        this.person = person;
        this.ingest = ingest;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isPage(request) && request.getAttribute(VIEW) == null) {
            try {
                begin(request, response);
            } catch (RuntimeException e) {
                logger.warn("A page view cannot be tracked", e);
            }
        }
        return true;
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) {
        ClientContexts.Reading client = clients.read(request);
        if (client.unwanted() != null) {
            ingest.countDropped(client.unwanted());
            return;
        }
        Instant now = clock.instant();
        String distinctId = person.idOf(AppId.DEFAULT, request, now);
        if (distinctId == null) {
            ingest.countDropped(NOBODY);
            return;
        }
        Event view = Objects.requireNonNull(
                client.apply(view(request, distinctId, now)).event(), "The request is wanted");
        request.setAttribute(VIEW, view);
        response.addHeader("Server-Timing", "waymark;desc=\"" + view.eventId() + '"');
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(VIEW) instanceof Event view
                && failure == null
                && response.getStatus() == HttpStatus.OK.value()
                && isHtml(response.getContentType())) {
            request.setAttribute(VIEW, COUNTED);
            ingest.enqueue(AppId.DEFAULT, view);
        }
    }

    private static Event view(HttpServletRequest request, String distinctId, Instant now) {
        String query = request.getQueryString();
        String url = request.getRequestURL() + (query == null ? "" : '?' + query);
        Event.Builder view = Event.builder(StandardEvents.PAGE_VIEW, distinctId)
                .eventId(EventIds.next(now))
                .occurredAt(now);
        PageAddress.addTo(view, url, request.getHeader(HttpHeaders.REFERER));
        return view.build();
    }

    private static boolean isPage(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return HttpMethod.GET.matches(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST
                && (destination == null || destination.equals("document"))
                && request.getHeader("X-Requested-With") == null
                && request.getHeader("Sec-Purpose") == null
                && request.getHeader("Purpose") == null
                && isHtml(request.getHeader(HttpHeaders.ACCEPT));
    }

    private static boolean isHtml(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
