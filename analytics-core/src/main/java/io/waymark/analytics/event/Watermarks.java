/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How far things have come, by name, for all instances to see. Works inside the caller's transaction. */
public final class Watermarks {

    /** Events before this instant are not taken any more: some of their day may be gone. */
    public static final String PURGED_BEFORE = "purged_before";
    /** Events before this instant are gone. */
    public static final String DROPPED_BEFORE = "dropped_before";
    /** Events before this instant are gone, and not all of them are in chunks. */
    public static final String MISSING_BEFORE = "missing_before";

    /** When somebody last opened the dashboard, on any instance; a few minutes behind. */
    public static final String DASHBOARD_OPENED = "dashboard_opened";

    private static final String READ = """
            select reached_at from {schema}.watermark where name = :name
            """;
    private static final String RAISE = """
            insert into {schema}.watermark as w (name, reached_at) values (:name, :at)
            on conflict (name) do update set reached_at = greatest(w.reached_at, excluded.reached_at)
            """;

    private final AnalyticsDatabase database;

    /**
     * Reads and raises watermarks.
     *
     * @param database where they are
     */
    public Watermarks(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Reads a watermark.
     *
     * @param name which
     * @return the instant it has reached, or {@code null} if it was never raised
     */
    public @Nullable Instant read(String name) {
        return database.sql(READ)
                .param("name", name)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /**
     * Tells whether a report that counts in the event table lacks events.
     *
     * @param period when its events happened
     * @return whether events of that time may have been deleted by age
     */
    public boolean isPurged(Period period) {
        Instant purgedBefore = read(PURGED_BEFORE);
        return purgedBefore != null && period.startsBefore(purgedBefore);
    }

    /**
     * Raises a watermark; never lowers it.
     *
     * @param name which
     * @param to the instant it reaches
     */
    public void raise(String name, Instant to) {
        database.sql(RAISE)
                .param("name", name)
                .param("at", to.atOffset(ZoneOffset.UTC))
                .update();
    }
}
