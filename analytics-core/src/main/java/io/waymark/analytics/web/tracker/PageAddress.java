/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardProperties;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in the properties of an event on which page it happened, and which page and campaign led there. */
final class PageAddress {

    private static final Set<String> CAMPAIGN =
            Set.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id");

    private PageAddress() {}

    /**
     * Adds what an address says; without one, or where it cannot be read, as little as that.
     *
     * @param url the address of the page
     * @param referrer the address of the page before
     */
    static void addTo(Event.Builder event, @Nullable String url, @Nullable String referrer) {
        if (url != null && !url.isEmpty()) {
            event.property(StandardProperties.CURRENT_URL, url);
            URI page = parse(url);
            if (page != null && page.getHost() != null) {
                event.property(StandardProperties.HOST, page.getHost());
                String path = page.getPath();
                event.property(StandardProperties.PATH, path == null || path.isEmpty() ? "/" : path);
                campaign(event, page.getRawQuery());
            }
        }
        if (referrer != null && !referrer.isEmpty()) {
            event.property(StandardProperties.REFERRER, referrer);
            URI before = parse(referrer);
            if (before != null && before.getHost() != null) {
                event.property(StandardProperties.REFERRING_DOMAIN, before.getHost());
            }
        }
    }

    private static void campaign(Event.Builder event, @Nullable String query) {
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", 100)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && CAMPAIGN.contains(parameter.substring(0, equals))) {
                String value = decode(parameter.substring(equals + 1));
                if (!value.isBlank()) {
                    event.property(parameter.substring(0, equals), value.strip());
                }
            }
        }
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static @Nullable URI parse(String address) {
        try {
            return new URI(address.replace("|", "%7C").replace(" ", "%20"));
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
