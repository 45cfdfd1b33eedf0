/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which intervals of the calendar somebody was active. */
final class ActivePeople {

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

    // Somebody's first event of a name is kept when the events themselves are purged.
    private static final String ACTIVE = """
            select person_id, bucket
            from (
              select e.person_id, %1$s as bucket from {people}.event e where %2$s
              union all
              select f.person_id, %3$s as bucket from {people}.first_event f where %4$s
            ) a
            where %5$s
            group by person_id, bucket
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;

    ActivePeople(AnalyticsDatabase database, EventNames eventNames, Segments segments) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
    }

    Collection<Integer> names(AppId app, @Nullable String event) {
        return (event == null ? eventNames.all(app) : eventNames.find(app, Set.of(event))).values();
    }

    /** One row per person and interval, its place from 1, with 0 for whatever came before the first. */
    String sql(
            AppId app,
            @Nullable String event,
            @Nullable String segment,
            Period period,
            CalendarBuckets buckets,
            SqlParameters parameters) {
        Collection<Integer> names = names(app, event);
        return ACTIVE.formatted(
                buckets.indexOf("e.occurred_at", parameters),
                EventScan.of(names, period, "e", parameters),
                buckets.indexOf("f.occurred_at", parameters),
                EventScan.of(names, period, "f", parameters),
                segment == null ? "true" : "person_id in (" + segments.personsOf(app, segment, parameters) + ")");
    }

    /** What happened before is not all there; {@code null} if nothing has been purged. */
    @Nullable
    Instant purgedBefore() {
        return database.sql(PURGED_BEFORE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
