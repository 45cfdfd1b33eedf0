/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.enrich.bot.Bots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an access log does not say itself.
 *
 * @param ownHosts the hosts of the pages, each with all hosts below it: links from them are no referrers. The first
 *     becomes the host of all pages
 * @param visitors tells visitors apart
 * @param bots knows the programs whose requests are left out; {@code null} to leave that to ingest, which sees page views
 *     only
 */
public record AccessLogOptions(
        List<String> ownHosts,
        LogVisitors visitors,
        @Nullable Bots bots) {

    public AccessLogOptions {
        ownHosts = List.copyOf(ownHosts);
    }

    /**
     * Leaves out programs, and tells visitors apart by address and user agent.
     *
     * @param bots knows programs
     * @param ownHosts the hosts of the pages
     * @return the options
     */
    public static AccessLogOptions of(Bots bots, List<String> ownHosts) {
        return new AccessLogOptions(ownHosts, LogVisitors.hashed(""), bots);
    }
}
