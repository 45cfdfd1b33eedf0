/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import io.waymark.analytics.trend.series.SeriesReport.Series;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers measures over time. Safe for use by many threads. */
public final class SeriesReports {

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;
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
        this(database, eventNames, segments, null, clock);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells which intervals are still open
     */
    public SeriesReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns;
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
        Instant now = clock.instant();
        boolean steady = segments.isSteady(query.app(), query.segment());
        return database.remembered(Question.of("series", query.app(), query, Set.copyOf(names), steady), now, () -> {
            SeriesReport report = byColumns(query, names)
                    .orElseGet(() ->
                            database.report(() -> report(new SqlSeries(database, query, names, segments), query)));
            return Answer.ofCalendar(report, now).onlyIf(steady);
        });
    }

    /** Empty if columns cannot tell. */
    Optional<SeriesReport> byColumns(SeriesQuery query, Collection<Integer> names) {
        ColumnEngine engine = columns;
        if (engine == null || !ColumnSeries.canTell(query)) {
            return Optional.empty();
        }
        SegmentFilter segment = SegmentFilter.of(segments, query.app(), query.segment());
        NeededProperties needed = ColumnSeries.needed(query, names).and(segment.needed());
        return database.report(() -> engine.read(
                query.app(),
                needed,
                events -> report(
                        new ColumnSeries(engine, events, query, names, segment.people(database, engine, events)),
                        query)));
    }

    private SeriesReport report(SeriesSource source, SeriesQuery query) {
        return source.bounds(query.period())
                .map(bounds -> report(source, query, bounds))
                .orElse(new SeriesReport(query.interval(), List.of(), List.of(), false));
    }

    private SeriesReport report(SeriesSource source, SeriesQuery query, Period bounds) {
        String breakdown = query.breakdown();
        List<String> values = breakdown == null ? List.of() : source.top(bounds, breakdown, SeriesReport.MAX_VALUES);
        Period comparison = query.comparison();
        Instant missingBefore = source.missingBefore();
        return new SeriesReport(
                query.interval(),
                series(source, query, bounds, values),
                comparison == null ? List.of() : series(source, query, comparison, values),
                lacks(missingBefore, bounds) || comparison != null && lacks(missingBefore, comparison));
    }

    private List<Series> series(SeriesSource source, SeriesQuery query, Period period, List<String> values) {
        CalendarBuckets buckets = CalendarBuckets.covering(
                query.interval(),
                query.timezone(),
                query.weekStart(),
                Objects.requireNonNull(period.from()),
                Objects.requireNonNull(period.to()).minusMillis(1));
        SeriesTable table = new SeriesTable(query, buckets, values);
        source.fill(period, buckets, values, table);
        return table.series(clock.instant());
    }

    private static boolean lacks(@Nullable Instant missingBefore, Period period) {
        return missingBefore != null && period.startsBefore(missingBefore);
    }
}
