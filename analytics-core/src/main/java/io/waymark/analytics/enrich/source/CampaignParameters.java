/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters by which campaigns and advertisers mark their links. */
public final class CampaignParameters {

    static final String SOURCE = "utm_source";
    static final String MEDIUM = "utm_medium";
    static final String CAMPAIGN = "utm_campaign";

    /** Named the source before there was {@link #SOURCE}; they count where it is absent. */
    static final List<String> OTHER_SOURCES = List.of("source", "ref");

    private static final List<String> UTM = List.of(SOURCE, MEDIUM, CAMPAIGN, "utm_term", "utm_content");

    private static final List<Click> CLICKS = List.of(
            new Click("gclid", "Google", "cpc"),
            new Click("gbraid", "Google", "cpc"),
            new Click("wbraid", "Google", "cpc"),
            new Click("dclid", "Google", "display"),
            new Click("msclkid", "Bing", "cpc"),
            new Click("fbclid", "Facebook", ""),
            new Click("igshid", "Instagram", ""),
            new Click("ttclid", "TikTok", "paid"),
            new Click("twclid", "Twitter", "paid"),
            new Click("li_fat_id", "LinkedIn", "paid"),
            new Click("yclid", "Yandex", "cpc"));

    /** The names of the properties that an event gets from the address of its page. */
    public static final List<String> KEPT = kept();

    private CampaignParameters() {}

    private static List<String> kept() {
        List<String> kept = new ArrayList<>(UTM);
        CLICKS.forEach(click -> kept.add(click.parameter()));
        return List.copyOf(kept);
    }

    /**
     * The part of a query that marks campaigns.
     *
     * @param query the query of an address, without question mark; {@code null} for none
     * @return the parameters that mark campaigns, as they were sent; empty if there are none
     */
    public static String only(@Nullable String query) {
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(CampaignParameters::isCampaign)
                        .collect(Collectors.joining("&"));
    }

    private static boolean isCampaign(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? "" : parameter.substring(0, equals);
        return KEPT.contains(name) || OTHER_SOURCES.contains(name);
    }

    /** Returns the click that led here; one that says nothing if none did. */
    static Click click(Map<String, ?> properties) {
        for (Click click : CLICKS) {
            if (properties.get(click.parameter()) != null) {
                return click;
            }
        }
        return Click.NONE;
    }

    /** A click on somebody's link: what it adds to an address, and which source and medium that means. */
    record Click(String parameter, String source, String medium) {

        static final Click NONE = new Click("", "", "");
    }
}
