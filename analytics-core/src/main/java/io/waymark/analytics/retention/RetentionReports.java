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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Answers retention queries. Safe for use by many threads. */
public final class RetentionReports {

    // How many people a segment has is beyond the planner, and a loop over their returns for each takes minutes.
    private static final String HASH_JOINS = "set local enable_nestloop = off";

    private static final String PURGED_BEFORE = """
            select reached_at from {schema}.watermark where name = 'purged_before'
            """;

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
        this.distinctIds = new DistinctIds(database);
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

    /**
     * Lists the people behind a number of a report.
     *
     * @param query the question
     * @param cohort the first day of the cohort's period
     * @param number the number of the period after the start, from 0; {@code null} for everybody in the cohort
     * @param limit at most so many
     * @return a distinct id of each, in order; nobody if the answer has no such cohort or cell
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public List<String> people(RetentionQuery query, LocalDate cohort, @Nullable Integer number, int limit) {
        return database.report(() -> distinctIds.of(
                fromColumns(
                                query,
                                (retention, known) -> people(known, cohort, place -> retention.people(place, number)))
                        .or(() -> fromEvents(
                                query, known -> people(known, cohort, place -> listed(query, known, place, number))))
                        .orElseGet(RoaringBitmap::new),
                limit));
    }

    private static RoaringBitmap people(KnownPeriods known, LocalDate cohort, IntFunction<RoaringBitmap> people) {
        int place = known.placeOf(cohort);
        return place < 0 ? new RoaringBitmap() : people.apply(place);
    }

    private RetentionReport counted(RetentionQuery query) {
        return fromColumns(query, (retention, known) -> retention.grid())
                .or(() -> fromEvents(query, known -> count(query, known)))
                .map(RetentionGrid::report)
                .orElse(new RetentionReport(query.period(), List.of(), List.of()));
    }

    /** Periods of everybody's own are told from columns where nobody can start twice. */
    private <T> Optional<T> fromColumns(RetentionQuery query, BiFunction<ColumnRetention, KnownPeriods, T> answer) {
        ColumnEngine engine = columns;
        if (engine == null || (query.rolling() && query.recurring())) {
            return Optional.empty();
        }
        Set<Integer> all = ids(query.app(), null);
        Set<Integer> startIds = ids(query.app(), query.startEvent());
        Set<Integer> returnIds = ids(query.app(), query.returnEvent());
        ReportRun run = Objects.requireNonNull(database.currentReport());
        SegmentFilter only = SegmentFilter.of(segments, query.app(), query.segment());
        return engine.read(
                        query.app(),
                        only.needed(),
                        events -> missing(events, Sets.union(startIds, returnIds))
                                .flatMap(purged -> periods(
                                                query, events.bounds(all, Millis.ALL.from(), Millis.ALL.to()))
                                        .map(known -> answer.apply(
                                                new ColumnRetention(
                                                        events,
                                                        purged,
                                                        query,
                                                        known,
                                                        startIds,
                                                        returnIds,
                                                        only.people(database, engine, events),
                                                        clock.instant(),
                                                        run::take),
                                                known))))
                .flatMap(told -> told);
    }

    private <T> Optional<T> fromEvents(RetentionQuery query, Function<KnownPeriods, T> answer) {
        if (query.segment() != null) {
            database.sql(HASH_JOINS).update();
        }
        return periods(query, EventBounds.ofEvents(database, ids(query.app(), null), Period.allTime()))
                .map(answer);
    }

    private Optional<FirstEvents> missing(EventColumns events, Set<Integer> names) {
        return events.missingBefore() == Long.MIN_VALUE
                ? Optional.of(FirstEvents.none())
                : FirstEvents.read(database, names);
    }

    /** The periods from the first to the last event of all: those that are kept, and those that outlived a purge. */
    private Optional<KnownPeriods> periods(RetentionQuery query, Optional<EventBounds> kept) {
        return Stream.concat(kept.stream(), EventBounds.ofFirstEvents(database, ids(query.app(), null)).stream())
                .reduce(EventBounds::and)
                .map(bounds -> new KnownPeriods(
                        CalendarBuckets.covering(
                                query.period(),
                                query.timezone(),
                                query.weekStart(),
                                Instant.ofEpochMilli(bounds.firstMillis()),
                                Instant.ofEpochMilli(bounds.lastMillis())),
                        Instant.ofEpochMilli(bounds.lastMillis())));
    }

    private RetentionGrid count(RetentionQuery query, KnownPeriods known) {
        RetentionStatement statement = statement(query, known);
        String sql = statement.count();
        RetentionGrid grid = new RetentionGrid(query, known, clock.instant(), purgedBefore());
        database.sql(sql).params(statement.parameters().values()).query(row -> {
            int distance = row.getInt("distance");
            boolean returned = !row.wasNull();
            grid.add(row.getInt("cohort") - 1, row.getLong("users"), returned ? distance : -1, row.getLong("returned"));
        });
        grid.check();
        return grid;
    }

    private RoaringBitmap listed(RetentionQuery query, KnownPeriods known, int cohort, @Nullable Integer number) {
        RetentionStatement statement = statement(query, known);
        String sql = statement.people(cohort, number);
        RoaringBitmap people = new RoaringBitmap();
        database.sql(sql)
                .params(statement.parameters().values())
                .withFetchSize(10_000)
                .query(row -> {
                    people.add(row.getInt("person_id"));
                });
        return people;
    }

    private RetentionStatement statement(RetentionQuery query, KnownPeriods known) {
        return new RetentionStatement(
                query,
                known.periods(),
                ids(query.app(), query.startEvent()),
                ids(query.app(), query.returnEvent()),
                segments);
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
}
