/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.person.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Tracks every page of the shop that was shown, at the moment it was asked for. */
@Component
class PageViews implements HandlerInterceptor {

    private static final String STARTED = PageViews.class.getName();

    private final Analytics analytics;
    private final CurrentPerson visitor;
    private final Visits visits;
    private final Clock clock;

    PageViews(Analytics analytics, CurrentPerson visitor, Visits visits) {
        this.analytics = analytics;
        this.visitor = visitor;
        this.visits = visits;
        this.clock = Clock.systemUTC();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isPage(request, handler)) {
            visits.begin(request);
            request.setAttribute(STARTED, clock.instant());
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        String distinctId = visitor.distinctId();
        if (request.getAttribute(STARTED) instanceof Instant started
                && response.getStatus() == HttpStatus.OK.value()
                && distinctId != null) {
            analytics.track(Event.builder(StandardEvents.PAGE_VIEW, distinctId)
                    .occurredAt(started)
                    .property(StandardProperties.PATH, path(request))
                    .build());
        }
    }

    /** Which order somebody looks at is nobody's business. */
    private static String path(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/orders/") ? "/orders" : path;
    }

    private static boolean isPage(HttpServletRequest request, Object handler) {
        return handler instanceof HandlerMethod method
                && HttpMethod.GET.matches(request.getMethod())
                && method.getBeanType().getName().startsWith("io.waymark.sample.");
    }
}
