/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two engines over the same random events, some of them of merged people, about when summer time begins. */
class FunnelEnginesIT {

    private static final Instant START = Instant.parse("2026-03-28T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final SegmentRule SEGMENT = new SegmentRule.Did(
            new EventFilter("a", List.of(PropertyCondition.eq("kind", 1))), 1, null, Period.allTime());
    private static final List<String> PROPERTIES = List.of(
            "{}",
            "{\"kind\": 0}",
            "{\"kind\": 1, \"of\": \"x\"}",
            "{\"kind\": \"1\", \"of\": \"y\"}",
            "{\"kind\": 2, \"of\": null}",
            "{\"kind\": [2]}");
    private static final int PEOPLE = 150;
    private static final int DEFINITIONS = 60;

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventNames names = new EventNames(database);

    @Test
    void bothGiveTheSameReports() {
        long seed = Long.getLong("funnel.seed", 20261125);
        System.out.println("FunnelEnginesIT seed " + seed);
        Random random = new Random(seed);
        store(random);
        Clock clock = Clock.fixed(START.plus(Duration.ofHours(40)), ZoneOffset.UTC);
        Segments segments = new Segments(database, names, clock);
        segments.save(AppId.DEFAULT, "kind-1", "Kind 1", SEGMENT, "test");
        segments.save(AppId.DEFAULT, "of-b", "Of b", SegmentRule.did("b"), "test");
        FunnelReports sql = new FunnelReports(database, names, segments, clock);
        ChunkSettings settings = new ChunkSettings() {};
        ChunkRollup rollup = new ChunkRollup(database, settings, clock);
        rollup.rollUp();
        try (ColumnEngine listed = new ColumnEngine(new ReadColumns(database, random), 2, 0);
                ColumnEngine stored = new ColumnEngine(new ChunkStore(database, settings, clock), 2, 0)) {
            int told = 0;
            int groups = 0;
            int columnsOfTimes = 0;
            int days = 0;
            for (int i = 0; i < DEFINITIONS; i++) {
                FunnelReports columns =
                        new FunnelReports(database, names, segments, i % 2 == 0 ? listed : stored, clock);
                FunnelQuery query = new FunnelQuery(
                        AppId.DEFAULT,
                        definition(random),
                        period(random),
                        ZONE,
                        DayOfWeek.of(1 + random.nextInt(7)),
                        i % 3 == 0 ? "of-b" : null);
                if (i % 20 == 0) {
                    // What was asked for until now has columns from here on.
                    rollup.rollUp();
                }
                Supplier<String> description = () -> "seed %d, %s".formatted(seed, query);
                FunnelReport report = sql.report(query);
                assertThat(columns.report(query)).as(description).isEqualTo(report);
                FunnelReport.Step later =
                        report.steps().get(1 + i % (report.steps().size() - 1));
                assertPeople(columns, sql, query, FunnelPeople.droppedOff(later.step()), later.dropOff());
                assertPeople(columns, sql, query, FunnelPeople.reached(later.step()), later.users());
                for (FunnelReport.Group group : report.breakdown()) {
                    FunnelReport.Step step = group.steps().get(i % group.steps().size());
                    FunnelPeople reached = FunnelPeople.reached(step.step()).in(group);
                    groups += assertPeople(columns, sql, query, reached, step.users());
                }
                List<FunnelReport.TrendPoint> trend = report.trend();
                if (!trend.isEmpty()) {
                    FunnelReport.TrendPoint day = trend.get(i % trend.size());
                    FunnelPeople converted =
                            FunnelPeople.reached(report.steps().size()).whoEntered(day);
                    days += assertPeople(columns, sql, query, converted, day.converted());
                }
                List<FunnelReport.Bin> times = report.timeToConvert();
                if (!times.isEmpty()) {
                    FunnelReport.Bin column = times.get(i % times.size());
                    FunnelPeople fast =
                            FunnelPeople.reached(report.steps().size()).whoTook(column);
                    columnsOfTimes += assertPeople(columns, sql, query, fast, column.users());
                }
                told += new ColumnFunnels(database, names, segments, stored)
                        .count(query, clock.instant())
                        .map(count -> 1)
                        .orElse(0);
            }
            assertThat(told).isGreaterThan(DEFINITIONS / 3);
            assertThat(groups).isGreaterThan(DEFINITIONS);
            assertThat(days).isGreaterThan(DEFINITIONS / 6);
            assertThat(columnsOfTimes).isGreaterThan(DEFINITIONS / 6);
        }
    }

    private static int assertPeople(
            FunnelReports columns, FunnelReports sql, FunnelQuery query, FunnelPeople people, long told) {
        assertThat(columns.people(query, people, PEOPLE))
                .as("%s of %s", people, query)
                .isEqualTo(sql.people(query, people, PEOPLE))
                .hasSize((int) told);
        return told > 0 ? 1 : 0;
    }

    private void store(Random random) {
        Map<String, Integer> ids = names.resolve(AppId.DEFAULT, NAMES);
        List<String> people =
                IntStream.rangeClosed(1, PEOPLE).mapToObj(String::valueOf).toList();
        EventStore store = new EventStore(database);
        store.prepare(List.of(START, START.plus(Duration.ofDays(2))));
        database.transaction().executeWithoutResult(status -> {
            Map<String, KnownDistinctId> persons = new PersonIds(database).resolve(AppId.DEFAULT, people);
            List<EventRow> rows = new ArrayList<>();
            for (String person : people) {
                for (int i = 1 + random.nextInt(14); i > 0; i--) {
                    Instant at = START.plus(Duration.ofMinutes(30L * random.nextInt(80)));
                    String name = NAMES.get(random.nextInt(NAMES.size()));
                    rows.add(new EventRow(
                            ids.get(name),
                            persons.get(person),
                            at,
                            at,
                            rows.size(),
                            null,
                            PROPERTIES.get(random.nextInt(PROPERTIES.size())),
                            true));
                }
            }
            store.append(rows);
        });
        TestMerges.some(random, database, AppId.DEFAULT, people);
        setPropertiesOfPeople(random);
    }

    private void setPropertiesOfPeople(Random random) {
        List<Integer> people = database.sql("select id from {schema}.person")
                .query(Integer.class)
                .list();
        for (int person : people) {
            database.sql("update {schema}.person set properties = :properties::jsonb where id = :person")
                    .param("properties", PROPERTIES.get(random.nextInt(PROPERTIES.size())))
                    .param("person", person)
                    .update();
        }
    }

    private static FunnelDefinition definition(Random random) {
        boolean any = random.nextInt(3) == 0;
        int steps = 2 + random.nextInt(3);
        FunnelDefinition.Builder builder = FunnelDefinition.of()
                .order(any ? FunnelOrder.ANY : FunnelOrder.ORDERED)
                .entry(FunnelEntry.values()[random.nextInt(2)])
                .windowFrom(WindowFrom.values()[random.nextInt(2)])
                .conversionWindow(Duration.ofMinutes(30L + 15L * random.nextInt(40)))
                .breakdown(breakdown(random, steps))
                .segment(random.nextInt(4) == 0 ? "kind-1" : null);
        for (int step = 0; step < steps; step++) {
            builder.step(filter(random));
        }
        for (int exclusions = random.nextInt(3); exclusions > 0; exclusions--) {
            int from = any ? 1 : 1 + random.nextInt(steps - 1);
            int to = any ? steps : from + 1 + random.nextInt(steps - from);
            builder.exclude(new FunnelExclusion(filter(random), from, to));
        }
        return builder.build();
    }

    private static @Nullable FunnelBreakdown breakdown(Random random, int steps) {
        String property = random.nextBoolean() ? "kind" : "of";
        return switch (random.nextInt(4)) {
            case 0 -> FunnelBreakdown.atStep(1, property);
            case 1 -> FunnelBreakdown.atStep(1 + random.nextInt(steps), property);
            case 2 -> FunnelBreakdown.ofPerson(property);
            default -> null;
        };
    }

    private static EventFilter filter(Random random) {
        return new EventFilter(
                name(random),
                switch (random.nextInt(8)) {
                    case 0 -> List.of(PropertyCondition.eq("kind", 1));
                    case 1 -> List.of(new PropertyCondition("kind", Operator.NE, 2));
                    case 2 -> List.of(new PropertyCondition("kind", Operator.GTE, 1), PropertyCondition.eq("of", "x"));
                    case 3 -> List.of(new PropertyCondition("of", Operator.NOT_EXISTS, null));
                    case 4 -> List.of(new PropertyCondition("kind", Operator.CONTAINS, "2"));
                    default -> List.of();
                });
    }

    private static String name(Random random) {
        return random.nextInt(30) == 0 ? "never" : NAMES.get(random.nextInt(NAMES.size()));
    }

    private static Period period(Random random) {
        int from = random.nextInt(40);
        return new Period(
                random.nextBoolean() ? null : START.plus(Duration.ofMinutes(15L * from)),
                random.nextBoolean() ? null : START.plus(Duration.ofMinutes(15L * (from + 1 + random.nextInt(120)))));
    }
}
