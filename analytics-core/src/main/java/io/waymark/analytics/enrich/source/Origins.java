/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import io.waymark.analytics.enrich.source.CampaignParameters.Click;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells where somebody came from, by the first of these that says something: {@code utm_source}, {@code source} or
 * {@code ref} of the address; the id of a click on an advertisement; the referrer. Safe for use by many threads.
 */
public final class Origins {

    private final Referrers referrers;
    private final ChannelRules channels = new ChannelRules();

    /**
     * Tells origins.
     *
     * @param referrers classifies the pages that lead here
     */
    public Origins(Referrers referrers) {
        this.referrers = referrers;
    }

    /**
     * Tells where somebody came from.
     *
     * @param address the parameters of the address of the page
     * @param campaign the campaign parameters, those of {@link CampaignParameters#KEPT}, wherever they come from
     * @param referrer the page that led here
     * @return the origin
     */
    public Origin of(Map<String, String> address, Map<String, ?> campaign, Referrer referrer) {
        Click click = CampaignParameters.click(campaign);
        String medium = text(campaign, CampaignParameters.MEDIUM);
        medium = medium.isEmpty() ? click.medium() : medium;
        String name = text(campaign, CampaignParameters.CAMPAIGN);
        String written = written(address, campaign);
        if (written == null
                && referrer.kind() == ReferrerKind.DIRECT
                && !click.source().isEmpty()) {
            written = click.source();
        }
        if (written == null && click.medium().isEmpty() && referrer.kind() == ReferrerKind.INTERNAL) {
            return new Origin(Origin.INTERNAL_SOURCE, Origin.INTERNAL_CHANNEL);
        }
        Referrer source = written == null ? referrer : referrers.named(written);
        if (source.kind() == ReferrerKind.INTERNAL && !click.source().isEmpty()) {
            source = referrers.named(click.source());
        }
        String shown = source.name() == null ? Origin.DIRECT_SOURCE : source.name();
        return new Origin(shown, channels.channel(source, written != null, Hosts.lower(medium), Hosts.lower(name)));
    }

    private static @Nullable String written(Map<String, String> address, Map<String, ?> campaign) {
        String source = text(campaign, CampaignParameters.SOURCE);
        for (String other : CampaignParameters.OTHER_SOURCES) {
            source = source.isEmpty() ? address.getOrDefault(other, "").strip() : source;
        }
        return source.isEmpty() ? null : source;
    }

    private static String text(Map<String, ?> properties, String key) {
        return properties.get(key) instanceof String text ? text.strip() : "";
    }
}
