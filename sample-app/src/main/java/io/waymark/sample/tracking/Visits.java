/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Begins a visit at the first page, and finds it again on the same thread. */
@Component
class Visits {

    private static final String ATTRIBUTE = Visit.class.getName();
    private static final String DIRECT = "direct";

    private static final Map<String, String> KNOWN_HOSTS = Map.of(
            "google", "google",
            "bing", "bing",
            "instagram", "instagram",
            "pinterest", "pinterest",
            "chatgpt", "chatgpt");

    Visit begin(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(ATTRIBUTE) instanceof Visit visit) {
            return visit;
        }
        Visit visit = new Visit(source(request), device(request.getHeader("User-Agent")));
        session.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    /** The visit that the current request belongs to, if it is one of a visitor's. */
    Optional<Visit> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getSession(false))
                        .map(session -> session.getAttribute(ATTRIBUTE))
                        .map(Visit.class::cast)
                : Optional.empty();
    }

    private static String source(HttpServletRequest request) {
        String campaign = request.getParameter("utm_source");
        if (campaign != null && !campaign.isBlank()) {
            return campaign.strip().toLowerCase(Locale.ROOT);
        }
        String host = host(request.getHeader("Referer"));
        if (host == null || host.equals(request.getServerName())) {
            return DIRECT;
        }
        return KNOWN_HOSTS.entrySet().stream()
                .filter(known -> host.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(host);
    }

    private static @Nullable String host(@Nullable String address) {
        try {
            return address == null ? null : URI.create(address).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String device(@Nullable String userAgent) {
        String agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("ipad") || agent.contains("tablet")) {
            return "tablet";
        }
        return agent.contains("mobi") ? "mobile" : "desktop";
    }
}
