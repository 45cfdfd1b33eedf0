/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.source.ReferrerKind;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drops the events of bots and spam referrers, or marks them, and adds what can be derived to all others. An event that
 * came without user agent, addresses and referrer passes as it is. Safe for use by many threads.
 */
public final class ContextEnricher implements EventEnricher {

    private static final List<String> RAW = List.of(
            StandardProperties.USER_AGENT,
            StandardProperties.IP,
            StandardProperties.CURRENT_URL,
            StandardProperties.REFERRER);

    private final Bots bots;
    private final ContextProperties context;
    private final boolean keepBots;

    /**
     * Enriches events.
     *
     * @param bots knows bots
     * @param context derives properties
     * @param settings whether bots are kept
     */
    public ContextEnricher(Bots bots, ContextProperties context, EnrichSettings settings) {
        this.bots = bots;
        this.context = context;
        this.keepBots = settings.keepBots();
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        if (RAW.stream().allMatch(key -> event.properties().get(key) == null)) {
            return Decision.keep(event);
        }
        String userAgent = ContextProperties.text(event.properties(), StandardProperties.USER_AGENT);
        String bot = userAgent == null ? null : bots.find(userAgent);
        if (bot != null && !keepBots) {
            return Decision.drop(Unwanted.BOT);
        }
        boolean spam = context.referrer(event.properties()).kind() == ReferrerKind.SPAM;
        if (spam && !keepBots) {
            return Decision.drop(Unwanted.REFERRER_SPAM);
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(event.properties());
        if (bot != null || spam) {
            properties.putIfAbsent(StandardProperties.BOT, bot == null ? Unwanted.REFERRER_SPAM : bot);
        }
        context.addTo(properties);
        return Decision.keep(EventProperties.replace(event, properties));
    }
}
