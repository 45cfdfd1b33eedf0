/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.place.IpAddresses;
import io.waymark.analytics.enrich.place.IpRange;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drops the events of whoever runs the application, by IP address, and takes user agent and IP address out of all others
 * when everything has been derived from them. Safe for use by many threads.
 */
public final class PrivacyEnricher implements EventEnricher {

    private final List<IpRange> excluded;
    private final boolean storeIp;

    /**
     * Keeps what may be kept.
     *
     * @param settings what that is
     * @throws IllegalArgumentException if an excluded range is none
     */
    public PrivacyEnricher(PrivacySettings settings) {
        this.excluded = settings.excludedIpRanges().stream().map(IpRange::parse).toList();
        this.storeIp = settings.storeIp();
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        Map<String, ? extends @Nullable Object> given = event.properties();
        if (!given.containsKey(StandardProperties.IP) && !given.containsKey(StandardProperties.USER_AGENT)) {
            return Decision.keep(event);
        }
        InetAddress address = IpAddresses.parse(given.get(StandardProperties.IP));
        if (address != null && excluded.stream().anyMatch(range -> range.contains(address))) {
            return Decision.drop(Unwanted.OWN_TRAFFIC);
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(given);
        properties.remove(StandardProperties.USER_AGENT);
        properties.remove(StandardProperties.IP);
        if (storeIp && address != null) {
            properties.put(StandardProperties.IP, IpAddresses.cut(address));
        }
        return Decision.keep(EventProperties.replace(event, properties));
    }
}
