/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkWorld;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkErasure;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.journey.FlowQuery;
import io.waymark.analytics.journey.FlowReports;
import io.waymark.analytics.lifecycle.LifecycleQuery;
import io.waymark.analytics.lifecycle.LifecycleReports;
import io.waymark.analytics.lifecycle.StickinessQuery;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.segment.SizeQuery;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.trend.series.SeriesReports;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Asks two instances that keep answers, and one that does not, while everything changes that answers depend on. */
class RememberedReportsIT {

    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-04T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Period PERIOD = Period.between(FROM.plusSeconds(86_400), TO.plusSeconds(86_400));
    private static final AppId APP = AppId.DEFAULT;

    @Test
    void nothingIsAnsweredFromMemoryThatHasChanged() {
        long seed = Long.getLong("remembered.seed", new Random().nextLong());
        System.out.println("RememberedReportsIT seed " + seed);
        Random random = new Random(seed);
        ChunkWorld world = new ChunkWorld(random, FROM, TO);
        MovableClock clock = new MovableClock(TO.minus(Duration.ofHours(7)));
        ChunkSettings settings = new ChunkSettings() {};
        ChunkRollup rollup = new ChunkRollup(world.database(), settings, clock);
        try (Instance fresh = new Instance(world.database(), new ResultMemory(0), clock);
                Instance one = new Instance(world.database(), new ResultMemory(1 << 20), clock);
                Instance other = new Instance(world.database(), new ResultMemory(1 << 20), clock)) {
            fresh.segments.save(APP, "often", "Often", SegmentRule.did("visit").atLeast(3), "test");
            world.store(150);
            List<String> questions = List.copyOf(fresh.questions.keySet());
            StringBuilder story = new StringBuilder("seed " + seed);
            for (int step = 0; step < 40; step++) {
                int choice = random.nextInt(16);
                story.append(' ').append(choice);
                switch (choice) {
                    case 0, 1, 2 -> world.store(1 + random.nextInt(40));
                    case 3, 4 -> world.merge();
                    case 5, 6 -> rollup.rollUp();
                    case 7 -> world.erase(new ChunkErasure(world.database(), clock));
                    case 8 -> world.moveTo(random.nextBoolean() ? ZoneId.of("Asia/Kathmandu") : ZONE);
                    case 9 ->
                        fresh.segments.save(
                                APP, "often", "Often", SegmentRule.did("visit").atLeast(random.nextInt(1, 5)), "test");
                    case 10, 11 -> clock.advance(Duration.ofMinutes(random.nextInt(120)));
                    case 12 -> rollup.rebuild();
                    default -> story.append('.');
                }
                for (int i = 0; i < 5; i++) {
                    String question = questions.get(random.nextInt(questions.size()));
                    Object expected = fresh.ask(question);
                    for (Instance instance : List.of(one, other, one)) {
                        assertThat(instance.ask(question))
                                .as("%s, %s", story, question)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(one.memory.hits()).isGreaterThan(100);
            assertThat(one.memory.misses()).isPositive();
        }
    }

    @Test
    void anEventThatIsCommittedAfterLaterOnesIsNotMissed() {
        ChunkWorld world = new ChunkWorld(new Random(5), FROM, TO);
        world.store(10);
        MovableClock clock = new MovableClock(TO);
        AnalyticsDatabase slow = new AnalyticsDatabase(
                world.database().hostDataSource(), world.database().tables());
        String copy = """
                insert into {schema}.event
                  (occurred_at, received_at, seq, session, person_id, distinct_id_number, event_name_id, dedup, properties)
                select occurred_at, received_at, nextval('{schema}.event_seq'), session, person_id, distinct_id_number,
                       event_name_id, dedup + 1000, properties
                from {schema}.event limit 1
                """;
        String count = "select count(*) from {schema}.event";
        try (Instance instance = new Instance(world.database(), new ResultMemory(1 << 20), clock)) {
            Supplier<Long> ask = () -> instance.database.remembered(
                    Question.of("count", APP),
                    TO,
                    () -> new Answer<>(
                            instance.database.sql(count).query(Long.class).single(), Instant.MAX));
            slow.transaction().executeWithoutResult(status -> {
                slow.sql(copy).update();
                assertThat(ask.get()).isEqualTo(10);
                assertThat(ask.get()).isEqualTo(10);
            });
            assertThat(ask.get()).isEqualTo(11);
            assertThat(instance.memory.hits()).isEqualTo(1);
        }
    }

    @Test
    void whoAsksSeveralQuestionsIsAnsweredAsOfTheFirstAndTheNextAsOfNow() throws Exception {
        ChunkWorld world = new ChunkWorld(new Random(5), FROM, TO);
        world.store(10);
        try (Instance instance = new Instance(world.database(), new ResultMemory(1 << 20), new MovableClock(TO))) {
            Supplier<Long> ask = () -> instance.database.remembered(
                    Question.of("count", APP),
                    TO,
                    () -> new Answer<>(
                            instance.database
                                    .sql("select count(*) from {schema}.event")
                                    .query(Long.class)
                                    .single(),
                            Instant.MAX));
            assertThat(instance.database.lookingOnce(() -> {
                        long first = ask.get();
                        world.store(1);
                        return List.of(first, ask.get(), instance.database.lookingOnce(ask::get));
                    }))
                    .containsOnly(10L);
            assertThat(ask.get()).isEqualTo(11);
        }
    }

    private static final class Instance implements AutoCloseable {

        private final AnalyticsDatabase database;
        private final ResultMemory memory;
        private final Segments segments;
        private final ColumnEngine columns;
        private final Map<String, Supplier<Object>> questions = new LinkedHashMap<>();

        Instance(AnalyticsDatabase world, ResultMemory memory, MovableClock clock) {
            this.memory = memory;
            this.database = new AnalyticsDatabase(
                    world.hostDataSource(), world.tables(), new ReportRuns(ReportLimits.DEFAULT), memory);
            EventNames names = new EventNames(database);
            this.segments = new Segments(database, names, clock);
            this.columns = new ColumnEngine(new ChunkStore(database, new ChunkSettings() {}, clock), 2);
            TrendReports trends = new TrendReports(database, names, columns, clock);
            RetentionReports retention = new RetentionReports(database, names, segments, columns, clock);
            FunnelReports funnels = new FunnelReports(database, names, segments, columns, clock);
            SeriesReports series = new SeriesReports(database, names, segments, clock);
            LifecycleReports lifecycle = new LifecycleReports(database, names, segments, columns, clock);
            FlowReports flows = new FlowReports(database, names, segments, clock);
            WebReports web = new WebReports(database, names, clock);
            SessionReports sessions = new SessionReports(database, names);
            FunnelDefinition.Builder funnel =
                    FunnelDefinition.of("visit", "cart").conversionWindow(Duration.ofHours(30));
            questions.put("funnel", () -> funnels.report(new FunnelQuery(APP, funnel.build(), PERIOD, ZONE)));
            questions.put(
                    "funnel of a segment",
                    () -> funnels.report(
                            new FunnelQuery(APP, funnel.segment("often").build(), PERIOD, ZONE)));
            questions.put(
                    "funnel of who is active",
                    () -> funnels.report(
                            new FunnelQuery(APP, funnel.segment("active").build(), PERIOD, ZONE)));
            questions.put(
                    "retention",
                    () -> retention.report(RetentionQuery.builder(APP, ZONE)
                            .period(CalendarInterval.DAY)
                            .build()));
            questions.put("overview", () -> trends.overview(OverviewQuery.of(APP, PERIOD)));
            questions.put(
                    "overview of who is active",
                    () -> trends.overview(OverviewQuery.of(APP, PERIOD).segment("active")));
            questions.put(
                    "overview of some",
                    () -> trends.overview(OverviewQuery.of(APP, PERIOD).segment("often")));
            SegmentReports sizes = new SegmentReports(database, segments, columns);
            questions.put(
                    "size of a segment",
                    () -> sizes.sizes(SizeQuery.daily(APP, SegmentRule.in("often"), PERIOD, ZONE)));
            questions.put(
                    "size of who is active",
                    () -> sizes.sizes(SizeQuery.daily(APP, SegmentRule.in("active"), PERIOD, ZONE)));
            questions.put("events", () -> trends.events(APP, PERIOD));
            questions.put("people", () -> trends.people(APP, "cart", PERIOD));
            questions.put(
                    "trend",
                    () -> trends.trend(
                            new TrendQuery(APP, null, PERIOD, CalendarInterval.HOUR, ZONE, DayOfWeek.MONDAY)));
            questions.put(
                    "series",
                    () -> series.report(
                            SeriesQuery.builder(APP, "visit", PERIOD, ZONE).build()));
            questions.put(
                    "lifecycle",
                    () -> lifecycle.lifecycle(
                            new LifecycleQuery(APP, null, PERIOD, CalendarInterval.DAY, ZONE, DayOfWeek.MONDAY, null)));
            questions.put(
                    "stickiness", () -> lifecycle.stickiness(new StickinessQuery(APP, "visit", PERIOD, ZONE, "often")));
            questions.put("flow", () -> flows.report(FlowQuery.starts(APP, PERIOD)));
            questions.put(
                    "churn",
                    () -> flows.report(
                            FlowQuery.beforeChurn(APP, Period.allTime()).quietFor(Duration.ofDays(1))));
            questions.put("pages", () -> web.pages(new WebQuery(APP, PERIOD, 10)));
            questions.put(
                    "visits over time",
                    () -> web.timeSeries(new WebQuery(APP, PERIOD, 10), CalendarInterval.DAY, ZONE));
            questions.put("web overview", () -> sessions.webOverview(APP, PERIOD));
        }

        Object ask(String question) {
            return questions.get(question).get();
        }

        @Override
        public void close() {
            columns.close();
        }
    }
}
