/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's request says about whoever sent it. Of use only where the visitor's own browser sends the request: a
 * server that passes events on says more about itself.
 *
 * @param ip the address it came from, after the host's own handling of forwarded headers
 * @param userAgent the program that sent it; {@code null} if it does not say
 * @param optedOut whether it asks not to be tracked, by {@code DNT: 1} or {@code Sec-GPC: 1}
 */
public record ClientContext(String ip, @Nullable String userAgent, boolean optedOut) {

    /**
     * Reads a request.
     *
     * @param request the request
     * @return what it says
     */
    public static ClientContext of(HttpServletRequest request) {
        return new ClientContext(
                request.getRemoteAddr(),
                request.getHeader("User-Agent"),
                "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC")));
    }

    /**
     * Adds address and user agent to an event, unless it has its own.
     *
     * @param event the event
     * @return the event with both
     */
    public Event addTo(Event event) {
        Event.Builder builder = event.toBuilder();
        if (event.properties().get(StandardProperties.IP) == null) {
            builder.property(StandardProperties.IP, ip);
        }
        if (userAgent != null && event.properties().get(StandardProperties.USER_AGENT) == null) {
            builder.property(StandardProperties.USER_AGENT, userAgent);
        }
        return builder.build();
    }
}
