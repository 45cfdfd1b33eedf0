/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers lifecycle and stickiness queries. Safe for use by many threads. */
public final class LifecycleReports {

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;
    private final DistinctIds distinctIds;
    private final Clock clock;

    /**
     * Answers from the event table and the first events that outlive the purge.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param clock tells which periods have ended
     */
    public LifecycleReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
        this(database, eventNames, segments, null, clock);
    }

    /**
     * Answers from columns of events, while there are any, and the first events that outlive the purge.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells which periods have ended
     */
    public LifecycleReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns;
        this.distinctIds = new DistinctIds(database);
        this.clock = clock;
    }

    /**
     * Counts who is new, returning, resurrecting or dormant.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the range has too many periods, or no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public LifecycleReport lifecycle(LifecycleQuery query) {
        Instant now = clock.instant();
        Lifecycle lifecycle = new Lifecycle(query, now);
        return remembered(
                "lifecycle",
                query.app(),
                query,
                now,
                query.event(),
                query.segment(),
                activity -> new LifecycleReport(
                        query.event(),
                        query.period(),
                        activity.close(query.range())
                                .map(bounds -> lifecycle.points(activity, bounds))
                                .orElse(List.of())));
    }

    /**
     * Lists the people behind a number of a lifecycle.
     *
     * @param query the question
     * @param start the first day of the period
     * @param state which of them; {@code null} for all who are active in it
     * @param limit at most so many
     * @return a distinct id of each, in order; nobody if the answer has no such period
     * @throws io.waymark.analytics.InvalidInputException if the range has too many periods, or no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public List<String> people(LifecycleQuery query, LocalDate start, @Nullable LifecycleState state, int limit) {
        Lifecycle lifecycle = new Lifecycle(query, clock.instant());
        return answer(
                query.app(),
                query.event(),
                query.segment(),
                activity -> activity.close(query.range())
                        .map(bounds -> people(activity, lifecycle.intervals(bounds), start, state, limit))
                        .orElse(List.of()));
    }

    private static List<String> people(
            Activity activity, CalendarBuckets intervals, LocalDate start, @Nullable LifecycleState state, int limit) {
        for (int place = 1; place < intervals.size(); place++) {
            if (intervals.starts().get(place).toLocalDate().equals(start)) {
                return activity.people(intervals, place, state, limit);
            }
        }
        return List.of();
    }

    /**
     * Counts daily, weekly and monthly active people, and on how many days people are active.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the range has too many days, or no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public StickinessReport stickiness(StickinessQuery query) {
        Instant now = clock.instant();
        Stickiness stickiness = new Stickiness(query, now);
        return remembered(
                "stickiness",
                query.app(),
                query,
                now,
                query.event(),
                query.segment(),
                activity -> activity.close(query.range())
                        .map(bounds -> stickiness.report(activity, bounds))
                        .orElse(new StickinessReport(query.event(), List.of(), List.of())));
    }

    private <T> T remembered(
            String report,
            AppId app,
            Object query,
            Instant now,
            @Nullable String event,
            @Nullable String segment,
            Function<Activity, T> answer) {
        boolean steady = segments.isSteady(app, segment);
        return database.remembered(
                Question.of(report, app, query, steady),
                now,
                () -> Answer.ofCalendar(answer(app, event, segment, answer), now)
                        .onlyIf(steady));
    }

    private <T> T answer(AppId app, @Nullable String event, @Nullable String segment, Function<Activity, T> report) {
        Set<Integer> names =
                Set.copyOf((event == null ? eventNames.all(app) : eventNames.find(app, Set.of(event))).values());
        return database.report(() -> fromColumns(app, names, segment, report)
                .orElseGet(() -> report.apply(new SqlActivity(database, segments, app, names, segment))));
    }

    private <T> Optional<T> fromColumns(
            AppId app, Set<Integer> names, @Nullable String segment, Function<Activity, T> report) {
        ColumnEngine engine = columns;
        if (engine == null) {
            return Optional.empty();
        }
        ReportRun run = Objects.requireNonNull(database.currentReport());
        SegmentFilter only = SegmentFilter.of(segments, app, segment);
        return engine.read(
                        app,
                        only.needed(),
                        events -> missing(events, names)
                                .map(purged -> report.apply(new ColumnActivity(
                                        events,
                                        purged,
                                        names,
                                        only.people(database, engine, events),
                                        distinctIds,
                                        run::take))))
                .flatMap(answer -> answer);
    }

    private Optional<FirstEvents> missing(EventColumns events, Set<Integer> names) {
        return events.missingBefore() == Long.MIN_VALUE
                ? Optional.of(FirstEvents.none())
                : FirstEvents.read(database, names);
    }
}
