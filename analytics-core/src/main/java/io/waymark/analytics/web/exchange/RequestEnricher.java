/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.ContextProperties;
import io.waymark.analytics.enrich.EventProperties;
import io.waymark.analytics.enrich.Unwanted;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.source.CampaignParameters;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Adds to an event that the application tracks while it answers a request what the request says of the visitor: country,
 * browser, address of the page and referrer. Of the address, only the path and the parameters of campaigns are taken.
 *
 * <p>Such an event is a fact that the application vouches for: it is never dropped as a bot's, only marked. An event that
 * has a user agent of its own, or came in by a route of ours, passes as it is, as does that of a visitor who asks not to
 * be tracked.
 */
public final class RequestEnricher implements EventEnricher {

    private final ClientContexts clients;
    private final ContextProperties context;
    private final Bots bots;

    /**
     * Adds what requests say.
     *
     * @param clients reads requests
     * @param context derives properties
     * @param bots knows bots
     */
    public RequestEnricher(ClientContexts clients, ContextProperties context, Bots bots) {
        this.clients = clients;
        this.context = context;
        this.bots = bots;
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        if (event.properties().get(StandardProperties.USER_AGENT) != null
                || !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return Decision.keep(event);
        }
        try {
            return enrich(event, attributes.getRequest());
        } catch (IllegalStateException e) {
            // The thread outlived the request, and the container has taken it back.
            return Decision.keep(event);
        }
    }

    private Decision enrich(Event event, HttpServletRequest request) {
        if (ClientContexts.isDoor(request)) {
            return Decision.keep(event);
        }
        if (clients.isOwnTraffic(request)) {
            return Decision.drop(Unwanted.OWN_TRAFFIC);
        }
        ClientContext client = ClientContext.of(request);
        if (clients.isOptedOut(client)) {
            return Decision.keep(event);
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(event.properties());
        put(properties, StandardProperties.COUNTRY, clients.country(request));
        put(properties, StandardProperties.IP, client.ip());
        put(properties, StandardProperties.CURRENT_URL, address(request, properties.get(StandardProperties.PATH)));
        put(properties, StandardProperties.REFERRER, request.getHeader("Referer"));
        put(properties, StandardProperties.USER_AGENT, client.userAgent());
        put(properties, StandardProperties.BOT, client.userAgent() == null ? null : bots.find(client.userAgent()));
        context.addTo(properties);
        properties.remove(StandardProperties.USER_AGENT);
        return Decision.keep(EventProperties.replace(event, properties));
    }

    /** A path that the application gives counts: it may know better what is nobody's business. */
    private static String address(HttpServletRequest request, @Nullable Object path) {
        StringBuffer whole = request.getRequestURL();
        String site =
                whole.substring(0, whole.length() - request.getRequestURI().length());
        String campaign = CampaignParameters.only(request.getQueryString());
        return site
                + (path instanceof String given ? given : request.getRequestURI())
                + (campaign.isEmpty() ? "" : "?" + campaign);
    }

    private static void put(Map<String, @Nullable Object> properties, String key, @Nullable String value) {
        if (value != null && properties.get(key) == null) {
            properties.put(key, value);
        }
    }
}
