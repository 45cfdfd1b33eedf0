/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import com.google.common.hash.HashCode;
import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.SessionRule;
import io.waymark.analytics.chunk.pack.AppDays;
import io.waymark.analytics.chunk.pack.AppDays.Day;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.chunk.visit.count.MeanLength;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sums the visits of a period up: from what is remembered, or was stored, of days whose chunks are still the same, and a
 * walk through the others, each by itself. Where a visit goes on past midnight, its two parts are joined afterwards.
 */
public final class VisitDays {

    /** More days, few of which could be remembered, are gone through at once, which takes less time. */
    private static final int MOST_DAYS = 200;

    private final ReportRun run;
    private final ColumnEngine engine;
    private final EventColumns events;
    private final TotalsPlan plan;
    private final boolean byClientIds;
    private final @Nullable RoaringBitmap people;
    private final SessionRule rule;

    /**
     * Asks for the visits of a period.
     *
     * @param run the report, of whose memory is taken
     * @param engine has the threads, and remembers days
     * @param events the events, with what the plan's walk needs
     * @param plan which visits
     * @param byClientIds whether visits go by session ids of clients: then all events are gone through at once
     * @param people whose visits; {@code null} for those of everybody
     */
    public VisitDays(
            ReportRun run,
            ColumnEngine engine,
            EventColumns events,
            TotalsPlan plan,
            boolean byClientIds,
            @Nullable RoaringBitmap people) {
        this.run = run;
        this.engine = engine;
        this.events = events;
        this.plan = plan;
        this.byClientIds = byClientIds;
        this.people = people;
        this.rule = new SessionRule(plan.timeout().toMillis(), plan.pageView());
    }

    /** What a day depends on besides its events. */
    private record Question(Millis day, SessionRule rule) {}

    /**
     * Sums all visits up.
     *
     * @return the figures
     * @throws io.waymark.analytics.chunk.UnansweredException if columns cannot tell
     */
    public SessionFigures figures() {
        Totals totals = new Totals();
        Optional<long[]> midnights = midnights(events.zone());
        if (midnights.isPresent()) {
            each(midnights.get(), (time, day, added) -> totals.add(day, added));
        } else {
            VisitDay all = walk(plan.range());
            totals.add(all, join().add(all, plan.range().to()));
        }
        return totals.figures();
    }

    /**
     * Counts visits, their views and people in each of some intervals, which begin and end with days.
     *
     * @param zone whose days
     * @param starts when each interval begins, in milliseconds since the epoch, ascending; all events lie within them
     * @return for each interval people, views and visits that began; empty if they are not counted by days
     * @throws io.waymark.analytics.chunk.UnansweredException if columns cannot tell
     */
    public Optional<long[][]> points(ZoneId zone, long[] starts) {
        return midnights(zone).map(midnights -> points(midnights, starts));
    }

    private long[][] points(long[] midnights, long[] starts) {
        long[][] points = new long[starts.length][3];
        RoaringBitmap present = new RoaringBitmap();
        each(midnights, (time, day, added) -> {
            int found = Arrays.binarySearch(starts, time.from());
            int point = found >= 0 ? found : Math.max(0, -found - 2);
            if (points[point][0] == 0) {
                present.clear();
            }
            present.or(day.people());
            points[point][0] = present.getLongCardinality();
            points[point][1] += day.views();
            points[point][2] += added.visits();
        });
        return points;
    }

    /**
     * Where the days begin and end that have events; the first and the last are as long as is asked for. Empty if it is
     * better, or the only way, to go through all of them at once.
     */
    private Optional<long[]> midnights(ZoneId zone) {
        if (byClientIds || events.haveClientIds()) {
            return Optional.empty();
        }
        long[] midnights = events.bounds(
                        plan.eventNameIds(), plan.range().from(), plan.range().to())
                .map(bounds -> midnights(bounds, zone))
                .orElse(new long[0]);
        return midnights.length > MOST_DAYS + 1 ? Optional.empty() : Optional.of(midnights);
    }

    private long[] midnights(EventBounds bounds, ZoneId zone) {
        LocalDate first =
                Instant.ofEpochMilli(bounds.firstMillis()).atZone(zone).toLocalDate();
        LocalDate last = Instant.ofEpochMilli(bounds.lastMillis()).atZone(zone).toLocalDate();
        return first.datesUntil(last.plusDays(2))
                .limit(MOST_DAYS + 2L)
                .mapToLong(day -> day.atStartOfDay(zone).toInstant().toEpochMilli())
                .map(midnight ->
                        Math.max(plan.range().from(), Math.min(plan.range().to(), midnight)))
                .toArray();
    }

    private static final class Totals {

        private final RoaringBitmap people = new RoaringBitmap();
        private long visits;
        private long events;
        private long views;
        private long bounces;
        private long millis;

        void add(VisitDay day, DayJoin.Added added) {
            people.or(day.people());
            visits += added.visits();
            events += day.events();
            views += day.views();
            bounces += added.bounces();
            millis += added.millis();
        }

        SessionFigures figures() {
            return new SessionFigures(
                    visits, people.getLongCardinality(), events, views, bounces, MeanLength.seconds(millis, visits));
        }
    }

    private interface Days {
        void day(Millis time, VisitDay day, DayJoin.Added added);
    }

    private void each(long[] midnights, Days days) {
        List<Optional<ImmutableLongArray>> chunks = events.chunks(plan.eventNameIds(), midnights);
        HashCode whose = ColumnMemory.mark(people);
        DayJoin join = join();
        for (int i = 0; i + 1 < midnights.length; i++) {
            Millis time = new Millis(midnights[i], midnights[i + 1]);
            Optional<ImmutableLongArray> own = chunks.get(i).filter(ids -> time.isOfCalendar());
            Key key = own.map(ids -> new Key(new Question(time, rule), whose, ids))
                    .orElse(null);
            VisitDay day = engine.memory()
                    .find(
                            key,
                            VisitDay.class,
                            () -> own.flatMap(ids -> stored(time, ids)).orElseGet(() -> walk(time)));
            days.day(time, day, join.add(day, time.to()));
        }
    }

    private DayJoin join() {
        return new DayJoin(rule.gapMillis(), plan.onlyViewsBounce());
    }

    private Optional<VisitDay> stored(Millis time, ImmutableLongArray chunks) {
        Day day = new AppDays(events.zone()).of(time.from());
        return people == null && time.equals(new Millis(day.from(), day.to()))
                ? events.sessions(
                        day.date(),
                        rule,
                        chunks,
                        (everybody, sessions) -> PackedVisitDay.read(sessions, time, everybody))
                : Optional.empty();
    }

    VisitDay walk(Millis day) {
        return ColumnVisits.sum(
                        run,
                        engine,
                        events,
                        plan.of(day).walk(byClientIds),
                        byClientIds,
                        people,
                        walked -> new VisitDaySum(day, rule.gapMillis(), walked.memory()))
                .day();
    }
}
