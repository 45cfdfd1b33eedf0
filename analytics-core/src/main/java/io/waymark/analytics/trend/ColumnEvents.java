/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.day.VisitDays;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.trend.EventCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts in columns of events: by bitmaps of people, or by the times of events where intervals are short. */
final class ColumnEvents implements KeptEvents {

    private static final Duration SHORT = Duration.ofHours(12);

    private final ReportRun run;
    private final EventColumns events;
    private final ColumnEngine engine;
    private final DistinctIds distinctIds;
    private final SqlEvents sql;
    private final boolean clientIds;
    private final @Nullable RoaringBitmap only;

    /**
     * Counts the events of everybody, or only of some people. Knows the session ids of clients, or asks the event table for
     * sessions of apps that have any.
     */
    ColumnEvents(
            ReportRun run,
            EventColumns events,
            ColumnEngine engine,
            DistinctIds distinctIds,
            SqlEvents sql,
            boolean clientIds,
            @Nullable RoaringBitmap only) {
        this.run = run;
        this.events = events;
        this.engine = engine;
        this.distinctIds = distinctIds;
        this.sql = sql;
        this.clientIds = clientIds;
        this.only = only;
    }

    /** What it takes to cut sessions in columns, where clients give ids. */
    static NeededProperties sessionIds(AnalyticsDatabase database, OverviewQuery query, Collection<Integer> names) {
        if (!ColumnVisits.haveClientIds(database, query.app())) {
            return NeededProperties.NONE;
        }
        Duration timeout = query.sessionGap();
        Period other = query.comparison() == null ? query.period() : query.comparison();
        TotalsPlan plan = new TotalsPlan(Set.copyOf(names), Millis.of(query.period()), timeout, null, false);
        return plan.walk(true).needed().and(plan.of(Millis.of(other)).walk(true).needed());
    }

    @Override
    public Optional<Instant> missingBefore() {
        long missing = events.missingBefore();
        return missing == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(missing));
    }

    @Override
    public Optional<Instant> sessionsMissingBefore() {
        return canCutSessions() ? missingBefore() : sql.missingBefore();
    }

    @Override
    public Map<Integer, Count> counts(Collection<Integer> eventNameIds, Period period) {
        Millis range = Millis.of(period);
        Set<Integer> names = new HashSet<>(eventNameIds);
        Map<Integer, Long> timesOfSome = only == null ? Map.of() : NameScan.times(engine, events, names, range, only);
        Map<Integer, Count> counts = new HashMap<>();
        events.personsByName(names, range.from(), range.to()).forEach((name, people) -> {
            long times =
                    only == null ? events.count(name, range.from(), range.to()) : timesOfSome.getOrDefault(name, 0L);
            if (times > 0) {
                narrow(people);
                Instant lastAt = lastAt(name, range).orElse(null);
                counts.put(name, new Count(times, people.getLongCardinality(), lastAt));
            }
        });
        return counts;
    }

    @Override
    public Map<Integer, Instant> lastSeen(Collection<Integer> eventNameIds) {
        Map<Integer, Instant> seen = new HashMap<>();
        eventNameIds.forEach(
                name -> events.lastMillis(name).ifPresent(last -> seen.put(name, Instant.ofEpochMilli(last))));
        return seen;
    }

    private Optional<Instant> lastAt(int name, Millis range) {
        return events.bounds(Set.of(name), range.from(), range.to())
                .map(bounds -> Instant.ofEpochMilli(bounds.lastMillis()));
    }

    @Override
    public Optional<EventBounds> bounds(Collection<Integer> eventNameIds, Period period) {
        Millis range = Millis.of(period);
        return events.bounds(new HashSet<>(eventNameIds), range.from(), range.to());
    }

    @Override
    public void points(Collection<Integer> eventNameIds, CalendarBuckets points, List<Period> periods, Points counts) {
        Set<Integer> names = new HashSet<>(eventNameIds);
        List<Millis> ranges = periods.stream().map(Millis::of).toList();
        Instant second = points.endOf(0);
        boolean isShort =
                Duration.between(points.starts().get(0).toInstant(), second).compareTo(SHORT) < 0;
        if (isShort || only != null) {
            new PointSearch(engine, events, names, points, ranges, only)
                    .counts()
                    .tell(counts);
            return;
        }
        for (int point = 0; point < points.size(); point++) {
            Millis whole = range(points, point);
            RoaringBitmap people = new RoaringBitmap();
            long times = 0;
            for (Millis range : ranges) {
                Millis part = range.within(whole);
                if (!part.isEmpty()) {
                    people.or(events.persons(names, part.from(), part.to()));
                    times += names.stream()
                            .mapToLong(name -> events.count(name, part.from(), part.to()))
                            .sum();
                }
            }
            if (times > 0) {
                counts.add(point, times, people.getLongCardinality());
            }
        }
    }

    private static Millis range(CalendarBuckets points, int point) {
        return new Millis(
                points.starts().get(point).toInstant().toEpochMilli(),
                points.endOf(point).toEpochMilli());
    }

    @Override
    public long people(Collection<Integer> eventNameIds, Period period) {
        return persons(eventNameIds, period).getLongCardinality();
    }

    @Override
    public List<String> who(Collection<Integer> eventNameIds, Period period, int limit) {
        return distinctIds.of(persons(eventNameIds, period), limit);
    }

    private RoaringBitmap persons(Collection<Integer> eventNameIds, Period period) {
        Millis range = Millis.of(period);
        return narrow(events.persons(new HashSet<>(eventNameIds), range.from(), range.to()));
    }

    private RoaringBitmap narrow(RoaringBitmap people) {
        if (only != null) {
            people.and(only);
        }
        return people;
    }

    @Override
    public SessionFigures sessions(Map<String, Integer> names, Period period, Duration timeout) {
        if (!canCutSessions()) {
            if (only != null) {
                // The event table may know other people to be in the segment.
                throw new UnansweredException("The columns of session ids are not there yet");
            }
            return sql.sessions(names, period, timeout);
        }
        TotalsPlan plan = new TotalsPlan(
                Set.copyOf(names.values()), Millis.of(period), timeout, names.get(StandardEvents.PAGE_VIEW), false);
        return new VisitDays(run, engine, events, plan, clientIds, only).figures();
    }

    private boolean canCutSessions() {
        return clientIds || !events.haveClientIds();
    }
}
