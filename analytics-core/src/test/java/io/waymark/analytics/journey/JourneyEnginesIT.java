/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.result.ResultMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The two engines over the same random events, as they come, are rolled up, come late and turn out to be one person's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyEnginesIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-03T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TO, ZoneOffset.UTC);
    private static final List<String> PATTERNS = List.of("/*", "/pl*ts/**", "/1", "/(x)", "/\u00e9*");
    private static final ChunkSettings SETTINGS = new ChunkSettings() {
        @Override
        public Set<String> properties() {
            return Set.of(ChunkSettings.AUTOMATIC, "path", "$pathname");
        }
    };
    private static final int STEPS = 4;
    private static final int QUESTIONS = 4;

    private final long seed = Long.getLong("journey.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), FROM, TO, 30, 300);
    private final AnalyticsDatabase database = events.database();
    private final EventNames names = new EventNames(database);
    private final Segments segments = new Segments(database, names, CLOCK);

    @Test
    void bothGiveTheSameReports() {
        System.out.println("JourneyEnginesIT seed " + seed);
        events.segment("buyers", "order", 6);
        ChunkRollup rollup = new ChunkRollup(database, SETTINGS, CLOCK);
        JourneyReports sqlJourneys = new JourneyReports(database, names, segments);
        FlowReports sqlFlows = new FlowReports(database, names, segments, CLOCK);
        int told = 0;
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, SETTINGS, CLOCK), 2, 0)) {
            ColumnJourneys columns = new ColumnJourneys(database, names, segments, engine, CLOCK);
            for (int step = 0; step < STEPS; step++) {
                namePages();
                if (step != 2) {
                    rollup.rollUp();
                }
                for (int i = 0; i < QUESTIONS; i++) {
                    JourneyQuery journey = journey();
                    FlowQuery flow = flow();
                    told += check(columns.report(journey), sqlJourneys.report(journey), journey);
                    told += check(columns.report(flow, end(flow)), sqlFlows.report(flow), flow);
                }
                events.add(FROM, TO, 30, random.nextInt(80));
            }
        }
        assertThat(told).isGreaterThan(STEPS * QUESTIONS);
    }

    private <T> int check(Optional<T> told, T expected, Object query) {
        told.ifPresent(
                report -> assertThat(report).as("seed %d, %s", seed, query).isEqualTo(expected));
        return told.isPresent() ? 1 : 0;
    }

    @Test
    void whatStandsForSomethingElseInColumnsIsNoProperty() {
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, SETTINGS, CLOCK), 2, 0)) {
            ColumnJourneys columns = new ColumnJourneys(database, names, segments, engine, CLOCK);
            JourneyReports reports = new JourneyReports(database, names, segments, engine, CLOCK);
            JourneyQuery query = JourneyQuery.of(AppId.DEFAULT, Period.allTime());
            List<String> keys = List.of(NeededProperties.KEYS, NeededProperties.SESSION);
            keys.forEach(key -> columns.report(query.labelProperty(key)));
            rollUp();

            assertThat(columns.report(query)).isPresent();
            for (String key : keys) {
                assertThat(columns.report(query.labelProperty(key))).isEmpty();
                assertThat(reports.report(query.labelProperty(key))).isEqualTo(reports.report(query));
            }
        }
    }

    @Test
    void columnsThatCannotTellWithinTheMemoryOfAReportAreNotAskedForSomeMinutes() {
        ReportLimits little = new ReportLimits(
                ReportLimits.DEFAULT_TIMEOUT, ReportLimits.DEFAULT_CONCURRENCY, ReportLimits.DEFAULT_MAX_WAIT, 1 << 10);
        AnalyticsDatabase small = new AnalyticsDatabase(
                database.hostDataSource(), database.tables(), new ReportRuns(little), new ResultMemory(0));
        AtomicReference<Instant> now = new AtomicReference<>(TO);
        AtomicInteger asked = new AtomicInteger();
        ChunkStore store = new ChunkStore(small, SETTINGS, CLOCK);
        EventColumnsSource counting = new EventColumnsSource() {
            @Override
            public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
                asked.incrementAndGet();
                return store.read(app, needed, report);
            }
        };
        rollUp();
        try (ColumnEngine engine = new ColumnEngine(counting, 2, 0)) {
            JourneyReports reports = new JourneyReports(
                    small, names, segments, engine, ((InstantSource) now::get).withZone(ZoneOffset.UTC));
            JourneyQuery query = JourneyQuery.of(AppId.DEFAULT, Period.allTime());
            JourneyReport expected = new JourneyReports(database, names, segments).report(query);

            assertThat(reports.report(query)).isEqualTo(expected);
            assertThat(reports.report(query)).isEqualTo(expected);
            assertThat(asked).hasValue(1);
            reports.report(query.sessionGap(Duration.ofMinutes(1)));
            assertThat(asked).hasValue(2);
            now.set(TO.plus(Duration.ofMinutes(6)));
            reports.report(query);
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void pagesAreCalledWhatTheDatabaseCallsThem() {
        List<String> paths =
                new ArrayList<>(List.of("", "/", "//", "?", "/?q", "/a/?q=/", "a", "/\n", "/a\n", "/A?/", "/b//"));
        for (int i = 0; i < 60; i++) {
            StringBuilder path = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                path.appendCodePoint("/ab?*.\n(x)\u00e9\u0130\\$+1 _-".codePointAt(random.nextInt(19)));
            }
            paths.add(path.toString());
        }
        List<String> patterns = List.of(
                "/a*b", "/(x)", "/\u00e9*", "/a/*", "**x", "\\", "/$", "a.b", "/+*", "1 _-", "/a**", "*\ud83c\udf31");
        SqlParameters parameters = new SqlParameters();
        String label = StepLabels.sql(patterns, parameters);
        List<String> called = database.sql("select " + label
                        + " from (select jsonb_build_object('$pathname', p.path) as properties, p.number"
                        + " from unnest(:paths::text[]) with ordinality as p (path, number)) e,"
                        + " (select '$pageview' as name) n order by e.number")
                .params(parameters.values())
                .param("paths", paths.toArray(String[]::new))
                .query(String.class)
                .list();

        PageGroups groups = new PageGroups(patterns);
        assertThat(paths.stream().map(groups::of).toList()).as("seed %d", seed).isEqualTo(called);
    }

    /** The second time with what the first has found out that columns are needed for. */
    private void rollUp() {
        namePages();
        for (int time = 0; time < 2; time++) {
            new ChunkRollup(database, SETTINGS, CLOCK).rollUp();
        }
    }

    /** Page views have paths, some of which stand for the same page. */
    private void namePages() {
        database.sql("""
                update {schema}.event set properties = properties || jsonb_build_object('$pathname', case seq % 4
                  when 0 then properties ->> 'path' when 1 then (properties ->> 'path') || '/' when 2 then '/plants' || (properties ->> 'path')
                  else (properties ->> 'path') || '?q=' || seq end)
                where jsonb_exists(properties, 'path') and not jsonb_exists(properties, '$pathname')
                """).update();
    }

    private JourneyQuery journey() {
        return new JourneyQuery(
                AppId.DEFAULT,
                events.period(FROM, TO),
                gap(),
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "path" : "$pathname",
                1 + random.nextInt(30),
                1 + random.nextInt(JourneyQuery.MAX_PATH_LENGTH),
                random.nextInt(4) == 0 ? "buyers" : null);
    }

    private FlowQuery flow() {
        FlowMode mode = FlowMode.values()[random.nextInt(FlowMode.values().length)];
        FlowQuery query = FlowQuery.starts(AppId.DEFAULT, events.period(FROM, TO))
                .about(
                        mode,
                        mode.ofEvent()
                                ? List.of("cart", "order", "/1", "/plants/2", "/*", "never")
                                        .get(random.nextInt(6))
                                : null)
                .size(2 + random.nextInt(FlowQuery.MAX_STEPS - 1), 1 + random.nextInt(7))
                .sessionGap(gap())
                .quietFor(Duration.ofDays(random.nextInt(5)))
                .patterns(random.nextBoolean() ? List.of() : PATTERNS.subList(random.nextInt(2), 2 + random.nextInt(4)))
                .segment(random.nextInt(4) == 0 ? "buyers" : null);
        return random.nextInt(3) == 0 ? query.wholeRange() : query;
    }

    private Duration gap() {
        return random.nextBoolean() ? RandomEvents.TIMEOUT : Duration.ofMillis(random.nextInt(900_000));
    }

    private static Instant end(FlowQuery query) {
        Instant to = query.period().to();
        return to == null || to.isAfter(TO) ? TO : to;
    }
}
