/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import io.waymark.analytics.enrich.agent.Agent;
import io.waymark.analytics.enrich.agent.UserAgents;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.enrich.place.IpAddresses;
import io.waymark.analytics.enrich.source.CampaignParameters;
import io.waymark.analytics.enrich.source.Origin;
import io.waymark.analytics.enrich.source.Origins;
import io.waymark.analytics.enrich.source.PageAddress;
import io.waymark.analytics.enrich.source.Referrer;
import io.waymark.analytics.enrich.source.Referrers;
import io.waymark.analytics.event.StandardProperties;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives properties from what came with an event: browser, system and device from the user agent, host, path and
 * campaign from the address of the page, source and channel from these and the referrer, the country from the IP
 * address. What the event has already stays. Safe for use by many threads.
 */
public final class ContextProperties {

    private static final int MAX_TEXT = 1_000;

    private final UserAgents userAgents;
    private final Countries countries;
    private final Referrers referrers;
    private final Origins origins;
    private final int maxProperties;

    /**
     * Derives properties.
     *
     * @param userAgents reads user agents
     * @param countries looks countries up
     * @param referrers classifies referrers
     * @param maxProperties an event that has so many gets no more
     */
    public ContextProperties(UserAgents userAgents, Countries countries, Referrers referrers, int maxProperties) {
        this.userAgents = userAgents;
        this.countries = countries;
        this.referrers = referrers;
        this.origins = new Origins(referrers);
        this.maxProperties = maxProperties;
    }

    /**
     * Classifies the referrer of an event.
     *
     * @param properties the properties of the event
     * @return what it is; direct if there is none
     */
    Referrer referrer(Map<String, ? extends @Nullable Object> properties) {
        String url = text(properties, StandardProperties.CURRENT_URL);
        String host = url == null ? null : PageAddress.of(url).host();
        return referrers.classify(
                text(properties, StandardProperties.REFERRER),
                host == null ? text(properties, StandardProperties.HOST) : host);
    }

    /**
     * Adds what can be derived.
     *
     * @param properties the properties of an event; modifiable
     */
    public void addTo(Map<String, @Nullable Object> properties) {
        String userAgent = text(properties, StandardProperties.USER_AGENT);
        if (userAgent != null) {
            addAgent(userAgents.describe(userAgent), properties);
        }
        InetAddress address = IpAddresses.parse(properties.get(StandardProperties.IP));
        if (address != null && properties.get(StandardProperties.COUNTRY) == null) {
            put(properties, StandardProperties.COUNTRY, countries.of(address));
        }
        String url = text(properties, StandardProperties.CURRENT_URL);
        if (url != null || properties.get(StandardProperties.REFERRER) != null) {
            addPage(url, properties);
        }
    }

    private void addAgent(Agent agent, Map<String, @Nullable Object> properties) {
        put(properties, StandardProperties.BROWSER, agent.browser());
        put(properties, StandardProperties.BROWSER_VERSION, agent.browserVersion());
        put(properties, StandardProperties.OS, agent.os());
        put(properties, StandardProperties.OS_VERSION, agent.osVersion());
        put(properties, StandardProperties.DEVICE_TYPE, agent.deviceType());
    }

    private void addPage(@Nullable String url, Map<String, @Nullable Object> properties) {
        PageAddress page = PageAddress.of(url == null ? "" : url);
        Referrer referrer = referrer(properties);
        put(properties, StandardProperties.HOST, page.host());
        put(properties, StandardProperties.PATH, page.path());
        put(properties, StandardProperties.REFERRING_DOMAIN, referrer.host());
        Map<String, Object> campaign = new LinkedHashMap<>();
        for (String key : CampaignParameters.KEPT) {
            put(properties, key, page.parameters().get(key));
            if (properties.get(key) instanceof String value) {
                campaign.put(key, value);
            }
        }
        Origin origin = origins.of(page.parameters(), campaign, referrer);
        put(properties, StandardProperties.SOURCE, origin.source());
        put(properties, StandardProperties.CHANNEL, origin.channel());
    }

    private void put(Map<String, @Nullable Object> properties, String key, @Nullable String value) {
        if (value != null && properties.get(key) == null && properties.size() < maxProperties) {
            properties.put(key, value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value);
        }
    }

    static @Nullable String text(Map<String, ? extends @Nullable Object> properties, String key) {
        return properties.get(key) instanceof String text && !text.isBlank() ? text : null;
    }
}
