/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;

/** Gives a period the bounds that it lacks. */
public final class EventBounds {

    private static final String BOUNDS = """
            select min(e.occurred_at) as first, max(e.occurred_at) as last from {schema}.event e where %s
            """;

    private EventBounds() {}

    /**
     * The period with both bounds: where it has none, those of its events that are kept.
     *
     * @param database where the events are
     * @param eventNameIds the names of the events to look at
     * @param period the period
     * @return the bounded period; empty if it lacks a bound and there is no event in it
     */
    public static Optional<Period> of(AnalyticsDatabase database, Collection<Integer> eventNameIds, Period period) {
        Instant from = period.from();
        Instant to = period.to();
        if (from != null && to != null) {
            return Optional.of(period);
        }
        SqlParameters parameters = new SqlParameters();
        String sql = BOUNDS.formatted(EventScan.of(eventNameIds, period, "e", parameters));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> {
                    OffsetDateTime first = row.getObject("first", OffsetDateTime.class);
                    OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
                    return first == null
                            ? Optional.<Period>empty()
                            : Optional.of(Period.between(
                                    from == null ? first.toInstant() : from,
                                    to == null ? last.toInstant().plusMillis(1) : to));
                })
                .single();
    }
}
