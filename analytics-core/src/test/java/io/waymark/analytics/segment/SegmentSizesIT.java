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
import io.waymark.analytics.chunk.PropertyWishes.Wish;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentSizesIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final ChunkSettings SETTINGS = new ChunkSettings() {};

    @Test
    void tellsHowManyWouldHaveBeenInItAtTheEndOfEachDay() {
        AnalyticsDatabase database = TestDatabase.migrated();
        new TestEvents(database, APP)
                .add("ada", "visit", "2026-03-01T10:00:00Z")
                .add("ada", "order", "2026-03-02T23:59:59.999Z")
                .add("bob", "visit", "2026-03-03T00:00:00Z")
                .add("bob", "order", "2026-03-04T10:00:00Z")
                .add("cleo", "visit", "2026-03-05T10:00:00Z");
        database.sql("""
                update {schema}.person set properties = '{"plan": "pro"}' where id in
                  (select person_id from {schema}.distinct_id where app_id = 1 and distinct_id in ('ada', 'cleo'))
                """).update();
        Clock clock = Clock.fixed(Instant.parse("2026-03-05T09:00:00Z"), ZoneOffset.UTC);
        Segments segments = new Segments(database, new EventNames(database), clock);
        SegmentReports reports = new SegmentReports(database, segments);
        segments.save(APP, "buyers", "Buyers", SegmentRule.did("order"), "test");

        assertThat(sizes(reports, SegmentRule.in("buyers"))).containsExactly(0L, 1L, 1L, 2L, 2L);
        assertThat(sizes(reports, SegmentRule.did("order").inLastDays(1))).containsExactly(0L, 1L, 0L, 1L, 1L);
        assertThat(sizes(reports, SegmentRule.did("visit").inLastDays(2))).containsExactly(1L, 1L, 1L, 1L, 1L);
        // Bob, whom nobody knew until the third, is not one who has not ordered before; what comes later counts only
        // now.
        assertThat(sizes(reports, SegmentRule.not(SegmentRule.did("order")))).containsExactly(1L, 0L, 1L, 0L, 1L);
        assertThat(sizes(reports, new PersonProperty(PropertyCondition.eq("plan", "pro"))))
                .containsExactly(1L, 1L, 1L, 1L, 2L);
        SizeReport report = reports.sizes(daily(SegmentRule.in("buyers")));
        assertThat(report.points())
                .extracting(SizeReport.Point::open)
                .containsExactly(false, false, false, false, true);
        assertThat(report.points()).noneMatch(SizeReport.Point::purged);
        assertThat(report.points().get(1).start().toLocalDate()).isEqualTo(LocalDate.parse("2026-03-02"));
    }

    private static List<Long> sizes(SegmentReports reports, SegmentRule rule) {
        return reports.sizes(daily(rule)).points().stream()
                .map(SizeReport.Point::users)
                .toList();
    }

    private static SizeQuery daily(SegmentRule rule) {
        Period march = Period.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
        return SizeQuery.daily(APP, rule, march, ZoneOffset.UTC);
    }

    @Test
    void bothEnginesTellWhatACountByHandTells() {
        long seed = Long.getLong("sizes.seed", new Random().nextLong());
        System.out.println("SegmentSizesIT seed " + seed);
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant from = Instant.parse("2026-03-10T00:00:00Z");
        Instant to = Instant.parse("2026-04-10T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, zone, from, to, 25, 300);
        AnalyticsDatabase database = events.database();
        EventNames names = new EventNames(database);
        Clock clock = Clock.fixed(to.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        Segments segments = new Segments(database, names, clock);
        List<Wish> paths = RandomEvents.NAMES.stream()
                .map(name -> new Wish(1, name, "path"))
                .toList();
        ChunkRollup rollup = new ChunkRollup(database, SETTINGS, List.of(() -> paths), clock);
        rollup.rollUp();
        int rules = Integer.getInteger("sizes.rules", 25);
        int told = 0;
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, SETTINGS, clock), 2)) {
            SegmentSizes columns = new SegmentSizes(database, names, segments, engine);
            SegmentSizes sql = new SegmentSizes(database, names, segments, null);
            for (int i = 0; i < rules; i++) {
                if (i == 12) {
                    rollup.rollUp();
                    events.add(from, to, 25, 30);
                }
                SegmentRule rule = RulesByHand.combined(random, events, zone, from, to, 2);
                // More than are counted in one pass, one left over.
                List<AsOf> times = ends(random, from, i % 5 == 0 ? 33 : 1 + random.nextInt(6));
                String description = "seed " + seed + ", " + rule + ", " + times;
                List<SegmentSizes.Size> expected =
                        times.stream().map(asOf -> byHand(events, rule, asOf)).toList();
                assertThat(columns.of(APP, rule, times)).as(description).isEqualTo(expected);
                if (i % 5 != 0) {
                    assertThat(sql.of(APP, rule, times)).as(description).isEqualTo(expected);
                }
                if (columns.byColumns(APP, rule, times).isPresent()) {
                    told++;
                }
            }
        }
        assertThat(told).isGreaterThan(rules / 3);
    }

    private static List<AsOf> ends(Random random, Instant from, int number) {
        Instant first = from.plus(Duration.ofHours(random.nextInt(400) - 30));
        Duration step = Duration.ofHours(number > 10 ? 10 : 24 + random.nextInt(100));
        return IntStream.range(0, number)
                .mapToObj(place -> AsOf.endOf(first.plus(step.multipliedBy(place))))
                .toList();
    }

    private static SegmentSizes.Size byHand(RandomEvents events, SegmentRule rule, AsOf asOf) {
        long users = events.byPerson().values().stream()
                .map(history -> history.stream()
                        .filter(event -> event.at().isBefore(asOf.instant()))
                        .toList())
                .filter(history -> !history.isEmpty())
                .filter(history -> RulesByHand.isIn(
                        rule, history, asOf.instant(), asOf.instant().minusMillis(1)))
                .count();
        return new SegmentSizes.Size(users, false);
    }

    @Test
    void knowsThoseWhoseEventsHaveBeenPurgedAndSaysWhatItDoesNotKnow() {
        Random random = new Random(7);
        Instant from = Instant.parse("2026-03-10T00:00:00Z");
        Instant to = Instant.parse("2026-04-10T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, ZoneOffset.UTC, from, to, 25, 300);
        Clock clock = Clock.fixed(to.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        Segments segments = new Segments(events.database(), new EventNames(events.database()), clock);
        SegmentReports reports = new SegmentReports(events.database(), segments);
        SizeQuery newcomers = new SizeQuery(
                APP,
                SegmentRule.not(new SegmentRule.FirstTime("order", SegmentRule.When.EVER)),
                Period.between(from, to),
                CalendarInterval.DAY,
                ZoneOffset.UTC,
                DayOfWeek.MONDAY);
        SizeReport before = reports.sizes(newcomers);
        events.purge(Instant.parse("2026-03-25T00:00:00Z"));

        assertThat(reports.sizes(newcomers)).isEqualTo(before);
        List<Occurrence> all = events.all();
        assertThat(before.points().get(before.points().size() - 1).users())
                .isEqualTo(all.stream().map(Occurrence::person).distinct().count()
                        - all.stream()
                                .filter(event -> event.event().equals("order"))
                                .map(Occurrence::person)
                                .distinct()
                                .count());
        assertThat(reports.sizes(new SizeQuery(
                                APP,
                                SegmentRule.did("order").inLastDays(3),
                                Period.between(from, to),
                                CalendarInterval.DAY,
                                ZoneOffset.UTC,
                                DayOfWeek.MONDAY))
                        .points())
                .allSatisfy(point -> assertThat(point.purged())
                        .isEqualTo(point.start().toLocalDate().isBefore(LocalDate.parse("2026-03-27"))));
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        AnalyticsDatabase database = TestDatabase.migrated();
        Clock clock = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
        SegmentReports reports = new SegmentReports(database, new Segments(database, new EventNames(database), clock));
        SizeQuery march = daily(SegmentRule.did("order"));

        assertThat(reports.sizes(march.during(Period.between(
                                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"))))
                        .points())
                .hasSize(SizeReport.MAX_POINTS);
        assertThatThrownBy(() -> reports.sizes(march.during(
                        Period.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:01Z")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/from")
                .hasMessageContaining("more than 90 days");
        assertThatThrownBy(() -> reports.sizes(march.during(Period.allTime())))
                .isInstanceOf(InvalidInputException.class);
        assertThat(reports.sizes(march.during(new Period(Instant.parse("2026-07-01T00:00:00Z"), null)))
                        .points())
                .isEmpty();
        assertThatThrownBy(() -> reports.sizes(daily(SegmentRule.in("nobody"))))
                .isInstanceOf(InvalidInputException.class);
    }
}
