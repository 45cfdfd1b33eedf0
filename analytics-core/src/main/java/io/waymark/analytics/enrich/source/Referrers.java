/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import io.waymark.analytics.enrich.list.ListFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Classifies referrers by their hosts, with the lists that ship. Safe for use by many threads. */
public final class Referrers {

    private static final Map<String, String> ABBREVIATIONS =
            Map.of("fb", "facebook", "ig", "instagram", "yt", "youtube", "x", "twitter");

    private final Set<String> spam = Set.copyOf(ListFile.REFERRER_SPAM.lines());
    private final Map<ReferrerKind, HostList> lists = new LinkedHashMap<>();
    private final Set<String> ownHosts;

    /**
     * Classifies for an application.
     *
     * @param ownHosts the hosts of the application, each with all hosts below it
     */
    public Referrers(Collection<String> ownHosts) {
        this.ownHosts =
                ownHosts.stream().map(host -> Hosts.bare(Hosts.lower(host))).collect(Collectors.toUnmodifiableSet());
        lists.put(ReferrerKind.EMAIL, new HostList(ListFile.MAIL));
        lists.put(ReferrerKind.AI_ASSISTANT, new HostList(ListFile.AI_ASSISTANTS));
        // Before search, where the list has the search of networks, too.
        lists.put(ReferrerKind.SOCIAL, new HostList(ListFile.SOCIAL_NETWORKS));
        lists.put(ReferrerKind.SEARCH, new HostList(ListFile.SEARCH_ENGINES));
    }

    /**
     * Classifies a referrer.
     *
     * @param referrer the address of the page; {@code null}, empty or {@code -} for none
     * @param host the host of the page that it led to; {@code null} if it is not known
     * @return what it is; {@link ReferrerKind#DIRECT} for what is no address
     */
    public Referrer classify(@Nullable String referrer, @Nullable String host) {
        String from = referrer == null ? null : Hosts.of(referrer);
        if (from == null) {
            return Referrer.NONE;
        }
        String bare = Hosts.bare(from);
        if (host != null && bare.equals(Hosts.bare(host)) || isBelow(from, ownHosts)) {
            return new Referrer(ReferrerKind.INTERNAL, from, bare);
        }
        if (isBelow(from, spam)) {
            return new Referrer(ReferrerKind.SPAM, from, bare);
        }
        for (Map.Entry<ReferrerKind, HostList> list : lists.entrySet()) {
            String name = list.getValue().find(from);
            if (name != null) {
                return new Referrer(list.getKey(), from, name);
            }
        }
        return new Referrer(ReferrerKind.REFERRAL, from, bare);
    }

    /**
     * Reads what somebody wrote as the source of a campaign: a host, or the name of whoever is behind one.
     *
     * @param source for example {@code google}, {@code newsletter} or {@code partner.example}
     * @return the source, of the kind {@link ReferrerKind#REFERRAL} where no list has it
     */
    Referrer named(String source) {
        String written = Hosts.lower(source.strip());
        String lower = ABBREVIATIONS.getOrDefault(written, written);
        for (Map.Entry<ReferrerKind, HostList> list : lists.entrySet()) {
            String name = list.getValue().find(lower);
            if (name == null) {
                name = list.getValue().spelling(lower);
            }
            if (name != null) {
                return new Referrer(list.getKey(), lower, name);
            }
        }
        return new Referrer(ReferrerKind.REFERRAL, lower, source.strip());
    }

    private static boolean isBelow(String host, Set<String> hosts) {
        if (hosts.isEmpty()) {
            return false;
        }
        String rest = host;
        while (!hosts.contains(rest)) {
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return false;
            }
            rest = rest.substring(dot + 1);
        }
        return true;
    }
}
