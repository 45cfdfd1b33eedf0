/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * When the first and the last of some events happened.
 *
 * @param firstMillis the first, in milliseconds since the epoch
 * @param lastMillis the last, in milliseconds since the epoch
 */
public record EventBounds(long firstMillis, long lastMillis) {

    private static final String BOUNDS = """
            select (extract(epoch from min(e.occurred_at)) * 1000)::bigint as first,
                   (extract(epoch from max(e.occurred_at)) * 1000)::bigint as last
            from {schema}.%s e where %s
            """;

    /**
     * The bounds of these and other events.
     *
     * @param other when the others happened
     * @return the bounds of all
     */
    public EventBounds and(EventBounds other) {
        return new EventBounds(Math.min(firstMillis, other.firstMillis), Math.max(lastMillis, other.lastMillis));
    }

    /**
     * Reads when the events that are kept happened.
     *
     * @param database where the events are
     * @param eventNameIds the names of the events to look at
     * @param period when they happened
     * @return their bounds; empty if there are none
     */
    public static Optional<EventBounds> ofEvents(
            AnalyticsDatabase database, Collection<Integer> eventNameIds, Period period) {
        return read(database, "event", eventNameIds, period);
    }

    /**
     * Reads when the first events happened that outlived a purge.
     *
     * @param database where they are
     * @param eventNameIds the names of the events to look at
     * @return their bounds; empty if there are none
     */
    public static Optional<EventBounds> ofFirstEvents(AnalyticsDatabase database, Collection<Integer> eventNameIds) {
        return read(database, "first_event", eventNameIds, Period.allTime());
    }

    /**
     * The period with both bounds: where it has none, those of its events that are kept.
     *
     * @param database where the events are
     * @param eventNameIds the names of the events to look at
     * @param period the period
     * @return the bounded period; empty if it lacks a bound and there is no event in it
     */
    public static Optional<Period> close(AnalyticsDatabase database, Collection<Integer> eventNameIds, Period period) {
        return close(period, open -> ofEvents(database, eventNameIds, open));
    }

    /**
     * The period with both bounds: where it has none, those of some events.
     *
     * @param period the period
     * @param events tells when the events of a period happened
     * @return the bounded period; empty if it lacks a bound and there is no event in it
     */
    public static Optional<Period> close(Period period, Function<Period, Optional<EventBounds>> events) {
        Instant from = period.from();
        Instant to = period.to();
        if (from != null && to != null) {
            return Optional.of(period);
        }
        return events.apply(period)
                .map(found -> Period.between(
                        from == null ? Instant.ofEpochMilli(found.firstMillis) : from,
                        to == null ? Instant.ofEpochMilli(found.lastMillis + 1) : to));
    }

    private static Optional<EventBounds> read(
            AnalyticsDatabase database, String table, Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = BOUNDS.formatted(table, EventScan.of(eventNameIds, period, "e", parameters));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> {
                    long first = row.getLong("first");
                    return row.wasNull()
                            ? Optional.<EventBounds>empty()
                            : Optional.of(new EventBounds(first, row.getLong("last")));
                })
                .single();
    }
}
