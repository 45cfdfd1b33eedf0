/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers measures over time from raw events. Safe for use by many threads. */
public final class SeriesReports {

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final Clock clock;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param clock tells which intervals are still open
     */
    public SeriesReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * Measures over time.
     *
     * @param query the question
     * @return the answer; no series if the period lacks a bound and there is no event in it
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals, or no such segment is
     *     stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public SeriesReport report(SeriesQuery query) {
        String event = query.event();
        Collection<Integer> names =
                (event == null ? eventNames.all(query.app()) : eventNames.find(query.app(), Set.of(event))).values();
        return database.report(() -> EventBounds.close(database, names, query.period())
                .map(bounds -> report(query, bounds, names))
                .orElse(new SeriesReport(query.interval(), List.of(), List.of(), false)));
    }

    private SeriesReport report(SeriesQuery query, Period bounds, Collection<Integer> names) {
        List<String> values = top(query, bounds, names);
        Period comparison = query.comparison();
        return new SeriesReport(
                query.interval(),
                series(query, bounds, names, values),
                comparison == null ? List.of() : series(query, comparison, names, values),
                isPurged(bounds) || comparison != null && isPurged(comparison));
    }

    private List<String> top(SeriesQuery query, Period period, Collection<Integer> names) {
        String breakdown = query.breakdown();
        if (breakdown == null) {
            return List.of();
        }
        SeriesStatement statement = new SeriesStatement(query, period, names, segments);
        String sql = statement.top(breakdown, SeriesReport.MAX_VALUES);
        return database.sql(sql)
                .params(statement.parameters().values())
                .query((row, number) -> row.getString("value"))
                .list();
    }

    private List<Series> series(SeriesQuery query, Period period, Collection<Integer> names, List<String> values) {
        CalendarBuckets buckets = CalendarBuckets.covering(
                query.interval(),
                query.timezone(),
                query.weekStart(),
                Objects.requireNonNull(period.from()),
                Objects.requireNonNull(period.to()).minusMillis(1));
        SeriesTable table = new SeriesTable(query, buckets, values);
        SeriesStatement points = new SeriesStatement(query, period, names, segments);
        database.sql(points.points(buckets, values))
                .params(points.parameters().values())
                .query(row -> {
                    table.add(row.getInt("place"), row.getInt("bucket") - 1, value(row));
                });
        SeriesStatement totals = new SeriesStatement(query, period, names, segments);
        database.sql(totals.totals(values)).params(totals.parameters().values()).query(row -> {
            table.total(row.getInt("place"), value(row));
        });
        return table.series(clock.instant());
    }

    private static @Nullable Double value(ResultSet row) throws SQLException {
        double value = row.getDouble("value");
        return row.wasNull() ? null : (Double) value;
    }

    private boolean isPurged(Period period) {
        Optional<Instant> purgedBefore = database.sql(PURGED_BEFORE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        return purgedBefore.isPresent() && Objects.requireNonNull(period.from()).isBefore(purgedBefore.get());
    }
}
