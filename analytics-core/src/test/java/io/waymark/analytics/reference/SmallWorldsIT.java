/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.day.DaySessions;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelByHand;
import io.waymark.analytics.funnel.FunnelByHand.Happening;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelEntry;
import io.waymark.analytics.funnel.FunnelExclusion;
import io.waymark.analytics.funnel.FunnelOrder;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.WindowFrom;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.reference.SmallWorld.Sent;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebOverview;
import io.waymark.analytics.webstats.WebQuery;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Both engines and a count by hand of many apps with a few events each: ties, events that are late or sent again, people who
 * turn out to be one or are erased, days of 23 hours. {@code -Dsmall.worlds=3000} plays as many.
 */
class SmallWorldsIT {

    private static final int FIRST_APP = 1_000;
    private static final Duration GAP = Duration.ofMinutes(60);

    private final MovableClock clock = new MovableClock(SmallWorld.START.plus(Duration.ofDays(3)));
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);
    private final ChunkSettings settings = new ChunkSettings() {};

    @Test
    void bothEnginesSayWhatIsCountedByHand() {
        long seed = Long.getLong("small.seed", new Random().nextLong());
        System.out.println("SmallWorldsIT seed " + seed);
        ChunkRollup rollup = new ChunkRollup(database, settings, clock);
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, settings, clock), 2, 0)) {
            DaySessions sessions = new DaySessions(database, names, engine, GAP, settings, clock);
            int worlds = Integer.getInteger("small.worlds", 25);
            long days = 0;
            for (int number = 0; number < worlds; number++) {
                Random random = new Random(seed + number);
                SmallWorld world = new SmallWorld(database, random, FIRST_APP + number);
                String description = "seed " + (seed + number);
                for (int step = 0; step < 6; step++) {
                    play(world, rollup, random);
                    if (random.nextInt(4) == 0) {
                        days += settle(rollup, sessions);
                    }
                }
                assertThat(database.report(() -> engine.read(world.app(), events -> true)))
                        .as(description)
                        .isPresent();
                compareFunnels(world, engine, random, description);
                compareTrends(world, engine, random, description);
                compareSessions(world, engine, description);
            }
            assertThat(days).isGreaterThanOrEqualTo(worlds / 10);
        }
    }

    private void play(SmallWorld world, ChunkRollup rollup, Random random) {
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> world.send();
            case 4 -> world.merge();
            case 5 -> world.erase(clock);
            default -> rollup.rollUp();
        }
    }

    /** All days come to rest; returns the number of those that were summed up. */
    private long settle(ChunkRollup rollup, DaySessions sessions) {
        clock.advance(Duration.ofHours(2));
        rollup.rollUp();
        clock.advance(Duration.ofMinutes(10));
        return sessions.run();
    }

    private void compareFunnels(SmallWorld world, ColumnEngine engine, Random random, String description) {
        Segments segments = new Segments(database, names, clock);
        FunnelQuery query = new FunnelQuery(world.app(), funnel(random), world.period(), world.zone());
        FunnelReport report = new FunnelReports(database, names, segments, clock).report(query);
        String what = description + ", " + query;
        assertThat(new FunnelReports(database, names, segments, engine, clock).report(query))
                .as(what)
                .isEqualTo(report);
        assertThat(report.steps().stream().map(FunnelReport.Step::users).toList())
                .as(what)
                .isEqualTo(reached(world, query));
    }

    private static FunnelDefinition funnel(Random random) {
        FunnelOrder order = FunnelOrder.values()[random.nextInt(FunnelOrder.values().length)];
        int steps = 2 + random.nextInt(2);
        FunnelDefinition.Builder funnel = FunnelDefinition.of()
                .order(order)
                .entry(FunnelEntry.values()[random.nextInt(2)])
                .windowFrom(order == FunnelOrder.ANY ? WindowFrom.FIRST_STEP : WindowFrom.values()[random.nextInt(2)])
                .conversionWindow(Duration.ofMinutes(30L + 30L * random.nextInt(40)));
        for (int step = 0; step < steps; step++) {
            funnel.step(name(random));
        }
        if (order != FunnelOrder.STRICT && random.nextInt(3) == 0) {
            int from = order == FunnelOrder.ANY ? 1 : 1 + random.nextInt(steps - 1);
            int to = order == FunnelOrder.ANY ? steps : from + 1;
            funnel.exclude(new FunnelExclusion(new EventFilter(name(random), List.of()), from, to));
        }
        return funnel.build();
    }

    private static String name(Random random) {
        return SmallWorld.NAMES.get(random.nextInt(SmallWorld.NAMES.size()));
    }

    private static List<Long> reached(SmallWorld world, FunnelQuery query) {
        FunnelDefinition definition = query.definition();
        FunnelByHand rules = new FunnelByHand(
                definition,
                query.period().from() == null
                        ? Long.MIN_VALUE
                        : query.period().from().toEpochMilli(),
                query.period().to() == null
                        ? Long.MAX_VALUE
                        : query.period().to().toEpochMilli());
        List<Integer> made = world.histories(Period.allTime()).values().stream()
                .map(history -> rules.scored(history.stream()
                                .map(event -> happening(event, definition))
                                .toList())
                        .size())
                .toList();
        return LongStream.rangeClosed(1, definition.steps().size())
                .map(step -> made.stream().filter(steps -> steps >= step).count())
                .boxed()
                .toList();
    }

    private static Happening happening(Sent event, FunnelDefinition definition) {
        int steps = definition.steps().size();
        return new Happening(
                event.at().toEpochMilli(),
                IntStream.rangeClosed(1, steps)
                        .filter(step -> definition.steps().get(step - 1).event().equals(event.name()))
                        .boxed()
                        .toList(),
                IntStream.range(1, steps)
                        .filter(after -> definition.exclude().stream()
                                .anyMatch(exclusion -> exclusion.event().event().equals(event.name())
                                        && exclusion.fromStep() <= after
                                        && after < exclusion.toStep()))
                        .boxed()
                        .toList());
    }

    private void compareTrends(SmallWorld world, ColumnEngine engine, Random random, String description) {
        String event = random.nextBoolean() ? null : name(random);
        Period period = world.period();
        TrendQuery query =
                new TrendQuery(world.app(), event, period, CalendarInterval.DAY, world.zone(), DayOfWeek.MONDAY);
        TrendReports sql = new TrendReports(database, names, clock);
        TrendReports columns = new TrendReports(database, names, engine, clock);
        String what = description + ", " + query;
        TrendReport report = sql.trend(query);
        assertThat(columns.trend(query)).as(what).isEqualTo(report);
        Map<LocalDate, List<Long>> told = new TreeMap<>();
        report.points().stream()
                .filter(point -> point.count() > 0)
                .forEach(point -> told.put(point.start().toLocalDate(), List.of(point.count(), point.users())));
        assertThat(told).as(what).isEqualTo(days(world, event, period));
        long people = events(world, event, period).stream()
                .filter(history -> !history.isEmpty())
                .count();
        assertThat(List.of(sql.people(world.app(), event, period), columns.people(world.app(), event, period)))
                .as(what)
                .containsOnly(people);
    }

    /** Events and people of each day. */
    private static Map<LocalDate, List<Long>> days(SmallWorld world, @Nullable String event, Period period) {
        Map<LocalDate, List<Long>> days = new TreeMap<>();
        for (List<Sent> history : events(world, event, period)) {
            Map<LocalDate, Long> own = new TreeMap<>();
            history.forEach(each -> own.merge(each.at().atZone(world.zone()).toLocalDate(), 1L, Long::sum));
            own.forEach((day, number) -> days.merge(
                    day, List.of(number, 1L), (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + 1)));
        }
        return days;
    }

    /** What each person did, of one event. */
    private static Collection<List<Sent>> events(SmallWorld world, @Nullable String event, Period period) {
        return world.histories(period).values().stream()
                .map(history -> history.stream()
                        .filter(each -> event == null || event.equals(each.name()))
                        .toList())
                .toList();
    }

    private void compareSessions(SmallWorld world, ColumnEngine engine, String description) {
        SessionQuery query =
                SessionQuery.of(world.app(), world.period(), world.zone()).sessionGap(GAP);
        Segments segments = new Segments(database, names, clock);
        SessionReport report = new SessionReports(database, names, segments).report(query);
        String what = description + ", " + query;
        assertThat(new SessionReports(database, names, segments, engine).report(query))
                .as(what)
                .isEqualTo(report);
        long sessions = world.histories(query.period()).values().stream()
                .mapToLong(SmallWorldsIT::sessions)
                .sum();
        WebQuery web = new WebQuery(world.app(), query.period(), 1, null, GAP);
        WebOverview overview = new SessionReports(database, names, segments).webOverview(web);
        assertThat(new SessionReports(database, names, segments, engine).webOverview(web))
                .as(what)
                .isEqualTo(overview);
        assertThat(List.of(report.sessions(), overview.sessions())).as(what).containsOnly(sessions);
    }

    private static long sessions(List<Sent> history) {
        return IntStream.range(0, history.size())
                .filter(i -> i == 0
                        || Duration.between(
                                                history.get(i - 1).at(),
                                                history.get(i).at())
                                        .compareTo(GAP)
                                > 0)
                .count();
    }
}
