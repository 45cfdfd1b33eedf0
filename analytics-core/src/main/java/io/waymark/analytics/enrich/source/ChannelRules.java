/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import io.waymark.analytics.enrich.list.ListFile;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The default channel group of Google Analytics 4, with AI assistants: the first rule that fits decides. Source, medium
 * and campaign are in lower case. What counts as a site of shopping, videos, search or a network goes by the lists.
 */
final class ChannelRules {

    private static final Pattern PAID = Pattern.compile(".*cp.*|ppc|retargeting|paid.*");
    private static final Pattern SHOPPING_CAMPAIGN = Pattern.compile(".*(([^a-df-z]|^)shop|shopping).*");
    private static final Set<String> DISPLAY = Set.of("display", "banner", "expandable", "interstitial", "cpm");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
    private static final Set<String> MAIL = Set.of("email", "e-mail", "e_mail", "e mail");
    private static final Set<String> NO_MEDIUM = Set.of("", "(none)", "(not set)");

    private final HostList shopping = new HostList(ListFile.SHOPPING);
    private final HostList video = new HostList(ListFile.VIDEO);

    /**
     * Returns the channel.
     *
     * @param source the referrer, or what a campaign names as its source
     * @param named whether a campaign names it
     */
    String channel(Referrer source, boolean named, String medium, String campaign) {
        String name = source.host() == null ? "" : source.host();
        boolean untagged = NO_MEDIUM.contains(medium) && campaign.isEmpty();
        if (untagged && (source.kind() == ReferrerKind.DIRECT || name.equals("(direct)"))) {
            return Origin.DIRECT_CHANNEL;
        }
        if (campaign.contains("cross-network")) {
            return "Cross-network";
        }
        boolean isShop =
                isListed(shopping, name) || SHOPPING_CAMPAIGN.matcher(campaign).matches();
        boolean isVideo = isListed(video, name);
        return PAID.matcher(medium).matches() || DISPLAY.contains(medium)
                ? paid(source, medium, isShop, isVideo)
                : free(source, named, medium, name, isShop, isVideo);
    }

    private static String paid(Referrer source, String medium, boolean isShop, boolean isVideo) {
        boolean isPaid = PAID.matcher(medium).matches();
        if (isPaid && isShop) {
            return "Paid Shopping";
        }
        if (isPaid && source.kind() == ReferrerKind.SEARCH) {
            return "Paid Search";
        }
        if (isPaid && source.kind() == ReferrerKind.SOCIAL && !isVideo) {
            return "Paid Social";
        }
        if (isPaid && isVideo) {
            return "Paid Video";
        }
        return DISPLAY.contains(medium) ? "Display" : "Paid Other";
    }

    private static String free(
            Referrer source, boolean named, String medium, String name, boolean isShop, boolean isVideo) {
        if (isShop) {
            return "Organic Shopping";
        }
        if (source.kind() == ReferrerKind.SOCIAL && !isVideo || SOCIAL.contains(medium)) {
            return "Organic Social";
        }
        if (isVideo || medium.contains("video")) {
            return "Organic Video";
        }
        if (source.kind() == ReferrerKind.SEARCH || medium.equals("organic")) {
            return "Organic Search";
        }
        if (source.kind() == ReferrerKind.AI_ASSISTANT || medium.equals("ai-assistant")) {
            return "AI Assistants";
        }
        if (source.kind() == ReferrerKind.EMAIL || MAIL.contains(name) || MAIL.contains(medium)) {
            return "Email";
        }
        return other(source, named, medium, name);
    }

    private static String other(Referrer source, boolean named, String medium, String name) {
        boolean isPage = source.kind() == ReferrerKind.REFERRAL && !named && NO_MEDIUM.contains(medium);
        if (isPage || Set.of("referral", "app", "link").contains(medium)) {
            return "Referral";
        }
        if (medium.equals("affiliate") || medium.equals("affiliates")) {
            return "Affiliates";
        }
        if (medium.equals("audio")) {
            return "Audio";
        }
        if (name.equals("sms") || medium.equals("sms")) {
            return "SMS";
        }
        if (name.equals("firebase")
                || medium.endsWith("push")
                || medium.contains("mobile")
                || medium.contains("notification")) {
            return "Mobile Push Notifications";
        }
        return named && name.indexOf('.') > 0 && NO_MEDIUM.contains(medium) ? "Referral" : "Unassigned";
    }

    private static boolean isListed(HostList list, String name) {
        return list.find(name) != null || list.spelling(name) != null;
    }
}
