/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.imports.ImportFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats by their names. Safe for use by many threads. */
public final class ImportFormats {

    private final @Nullable Bots bots;
    private final List<String> ownHosts;

    /**
     * Knows all formats.
     *
     * @param bots knows the programs whose requests are left out of access logs; {@code null} to keep them
     * @param ownHosts the hosts of the application's pages, where an import does not say
     */
    public ImportFormats(@Nullable Bots bots, List<String> ownHosts) {
        this.bots = bots;
        this.ownHosts = List.copyOf(ownHosts);
    }

    /** {@return the names of all formats} */
    public static List<String> names() {
        return List.of(CsvFormat.NAME, NdjsonFormat.NAME, AccessLogFormat.NAME);
    }

    /**
     * Finds a format.
     *
     * @param name its name
     * @param hosts the hosts of the pages of an access log; empty for those of the application
     * @return the format
     * @throws InvalidInputException if there is none of that name
     */
    public ImportFormat find(String name, List<String> hosts) {
        return switch (name) {
            case CsvFormat.NAME -> new CsvFormat();
            case NdjsonFormat.NAME -> new NdjsonFormat();
            case AccessLogFormat.NAME ->
                new AccessLogFormat(
                        new AccessLogOptions(hosts.isEmpty() ? ownHosts : hosts, LogVisitors.hashed(""), bots));
            default -> throw new InvalidInputException("/format", "must be one of " + String.join(", ", names()));
        };
    }
}
