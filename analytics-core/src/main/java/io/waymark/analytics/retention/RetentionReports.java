/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import com.google.common.collect.Sets;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers retention queries. Safe for use by many threads. */
public final class RetentionReports {

    // How many people a segment has is beyond the planner, and a loop over their returns for each takes minutes.
    private static final String HASH_JOINS = "set local enable_nestloop = off";

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

    // Somebody's first event of a name is kept when the events themselves are purged.
    private static final String EVENTS = """
            select e.person_id, e.occurred_at from {people}.event e where %s
            union all
            select f.person_id, f.occurred_at from {people}.first_event f where %s
            """;

    private static final String FIRST_STARTS = """
            select person_id, started_at, %s as period
            from (select person_id, min(occurred_at) as started_at from (%s) e group by person_id) f
            where %s
            """;

    private static final String RECURRING_STARTS = """
            select person_id, min(occurred_at) as started_at, %s as period
            from (%s) e
            where %s
            group by person_id, period
            """;

    private static final String RETURNS = """
            select person_id, %s as period, max(occurred_at) as returned_at from (%s) e group by person_id, period
            """;

    // Everybody of a cohort has a row without a distance or one per period of return; the first one counts the person.
    private static final String ON = """
            select cohort, distance, count(*) as returned, count(*) filter (where place = 1) as users
            from (
              select c.person_id, c.period as cohort, r.period - c.period as distance,
                     row_number() over (partition by c.person_id, c.period) as place
              from (%s) c left join (%s) r
                on r.person_id = c.person_id and r.period >= c.period and r.returned_at >= c.started_at
            ) p
            group by cohort, distance
            """;

    private static final String ON_OR_AFTER = """
            select cohort, distance, count(*) as returned, count(*) as users
            from (
              select c.person_id, c.period as cohort, max(r.period) - c.period as distance
              from (%s) c left join (%s) r
                on r.person_id = c.person_id and r.period >= c.period and r.returned_at >= c.started_at
              group by c.person_id, c.period
            ) p
            group by cohort, distance
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;
    private final Clock clock;

    /**
     * Answers from the event table and the first events that outlive the purge.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param clock tells which periods have ended
     */
    public RetentionReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
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
    public RetentionReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.columns = columns;
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * Counts who came back.
     *
     * @param query the question
     * @return the answer; no cohorts if the start event was never tracked
     * @throws io.waymark.analytics.InvalidInputException if the answer would have too many cells, or no such segment is
     *     stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public RetentionReport report(RetentionQuery query) {
        Instant now = clock.instant();
        boolean steady = segments.isSteady(query.app(), query.segment());
        return database.remembered(
                Question.of("retention", query.app(), query, steady),
                now,
                () -> Answer.ofCalendar(database.report(() -> counted(query)), now)
                        .onlyIf(steady));
    }

    private RetentionReport counted(RetentionQuery query) {
        if (query.segment() != null) {
            database.sql(HASH_JOINS).update();
        }
        return answer(query);
    }

    private RetentionReport answer(RetentionQuery query) {
        Optional<RetentionGrid> counted =
                columns == null || query.segment() != null ? Optional.empty() : fromColumns(query, columns);
        return counted.or(() -> periods(query, EventBounds.ofEvents(database, ids(query.app(), null), Period.allTime()))
                        .map(periods -> count(query, periods)))
                .map(RetentionGrid::report)
                .orElse(new RetentionReport(query.period(), List.of(), List.of()));
    }

    private Optional<RetentionGrid> fromColumns(RetentionQuery query, ColumnEngine engine) {
        Set<Integer> all = ids(query.app(), null);
        Set<Integer> startIds = ids(query.app(), query.startEvent());
        Set<Integer> returnIds = ids(query.app(), query.returnEvent());
        ReportRun run = Objects.requireNonNull(database.currentReport());
        return engine.read(
                        query.app(),
                        events -> missing(events, Sets.union(startIds, returnIds))
                                .flatMap(purged -> periods(
                                                query, events.bounds(all, Millis.ALL.from(), Millis.ALL.to()))
                                        .map(periods -> {
                                            RetentionGrid grid = new RetentionGrid(
                                                    query, periods, clock.instant(), missingBefore(events));
                                            new ColumnRetention(
                                                            events, purged, query, periods, startIds, returnIds,
                                                            run::take)
                                                    .count(grid);
                                            return grid;
                                        })))
                .flatMap(grid -> grid);
    }

    private Optional<FirstEvents> missing(EventColumns events, Set<Integer> names) {
        return missingBefore(events) == null ? Optional.of(FirstEvents.none()) : FirstEvents.read(database, names);
    }

    private static @Nullable Instant missingBefore(EventColumns events) {
        long missing = events.missingBefore();
        return missing == Long.MIN_VALUE ? null : Instant.ofEpochMilli(missing);
    }

    /** The periods from the first to the last event of all: those that are kept, and those that outlived a purge. */
    private Optional<CalendarBuckets> periods(RetentionQuery query, Optional<EventBounds> kept) {
        return Stream.concat(kept.stream(), EventBounds.ofFirstEvents(database, ids(query.app(), null)).stream())
                .reduce(EventBounds::and)
                .map(bounds -> CalendarBuckets.covering(
                        query.period(),
                        query.timezone(),
                        query.weekStart(),
                        Instant.ofEpochMilli(bounds.firstMillis()),
                        Instant.ofEpochMilli(bounds.lastMillis())));
    }

    private RetentionGrid count(RetentionQuery query, CalendarBuckets periods) {
        SqlParameters parameters = new SqlParameters();
        String starts = (query.recurring() ? RECURRING_STARTS : FIRST_STARTS)
                .formatted(
                        periods.indexOf(query.recurring() ? "occurred_at" : "started_at", parameters),
                        events(ids(query.app(), query.startEvent()), parameters),
                        EventScan.within(query.range(), query.recurring() ? "occurred_at" : "started_at", parameters)
                                + ofSegment(query, parameters));
        String returns = RETURNS.formatted(
                periods.indexOf("occurred_at", parameters), events(ids(query.app(), query.returnEvent()), parameters));
        String sql = (query.mode() == RetentionMode.ON ? ON : ON_OR_AFTER).formatted(starts, returns);
        RetentionGrid grid = new RetentionGrid(query, periods, clock.instant(), purgedBefore());
        database.sql(sql).params(parameters.values()).query(row -> {
            int distance = row.getInt("distance");
            boolean returned = !row.wasNull();
            grid.add(row.getInt("cohort") - 1, row.getLong("users"), returned ? distance : -1, row.getLong("returned"));
        });
        grid.check();
        return grid;
    }

    private @Nullable Instant purgedBefore() {
        return database.sql(PURGED_BEFORE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private Set<Integer> ids(AppId app, @Nullable String event) {
        return Set.copyOf((event == null ? eventNames.all(app) : eventNames.find(app, Set.of(event))).values());
    }

    private String ofSegment(RetentionQuery query, SqlParameters parameters) {
        String segment = query.segment();
        return segment == null
                ? ""
                : " and person_id in (" + segments.personsOf(query.app(), segment, parameters) + ")";
    }

    private static String events(Collection<Integer> ids, SqlParameters parameters) {
        return EVENTS.formatted(
                EventScan.of(ids, Period.allTime(), "e", parameters),
                EventScan.of(ids, Period.allTime(), "f", parameters));
    }
}
