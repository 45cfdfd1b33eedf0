/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import io.waymark.analytics.trend.EventCounts.Count;
import io.waymark.analytics.trend.OverviewReport.Figures;
import io.waymark.analytics.trend.OverviewReport.TopEvent;
import io.waymark.analytics.trend.RolledUpDays.Day;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what happened, how often and by how many people. Always from what is committed now: late events count.
 *
 * <p>Safe for use by many threads. Every method throws {@link io.waymark.analytics.store.ReportTimeoutException} when
 * the database takes too long.
 */
public final class TrendReports {

    private static final SessionFigures NO_SESSIONS = new SessionFigures(0, 0, 0, 0, 0, 0);

    private static final String DEFINITIONS = """
            select id, name, category, description, active, defined_by is not null as defined
            from {schema}.event_name where app_id = :app
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Clock clock;
    private final @Nullable ColumnEngine columns;
    private final Segments segments;
    private final PropertyBreakdown propertyBreakdown;
    private final LatestEvents latestEvents;
    private final DistinctIds distinctIds;

    /**
     * Answers from the event table and, where they are up to date, the daily aggregates.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param clock tells which intervals are still open
     */
    public TrendReports(AnalyticsDatabase database, EventNames eventNames, Clock clock) {
        this(database, eventNames, null, clock);
    }

    /**
     * Answers from columns of events, while there are any, from the event table what these cannot tell, and from the daily
     * aggregates, where they are up to date.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param columns the way to columns; {@code null} without any
     * @param clock tells which intervals are still open
     */
    public TrendReports(
            AnalyticsDatabase database, EventNames eventNames, @Nullable ColumnEngine columns, Clock clock) {
        this(database, eventNames, new Segments(database, eventNames, clock), columns, clock);
    }

    /**
     * Answers from columns of events, while there are any, from the event table what these cannot tell, and from the daily
     * aggregates, where they are up to date.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells which intervals are still open
     */
    public TrendReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.clock = clock;
        this.columns = columns;
        this.segments = segments;
        this.propertyBreakdown = new PropertyBreakdown(database, segments);
        this.latestEvents = new LatestEvents(database);
        this.distinctIds = new DistinctIds(database);
    }

    /**
     * Sums a period up.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     */
    public OverviewReport overview(OverviewQuery query) {
        Map<String, Integer> names = eventNames.all(query.app());
        String segment = query.segment();
        boolean steady = segments.isSteady(query.app(), segment);
        Question question = Question.of("overview", query.app(), query, names, steady);
        Supplier<NeededProperties> ids = () -> ColumnEvents.sessionIds(database, query, names.values());
        return remembered(question, segment, steady, ids, events -> {
            RolledUpDays days = RolledUpDays.of(database, query.app(), events.missingBefore())
                    .of(segment);
            RolledUpDays cut = RolledUpDays.of(database, query.app(), events.sessionsMissingBefore());
            Function<Period, Figures> figures = period -> figures(events, query, period, names, days, cut);
            Period comparison = query.comparison();
            return new OverviewReport(
                    figures.apply(query.period()),
                    comparison == null ? null : figures.apply(comparison),
                    topEvents(events, query, names, days));
        });
    }

    /** Sessions are counted where all events are there that they are cut from, whatever else is known of the others. */
    private Figures figures(
            KeptEvents events,
            OverviewQuery query,
            Period period,
            Map<String, Integer> names,
            RolledUpDays days,
            RolledUpDays cut) {
        SessionFigures sessions = cut.kept(period)
                .map(part -> events.sessions(names, part, query.sessionGap()))
                .orElse(NO_SESSIONS);
        Optional<Period> kept = days.kept(period);
        boolean more = !kept.equals(cut.kept(period));
        List<Day> purged = days.purged(List.of(RolledUpDays.ANY_EVENT), period).stream()
                .filter(day -> day.isWithin(period))
                .toList();
        long times = more ? kept.map(part -> events.times(names.values(), part)).orElse(0L) : sessions.events();
        long users =
                more ? kept.map(part -> events.people(names.values(), part)).orElse(0L) : sessions.users();
        return new Figures(
                times + purged.stream().mapToLong(Day::events).sum(),
                Math.max(users, purged.stream().mapToLong(Day::users).max().orElse(0)),
                sessions.sessions(),
                sessions.bounceRate(),
                sessions.averageDurationSeconds(),
                !cut.purged(List.of(RolledUpDays.ANY_EVENT), period).isEmpty());
    }

    private List<TopEvent> topEvents(
            KeptEvents events, OverviewQuery query, Map<String, Integer> names, RolledUpDays days) {
        Map<Integer, Count> counts = EventCounts.of(events, names.values(), query.period(), days);
        List<TopEvent> top = new ArrayList<>();
        names.forEach((name, id) -> {
            Count count = counts.get(id);
            if (count != null) {
                top.add(new TopEvent(name, count.times(), count.users()));
            }
        });
        return top.stream()
                .sorted(Comparator.comparingLong(TopEvent::count).reversed().thenComparing(TopEvent::event))
                .limit(query.limit())
                .toList();
    }

    /**
     * Counts over time.
     *
     * @param query the question
     * @return the answer; all points are zero if the event was never tracked
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals, or no such segment is stored
     */
    public TrendReport trend(TrendQuery query) {
        String event = query.event();
        Collection<Integer> ids = event == null ? eventNames.all(query.app()).values() : ids(query.app(), event);
        String segment = query.segment();
        boolean steady = segments.isSteady(query.app(), segment);
        Question question = Question.of("trend", query.app(), query, Set.copyOf(ids), steady);
        return remembered(question, segment, steady, () -> NeededProperties.NONE, events -> {
            RolledUpDays days = RolledUpDays.of(database, query.app(), events.missingBefore())
                    .of(segment);
            return new Trends(events, days, query, ids, clock.instant()).report();
        });
    }

    /**
     * Breaks an event down by its properties.
     *
     * @param query the question
     * @return the answer; no properties if the event was never tracked
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     */
    public PropertyReport properties(PropertyQuery query) {
        Collection<Integer> ids = ids(query.app(), query.event());
        ColumnEngine engine = columns;
        Instant now = clock.instant();
        boolean steady = segments.isSteady(query.app(), query.segment());
        return database.remembered(Question.of("properties", query.app(), query, Set.copyOf(ids), steady), now, () -> {
            Optional<PropertyReport> told = engine == null || ids.isEmpty()
                    ? Optional.empty()
                    : new ColumnProperties(database, engine, segments, propertyBreakdown).of(query, ids);
            return Answer.ofCalendar(
                            told.orElseGet(() -> database.report(() -> propertyBreakdown.report(ids, query))), now)
                    .onlyIf(steady);
        });
    }

    /**
     * Lists every event name of an app.
     *
     * @param app whose events
     * @param period what to count
     * @return the names: the most frequent first, then by name
     */
    public List<EventSummary> events(AppId app, Period period) {
        Collection<Integer> ids = eventNames.all(app).values();
        Counted counted = remembered(Question.of("events", app, period, Set.copyOf(ids)), events -> {
            Map<Integer, Count> counts =
                    EventCounts.of(events, ids, period, RolledUpDays.of(database, app, events.missingBefore()));
            return new Counted(counts, lastSeen(events, ids, period, counts));
        });
        return database
                .sql(DEFINITIONS)
                .param("app", app.value())
                .query((row, number) -> {
                    Count count = counted.counts().getOrDefault(row.getInt("id"), Count.NONE);
                    return new EventSummary(
                            row.getString("name"),
                            row.getString("category"),
                            row.getString("description"),
                            row.getBoolean("active"),
                            row.getBoolean("defined"),
                            count.times(),
                            count.users(),
                            counted.lastSeen().get(row.getInt("id")));
                })
                .list()
                .stream()
                .sorted(Comparator.comparingLong(EventSummary::count).reversed().thenComparing(EventSummary::event))
                .toList();
    }

    private record Counted(Map<Integer, Count> counts, Map<Integer, Instant> lastSeen) {}

    private Map<Integer, Instant> lastSeen(
            KeptEvents events, Collection<Integer> ids, Period period, Map<Integer, Count> counts) {
        Map<Integer, Instant> lastSeen = new HashMap<>();
        Instant to = period.to();
        if (to == null || !to.isBefore(clock.instant())) {
            counts.forEach((id, count) -> {
                Instant lastAt = count.lastAt();
                if (lastAt != null) {
                    lastSeen.put(id, lastAt);
                }
            });
        }
        List<Integer> others =
                ids.stream().filter(id -> !lastSeen.containsKey(id)).toList();
        if (!others.isEmpty()) {
            lastSeen.putAll(events.lastSeen(others));
        }
        return lastSeen;
    }

    /**
     * Lists the events that arrived last.
     *
     * @param app whose events
     * @param limit at most so many
     * @param afterSeq only events that arrived after the one with this {@code seq}; 0 for no such bound
     * @return the events, the latest first
     */
    public List<LatestEvent> latestEvents(AppId app, int limit, long afterSeq) {
        Collection<Integer> ids = eventNames.all(app).values();
        return database.report(() -> latestEvents.of(ids, limit, afterSeq));
    }

    /**
     * Counts people, exactly.
     *
     * @param app whose events
     * @param event the event name; {@code null} for any event
     * @param period when they happened
     * @return how many different people did the event, of those whose events are kept
     */
    public long people(AppId app, @Nullable String event, Period period) {
        Collection<Integer> ids = event == null ? eventNames.all(app).values() : ids(app, event);
        return remembered(Question.of("people", app, period, Set.copyOf(ids)), events -> events.people(ids, period));
    }

    /**
     * Lists the people behind a number: who did an event.
     *
     * @param app whose events
     * @param event the event name; {@code null} for any event
     * @param period when they happened
     * @param limit at most so many people
     * @return a distinct id of each, in order
     */
    public List<String> who(AppId app, @Nullable String event, Period period, int limit) {
        return who(app, event, period, null, limit);
    }

    /**
     * Lists the people of a segment who did an event.
     *
     * @param app whose events
     * @param event the event name; {@code null} for any event
     * @param period when they happened
     * @param segment the key or number of a stored segment, or the key of a preset; {@code null} for everybody
     * @param limit at most so many people
     * @return a distinct id of each, in order
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     */
    public List<String> who(AppId app, @Nullable String event, Period period, @Nullable String segment, int limit) {
        Collection<Integer> ids = event == null ? eventNames.all(app).values() : ids(app, event);
        return report(app, segment, () -> NeededProperties.NONE, events -> events.who(ids, period, limit));
    }

    private <T> T remembered(Question question, Function<KeptEvents, T> report) {
        return remembered(question, null, true, () -> NeededProperties.NONE, report);
    }

    /** Keeps no answer about a segment whose people change because time passes. */
    private <T> T remembered(
            Question question,
            @Nullable String segment,
            boolean steady,
            Supplier<NeededProperties> needed,
            Function<KeptEvents, T> report) {
        Instant now = clock.instant();
        return database.remembered(
                question,
                now,
                () -> Answer.ofCalendar(report(question.app(), segment, needed, report), now)
                        .onlyIf(steady));
    }

    private <T> T report(
            AppId app, @Nullable String segment, Supplier<NeededProperties> needed, Function<KeptEvents, T> report) {
        ColumnEngine engine = columns;
        return database.report(() -> {
            SqlEvents sql =
                    new SqlEvents(database, parameters -> segments.only(app, segment, "e.person_id", parameters));
            if (engine == null) {
                return report.apply(sql);
            }
            ReportRun run = Objects.requireNonNull(database.currentReport());
            SegmentFilter only = SegmentFilter.of(segments, app, segment);
            NeededProperties ids = needed.get();
            Function<Boolean, Function<EventColumns, T>> answer = clientIds -> events -> report.apply(new ColumnEvents(
                    run, events, engine, distinctIds, sql, clientIds, only.people(database, engine, events)));
            Optional<T> told =
                    ids.isEmpty() ? Optional.empty() : engine.read(app, ids.and(only.needed()), answer.apply(true));
            return told.or(() -> engine.read(app, only.needed(), answer.apply(false)))
                    .orElseGet(() -> report.apply(sql));
        });
    }

    private Collection<Integer> ids(AppId app, String event) {
        return eventNames.find(app, Set.of(event)).values();
    }
}
