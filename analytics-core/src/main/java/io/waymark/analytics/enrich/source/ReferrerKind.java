/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

/** What kind of page led somebody here. */
public enum ReferrerKind {
    /** None that is known: typed in, a bookmark, an application. */
    DIRECT,
    /** Another page of the same host, or of the application's other hosts. */
    INTERNAL,
    /** A host that sends referrers to be seen in statistics. */
    SPAM,
    /** A search engine. */
    SEARCH,
    /** A social network, forums and sites of videos among them. */
    SOCIAL,
    /** An AI assistant. */
    AI_ASSISTANT,
    /** Mail in the browser. */
    EMAIL,
    /** Any other page. */
    REFERRAL
}
