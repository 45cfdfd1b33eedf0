/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ReadColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.lifecycle.LifecycleReport.Point;
import io.waymark.analytics.lifecycle.StickinessReport.ActiveDays;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LifecycleReportsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-25T12:00:00Z"), ZoneOffset.UTC);
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();

    @BeforeAll
    static void aFewWeeks() {
        // Mondays: 2, 9, 16 and 23 March. Ana comes each week, Ben every other, Cleo once, Dora only long before.
        new TestEvents(DATABASE, APP)
                .add("ana", "visit", "2026-03-03T10:00:00Z")
                .add("ana", "visit", "2026-03-03T11:00:00Z")
                .add("ana", "visit", "2026-03-10T10:00:00Z")
                .add("ana", "visit", "2026-03-17T10:00:00Z")
                .add("ana", "visit", "2026-03-24T10:00:00Z")
                .add("ben", "visit", "2026-03-04T10:00:00Z")
                .add("ben", "order", "2026-03-11T10:00:00Z")
                .add("ben", "visit", "2026-03-18T10:00:00Z")
                .add("cleo", "visit", "2026-03-17T23:30:00Z")
                .add("dora", "visit", "2026-01-01T10:00:00Z");
    }

    @Test
    void eachPersonIsInTheStateThatTheWeekBeforeMakes() {
        List<Point> weeks = lifecycle("visit", "2026-03-02", "2026-03-25", ZoneOffset.UTC, null);

        assertThat(weeks)
                .extracting(point -> point.start().toLocalDate().toString())
                .containsExactly("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23");
        assertThat(weeks).extracting(Point::fresh).containsExactly(2L, 0L, 1L, 0L);
        assertThat(weeks).extracting(Point::returning).containsExactly(0L, 1L, 1L, 1L);
        assertThat(weeks).extracting(Point::resurrecting).containsExactly(0L, 0L, 1L, 0L);
        assertThat(weeks).extracting(Point::dormant).containsExactly(0L, 1L, 0L, 2L);
        assertThat(weeks).extracting(Point::active).containsExactly(2L, 1L, 3L, 1L);
        assertThat(weeks).extracting(Point::open).containsExactly(false, false, false, true);
    }

    @Test
    void anyEventKeepsSomebodyActive() {
        List<Point> weeks = lifecycle(null, "2026-03-02", "2026-03-25", ZoneOffset.UTC, null);

        assertThat(weeks).extracting(Point::returning).containsExactly(0L, 2L, 2L, 1L);
        assertThat(weeks).extracting(Point::resurrecting).containsOnly(0L);
    }

    @Test
    void periodsAreThoseOfTheZoneAndWholeAtTheEndsOfTheRange() {
        // In Auckland Cleo came on the 18th, and the range starts and ends within weeks.
        List<Point> weeks = lifecycle("visit", "2026-03-05", "2026-03-17", ZoneId.of("Pacific/Auckland"), null);

        assertThat(weeks)
                .extracting(point -> point.start().toLocalDate().toString())
                .containsExactly("2026-03-02", "2026-03-09", "2026-03-16");
        assertThat(weeks).extracting(Point::active).containsExactly(2L, 1L, 3L);
    }

    @Test
    void aSegmentNarrowsWhoIsCounted() {
        segments(DATABASE).save(APP, "buyers", "Buyers", SegmentRule.did("order"), "test");

        assertThat(lifecycle("visit", "2026-03-02", "2026-03-25", ZoneOffset.UTC, "buyers"))
                .extracting(Point::active)
                .containsExactly(1L, 0L, 1L, 0L);
        assertThat(stickiness("2026-03-02", "2026-03-25", "buyers").histogram())
                .containsExactly(new ActiveDays(1, 0), new ActiveDays(2, 1));
        assertThatThrownBy(() -> lifecycle("visit", "2026-03-02", "2026-03-25", ZoneOffset.UTC, "nobody"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void stickinessSetsADayAgainstTheMonthUpToIt() {
        StickinessReport report = stickiness("2026-03-16", "2026-03-19", null);

        assertThat(report.points())
                .extracting(StickinessReport.Point::day)
                .containsExactly(LocalDate.of(2026, 3, 16), LocalDate.of(2026, 3, 17), LocalDate.of(2026, 3, 18));
        assertThat(report.points()).extracting(StickinessReport.Point::dau).containsExactly(0L, 2L, 1L);
        assertThat(report.points()).extracting(StickinessReport.Point::wau).containsExactly(1L, 2L, 3L);
        assertThat(report.points()).extracting(StickinessReport.Point::mau).containsExactly(2L, 3L, 3L);
        assertThat(report.stickiness()).isEqualTo(100.0 * 3 / 8);
        assertThat(report.histogram()).containsExactly(new ActiveDays(1, 3));
    }

    @Test
    void nothingTrackedHasNoPoints() {
        assertThat(lifecycle("never", "2026-03-02", "2026-03-25", ZoneOffset.UTC, null))
                .allSatisfy(
                        point -> assertThat(point.active() + point.dormant()).isZero());
        assertThat(reports(DATABASE, CLOCK.instant())
                        .stickiness(new StickinessQuery(new AppId(9), null, Period.allTime(), ZoneOffset.UTC, null)))
                .isEqualTo(new StickinessReport(null, List.of(), List.of()));
    }

    @Test
    void randomWorldsAreCountedAsByHand() {
        long seed = new Random().nextLong();
        System.out.println("LifecycleReportsIT seed " + seed);
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant from = Instant.parse("2026-01-20T00:00:00Z");
        Instant to = Instant.parse("2026-04-20T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, zone, from, to, 25, 500);
        Instant now = to.minus(Duration.ofDays(random.nextInt(20)));
        LifecycleReports sql = reports(events.database(), now);
        ColumnEngine engine = new ColumnEngine(new ReadColumns(events.database(), random), 2, 0);
        LifecycleReports columns = new LifecycleReports(
                events.database(),
                new EventNames(events.database()),
                segments(events.database()),
                engine,
                Clock.fixed(now, ZoneOffset.UTC));
        segments(events.database())
                .save(
                        APP,
                        "some",
                        "Some",
                        SegmentRule.did(RandomEvents.NAMES.get(0)).atLeast(3),
                        "test");
        for (int i = 0; i < 16; i++) {
            LifecycleReports reports = i % 2 == 0 ? sql : columns;
            String event = random.nextBoolean() ? null : RandomEvents.NAMES.get(random.nextInt(4));
            ZoneId calendar = random.nextBoolean() ? zone : ZoneId.of("America/Havana");
            Period range = Period.between(
                    events.instant(from, from.plus(Duration.ofDays(30))),
                    events.instant(from.plus(Duration.ofDays(31)), to));
            CalendarInterval interval = List.of(CalendarInterval.DAY, CalendarInterval.WEEK, CalendarInterval.MONTH)
                    .get(random.nextInt(3));
            String description = "seed " + seed + ", " + event + ", " + range + ", " + interval + ", " + calendar;
            assertThat(reports.lifecycle(
                                    new LifecycleQuery(APP, event, range, interval, calendar, DayOfWeek.MONDAY, null))
                            .points())
                    .as(description)
                    .isEqualTo(lifecycleByHand(events, event, range, interval, calendar, now));
            StickinessReport stickiness = reports.stickiness(new StickinessQuery(APP, event, range, calendar, null));
            assertThat(stickiness.points())
                    .as(description)
                    .isEqualTo(stickinessByHand(events, event, range, calendar, now));
            assertThat(stickiness.histogram().stream()
                            .filter(bar -> bar.users() > 0)
                            .toList())
                    .as(description)
                    .isEqualTo(histogramByHand(events, event, range, calendar));
            LifecycleQuery some = new LifecycleQuery(APP, event, range, interval, calendar, DayOfWeek.MONDAY, "some");
            assertThat(columns.lifecycle(some)).as(description).isEqualTo(sql.lifecycle(some));
            StickinessQuery sticky = new StickinessQuery(APP, event, range, calendar, "some");
            assertThat(columns.stickiness(sticky)).as(description).isEqualTo(sql.stickiness(sticky));
            for (Point point : columns.lifecycle(some).points()) {
                LocalDate start = point.start().toLocalDate();
                for (LifecycleState state : LifecycleState.values()) {
                    assertThat(columns.people(some, start, state, 100))
                            .as("%s, %s, %s", description, start, state)
                            .isEqualTo(sql.people(some, start, state, 100))
                            .hasSize((int) count(point, state));
                }
                assertThat(columns.people(some, start, null, 100))
                        .isEqualTo(sql.people(some, start, null, 100))
                        .hasSize((int) point.active());
            }
        }
        engine.close();
    }

    private static long count(Point point, LifecycleState state) {
        return switch (state) {
            case NEW -> point.fresh();
            case RETURNING -> point.returning();
            case RESURRECTING -> point.resurrecting();
            case DORMANT -> point.dormant();
        };
    }

    private static List<Point> lifecycleByHand(
            RandomEvents events,
            @Nullable String event,
            Period range,
            CalendarInterval interval,
            ZoneId zone,
            Instant now) {
        Map<String, NavigableSet<ZonedDateTime>> active =
                active(events, event, at -> interval.startOf(at, zone, DayOfWeek.MONDAY));
        List<Point> points = new java.util.ArrayList<>();
        for (ZonedDateTime start = interval.startOf(range.from(), zone, DayOfWeek.MONDAY);
                start.toInstant().isBefore(range.to());
                start = interval.next(start)) {
            ZonedDateTime before = interval.startOf(start.toInstant().minusMillis(1), zone, DayOfWeek.MONDAY);
            long[] counts = new long[4];
            for (NavigableSet<ZonedDateTime> of : active.values()) {
                if (of.contains(start)) {
                    counts[of.first().equals(start) ? 0 : of.contains(before) ? 1 : 2]++;
                } else if (of.contains(before)) {
                    counts[3]++;
                }
            }
            boolean open = interval.next(start).toInstant().isAfter(now);
            points.add(new Point(start, counts[0], counts[1], counts[2], counts[3], open, false));
        }
        return points;
    }

    private static List<StickinessReport.Point> stickinessByHand(
            RandomEvents events, @Nullable String event, Period range, ZoneId zone, Instant now) {
        Map<String, NavigableSet<LocalDate>> active =
                active(events, event, at -> at.atZone(zone).toLocalDate());
        LocalDate first = range.from().atZone(zone).toLocalDate();
        LocalDate last = range.to().minusMillis(1).atZone(zone).toLocalDate();
        return first.datesUntil(last.plusDays(1))
                .map(day -> new StickinessReport.Point(
                        day,
                        within(active, day, 1),
                        within(active, day, 7),
                        within(active, day, 30),
                        day.plusDays(1).atStartOfDay(zone).toInstant().isAfter(now),
                        false))
                .toList();
    }

    private static long within(Map<String, NavigableSet<LocalDate>> active, LocalDate day, int days) {
        return active.values().stream()
                .filter(of ->
                        !of.subSet(day.minusDays(days - 1L), true, day, true).isEmpty())
                .count();
    }

    private static List<ActiveDays> histogramByHand(
            RandomEvents events, @Nullable String event, Period range, ZoneId zone) {
        LocalDate first = range.from().atZone(zone).toLocalDate();
        LocalDate last = range.to().minusMillis(1).atZone(zone).toLocalDate();
        Map<Integer, Long> people = new TreeMap<>();
        active(events, event, at -> at.atZone(zone).toLocalDate()).values().forEach(of -> {
            int days = of.subSet(first, true, last, true).size();
            if (days > 0) {
                people.merge(days, 1L, Long::sum);
            }
        });
        return people.entrySet().stream()
                .map(bar -> new ActiveDays(bar.getKey(), bar.getValue()))
                .toList();
    }

    private static <T extends Comparable<? super T>> Map<String, NavigableSet<T>> active(
            RandomEvents events, @Nullable String event, Function<Instant, T> period) {
        Map<String, NavigableSet<T>> active = new TreeMap<>();
        for (Occurrence each : events.all()) {
            if (event == null || each.event().equals(event)) {
                active.computeIfAbsent(each.person(), any -> new TreeSet<>()).add(period.apply(each.at()));
            }
        }
        return active;
    }

    private static List<Point> lifecycle(
            @Nullable String event, String from, String to, ZoneId zone, @Nullable String segment) {
        return reports(DATABASE, CLOCK.instant())
                .lifecycle(new LifecycleQuery(
                        APP, event, period(from, to, zone), CalendarInterval.WEEK, zone, DayOfWeek.MONDAY, segment))
                .points();
    }

    private static StickinessReport stickiness(String from, String to, @Nullable String segment) {
        return reports(DATABASE, CLOCK.instant())
                .stickiness(
                        new StickinessQuery(APP, "visit", period(from, to, ZoneOffset.UTC), ZoneOffset.UTC, segment));
    }

    private static Period period(String from, String to, ZoneId zone) {
        return Period.between(
                LocalDate.parse(from).atStartOfDay(zone).toInstant(),
                LocalDate.parse(to).atStartOfDay(zone).toInstant());
    }

    private static LifecycleReports reports(AnalyticsDatabase database, Instant now) {
        return new LifecycleReports(
                database, new EventNames(database), segments(database), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Segments segments(AnalyticsDatabase database) {
        return new Segments(database, new EventNames(database), CLOCK);
    }
}
