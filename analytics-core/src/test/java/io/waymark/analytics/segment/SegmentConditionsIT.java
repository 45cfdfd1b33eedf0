/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.InLifecycle.State;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.segment.SegmentRule.Sum;
import io.waymark.analytics.segment.SegmentRule.When;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentConditionsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-03-25T12:00:00Z");
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final EventNames NAMES = new EventNames(DATABASE);
    private static final Segments SEGMENTS = new Segments(DATABASE, NAMES, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void world() {
        TestEvents events = new TestEvents(DATABASE, APP)
                .add("ada", "visit", "2026-03-20T10:00:00Z")
                .add("ada", "order", "2026-03-20T11:00:00Z", "{\"total\": 50}")
                .add("ada", "order", "2026-03-24T11:00:00Z", "{\"total\": 5.5}")
                .add("bob", "order", "2026-02-01T10:00:00Z", "{\"total\": 70}")
                .add("bob", "visit", "2026-02-01T12:00:00Z")
                .add("bob", "order", "2026-02-09T12:00:00Z", "{\"total\": \"many\"}")
                .add("cleo", "visit", "2026-03-10T10:00:00Z")
                .add("dora", "visit", "2026-03-25T11:00:00Z")
                .add("emil", "visit", "2026-03-05T11:00:00Z")
                .add("emil", "visit", "2026-03-25T10:00:00Z")
                .add("fay", "visit", "2026-03-18T10:00:00Z");
        for (int i = 0; i < 100; i++) {
            events.add("gus", "visit", "2026-03-%02dT10:%02d:00Z".formatted(1 + i % 20, i % 60));
        }
        for (int i = 0; i < 30; i++) {
            events.add("hal", "visit", "2026-03-%02dT10:00:00Z".formatted(1 + i % 12))
                    .add("hal", "search", "2026-03-12T10:%02d:00Z".formatted(i));
        }
        DATABASE.sql("""
                update {schema}.person set properties = '{"plan": "pro", "seats": 12}' where id =
                  (select person_id from {schema}.distinct_id where app_id = 1 and distinct_id = 'cleo')
                """).update();
    }

    @Test
    void countsInTheDaysUpToNow() {
        assertThat(people(SegmentRule.did("order").inLastDays(7))).containsExactly("ada");
        assertThat(people(SegmentRule.did("visit").inLastDays(1))).containsExactly("dora", "emil");
        assertThat(people(SegmentRule.active(2, 5))).isEmpty();
        assertThat(people(SegmentRule.active(2, 6))).containsExactly("ada", "gus");
        assertThat(people(SegmentRule.active(1, 1))).containsExactly("dora", "emil");
    }

    @Test
    void sumsANumericProperty() {
        assertThat(people(sum(Operator.GTE, "55.5", When.EVER))).containsExactly("ada", "bob");
        assertThat(people(sum(Operator.GT, "55.5", When.EVER))).containsExactly("bob");
        assertThat(people(sum(Operator.EQ, "5.5", When.lastDays(2)))).containsExactly("ada");
        assertThat(people(SegmentRule.and(SegmentRule.did("order"), sum(Operator.LT, "10", When.lastDays(30)))))
                .containsExactly("bob");
        assertThat(people(
                        new Sum(EventFilter.named("never_tracked"), "total", Operator.EQ, BigDecimal.ZERO, When.EVER)))
                .hasSize(8);
    }

    @Test
    void firstTimeIsThatOfTheEventEver() {
        When february = When.during(
                Period.between(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")));

        assertThat(people(new FirstTime("order", february))).containsExactly("bob");
        assertThat(people(new FirstTime("visit", When.lastDays(5)))).containsExactly("dora");
        assertThat(people(new FirstTime("never_tracked", When.EVER))).isEmpty();
    }

    @Test
    void sequenceIsOneEventAfterAnotherWithinItsTime() {
        assertThat(people(sequence("visit", "order", Duration.ofHours(1)))).containsExactly("ada");
        assertThat(people(sequence("visit", "order", Duration.ofHours(192)))).containsExactly("ada", "bob");
        assertThat(people(sequence("visit", "order", Duration.ofHours(191)))).containsExactly("ada");
        assertThat(people(sequence("order", "visit", Duration.ofHours(2)))).containsExactly("bob");
        assertThat(people(sequence("order", "order", Duration.ofDays(4)))).containsExactly("ada");
        assertThat(people(new Sequence(
                        EventFilter.named("order"), EventFilter.named("order"), Duration.ofDays(30), When.lastDays(3))))
                .isEmpty();
    }

    @Test
    void propertiesOfThePersonMeetConditions() {
        assertThat(people(new PersonProperty(PropertyCondition.eq("plan", "pro"))))
                .containsExactly("cleo");
        assertThat(people(new PersonProperty(new PropertyCondition("seats", Operator.GT, 12))))
                .isEmpty();
        assertThat(people(SegmentRule.and(
                        SegmentRule.did("order"),
                        new PersonProperty(new PropertyCondition("plan", Operator.NOT_EXISTS, null)))))
                .containsExactly("ada", "bob");
    }

    @Test
    void lifecycleIsThatOfTheCurrentPeriod() {
        // The week of Monday 23 March, and the one before.
        assertThat(people(lifecycle(State.NEW))).containsExactly("dora");
        assertThat(people(lifecycle(State.RETURNING))).containsExactly("ada");
        assertThat(people(lifecycle(State.RESURRECTING))).containsExactly("emil");
        assertThat(people(lifecycle(State.DORMANT))).containsExactly("fay", "gus");
    }

    @Test
    void presetsPutEverybodyInExactlyOne() {
        List<List<String>> presets = SegmentPresets.all().stream()
                .map(preset -> people(SegmentRule.in(preset.key())))
                .toList();

        assertThat(presets)
                .containsExactly(
                        List.of("gus"),
                        List.of("hal"),
                        List.of("ada", "dora", "emil", "fay"),
                        List.of("cleo"),
                        List.of("bob"));
        assertThat(SEGMENTS.contains("at-risk", "cleo")).isTrue();
        assertThat(SEGMENTS.contains("at-risk", "bob")).isFalse();
    }

    @Test
    void segmentsNameOthersButNotThemselves() {
        SEGMENTS.save(APP, "buyers", "Buyers", SegmentRule.did("order"), "test");
        SEGMENTS.save(
                APP,
                "lost-buyers",
                "Lost",
                SegmentRule.and(SegmentRule.in("buyers"), SegmentRule.in("dormant")),
                "test");

        assertThat(people(SegmentRule.in("lost-buyers"))).containsExactly("bob");
        assertThat(SEGMENTS.contains("lost-buyers", "bob")).isTrue();
        assertThat(SEGMENTS.contains("lost-buyers", "ada")).isFalse();
        assertThatThrownBy(() -> SEGMENTS.save(APP, "buyers", "Buyers", SegmentRule.in("lost-buyers"), "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("buyers");
        assertThatThrownBy(() -> SEGMENTS.save(APP, "self", "Self", SegmentRule.not(SegmentRule.in("self")), "test"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SEGMENTS.delete(APP, "buyers", "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lost-buyers");
        assertThat(SEGMENTS.delete(APP, "lost-buyers", "test")).isTrue();
        assertThat(SEGMENTS.delete(APP, "buyers", "test")).isTrue();
    }

    @Test
    void oneIsInASegmentIfAndOnlyIfTheyAreListed() {
        List<SegmentRule> rules = List.of(
                sum(Operator.GT, "10", When.EVER),
                new FirstTime("visit", When.lastDays(10)),
                sequence("visit", "order", Duration.ofDays(20)),
                lifecycle(State.DORMANT),
                SegmentRule.active(2, 6));
        for (SegmentRule rule : rules) {
            SEGMENTS.save(APP, "asked", "Asked", rule, "test");
            List<String> listed = people(rule);
            for (String person : List.of("ada", "bob", "cleo", "dora", "emil", "fay", "gus", "hal")) {
                assertThat(SEGMENTS.contains("asked", person))
                        .as(person + " in " + rule)
                        .isEqualTo(listed.contains(person));
            }
        }
    }

    @Test
    void randomWorldsHaveThePeopleThatACountByHandFinds() {
        long seed = new Random().nextLong();
        System.out.println("SegmentConditionsIT seed " + seed);
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant from = Instant.parse("2026-03-10T00:00:00Z");
        Instant to = Instant.parse("2026-04-10T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, zone, from, to, 25, 300);
        EventNames names = new EventNames(events.database());
        Segments segments = new Segments(events.database(), names, Clock.fixed(to, ZoneOffset.UTC));
        ChunkSettings settings = new ChunkSettings() {};
        ChunkRollup rollup = new ChunkRollup(events.database(), settings, Clock.fixed(to, ZoneOffset.UTC));
        rollup.rollUp();
        ColumnEngine columns = new ColumnEngine(new ChunkStore(events.database(), settings, Clock.systemUTC()), 2, 0);
        SegmentReports bySql = new SegmentReports(events.database(), segments);
        SegmentReports byColumns = new SegmentReports(events.database(), segments, columns);
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                rollup.rollUp();
                events.add(from, to, 25, 30);
            }
            SegmentReports reports = i % 3 == 0 ? bySql : byColumns;
            SegmentRule rule = RulesByHand.combined(random, events, zone, from, to, 2);
            Set<String> expected = events.byPerson().entrySet().stream()
                    .filter(person -> RulesByHand.isIn(rule, person.getValue(), to, to))
                    .map(java.util.Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(reports.persons(APP, rule, 1000).stream()
                            .filter(person -> events.byPerson().containsKey(person))
                            .toList())
                    .as("seed " + seed + ", " + rule)
                    .hasSameElementsAs(expected);
            assertThat(reports.count(APP, rule))
                    .as("seed " + seed + ", " + rule)
                    .isEqualTo(expected.size());
        }
    }

    private static Sum sum(Operator operator, String value, When when) {
        return new Sum(EventFilter.named("order"), "total", operator, new BigDecimal(value), when);
    }

    private static Sequence sequence(String first, String then, Duration within) {
        return new Sequence(EventFilter.named(first), EventFilter.named(then), within, When.EVER);
    }

    private static InLifecycle lifecycle(State state) {
        return new InLifecycle(state, CalendarInterval.WEEK, ZoneOffset.UTC);
    }

    private static List<String> people(SegmentRule rule) {
        return new SegmentReports(DATABASE, SEGMENTS).persons(APP, rule, 100);
    }
}
