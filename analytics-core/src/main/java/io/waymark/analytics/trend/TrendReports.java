/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventCounts.Count;
import io.waymark.analytics.trend.OverviewReport.Figures;
import io.waymark.analytics.trend.OverviewReport.TopEvent;
import io.waymark.analytics.trend.RolledUpDays.Day;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers what happened, how often and by how many people. Always from what is committed now: late events count.
 *
 * <p>Safe for use by many threads. Every method throws {@link io.waymark.analytics.store.ReportTimeoutException} when
 * the database takes too long.
 */
public final class TrendReports {

    private static final int DAYS_OF_WEEK = 7;
    private static final int DAYS_OF_MONTH = 30;
    private static final SessionFigures NO_SESSIONS = new SessionFigures(0, 0, 0, 0, 0, 0);

    private static final String DEFINITIONS = """
            select id, name, category, description, active, defined_by is not null as defined
            from {schema}.event_name where app_id = :app
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Clock clock;
    private final @Nullable ColumnEngine columns;
    private final PropertyBreakdown propertyBreakdown;
    private final LatestEvents latestEvents;

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
        this.database = database;
        this.eventNames = eventNames;
        this.clock = clock;
        this.columns = columns;
        this.propertyBreakdown = new PropertyBreakdown(database);
        this.latestEvents = new LatestEvents(database);
    }

    /**
     * Sums a period up.
     *
     * @param query the question
     * @return the answer
     */
    public OverviewReport overview(OverviewQuery query) {
        Map<String, Integer> names = eventNames.all(query.app());
        return report(query.app(), events -> {
            RolledUpDays days = RolledUpDays.of(database, query.app());
            Period comparison = query.comparison();
            return new OverviewReport(
                    figures(query, query.period(), names.values(), days),
                    comparison == null ? null : figures(query, comparison, names.values(), days),
                    topEvents(events, query, names, days));
        });
    }

    private Figures figures(OverviewQuery query, Period period, Collection<Integer> names, RolledUpDays days) {
        SessionFigures kept = days.kept(period)
                .map(part -> Sessions.figures(database, names, part, query.sessionTimeout(), null))
                .orElse(NO_SESSIONS);
        List<Day> purged = days.purged(List.of(RolledUpDays.ANY_EVENT), period);
        return new Figures(
                kept.events()
                        + purged.stream()
                                .filter(day -> day.isWithin(period))
                                .mapToLong(Day::events)
                                .sum(),
                Math.max(
                        kept.users(),
                        purged.stream()
                                .filter(day -> day.isWithin(period))
                                .mapToLong(Day::users)
                                .max()
                                .orElse(0)),
                kept.sessions(),
                kept.bounceRate(),
                kept.averageDurationSeconds(),
                !purged.isEmpty());
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
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals
     */
    public TrendReport trend(TrendQuery query) {
        String event = query.event();
        Collection<Integer> ids = event == null ? eventNames.all(query.app()).values() : ids(query.app(), event);
        return report(query.app(), events -> {
            RolledUpDays days = RolledUpDays.of(database, query.app());
            return new Trends(events, days, query, ids, clock.instant()).report();
        });
    }

    /**
     * Breaks an event down by its properties.
     *
     * @param query the question
     * @return the answer; no properties if the event was never tracked
     */
    public PropertyReport properties(PropertyQuery query) {
        Collection<Integer> ids = ids(query.app(), query.event());
        ColumnEngine engine = columns;
        Optional<List<PropertyReport.Property>> told = engine == null || ids.isEmpty()
                ? Optional.empty()
                : new ColumnProperties(database, engine).of(query.app(), ids, query.period());
        return new PropertyReport(
                query.event(), told.orElseGet(() -> database.report(() -> propertyBreakdown.of(ids, query.period()))));
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
        return report(app, events -> {
            Map<Integer, Count> counts = EventCounts.of(events, ids, period, RolledUpDays.of(database, app));
            Map<Integer, Instant> lastSeen = lastSeen(events, ids, period, counts);
            return database
                    .sql(DEFINITIONS)
                    .param("app", app.value())
                    .query((row, number) -> {
                        Count count = counts.getOrDefault(row.getInt("id"), Count.NONE);
                        return new EventSummary(
                                row.getString("name"),
                                row.getString("category"),
                                row.getString("description"),
                                row.getBoolean("active"),
                                row.getBoolean("defined"),
                                count.times(),
                                count.users(),
                                lastSeen.get(row.getInt("id")));
                    })
                    .stream()
                    .sorted(Comparator.comparingLong(EventSummary::count)
                            .reversed()
                            .thenComparing(EventSummary::event))
                    .toList();
        });
    }

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
        return report(app, events -> events.people(ids, period));
    }

    /**
     * Counts the people who are active by day, week and month.
     *
     * @param app whose events
     * @param from the first day
     * @param to the last day, not before the first
     * @param zone the zone that cuts days
     * @return a line for each day, of the events that are kept
     * @throws io.waymark.analytics.InvalidInputException if these are too many days
     */
    public List<ActivePeople> active(AppId app, LocalDate from, LocalDate to, ZoneId zone) {
        CalendarBuckets days = CalendarBuckets.covering(
                CalendarInterval.DAY,
                zone,
                DayOfWeek.MONDAY,
                from.minusDays(DAYS_OF_MONTH - 1L).atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant());
        Collection<Integer> ids = eventNames.all(app).values();
        long[][] counts = report(app, events -> events.trailing(ids, days, 1, DAYS_OF_WEEK, DAYS_OF_MONTH));
        return IntStream.range(DAYS_OF_MONTH - 1, days.size())
                .mapToObj(day -> new ActivePeople(
                        days.starts().get(day).toLocalDate(), counts[0][day], counts[1][day], counts[2][day]))
                .toList();
    }

    private <T> T report(AppId app, Function<KeptEvents, T> report) {
        ColumnEngine engine = columns;
        return database.report(() -> {
            Optional<T> answer = engine == null
                    ? Optional.empty()
                    : engine.read(app, events -> report.apply(new ColumnEvents(events, engine)));
            return answer.orElseGet(() -> report.apply(new SqlEvents(database)));
        });
    }

    private Collection<Integer> ids(AppId app, String event) {
        return eventNames.find(app, Set.of(event)).values();
    }
}
