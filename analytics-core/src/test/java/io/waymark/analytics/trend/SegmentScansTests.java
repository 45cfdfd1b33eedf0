/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.chunk.AskedColumns;
import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.journey.step.TestEngine;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class SegmentScansTests {

    private static final Set<Integer> NAMES = Set.of(1, 2);
    private static final List<CalendarInterval> INTERVALS =
            List.of(CalendarInterval.HOUR, CalendarInterval.DAY, CalendarInterval.WEEK);
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kathmandu"));

    private final long seed = Long.getLong("scans.seed", new Random().nextLong());

    @Test
    void peopleAreCountedTheSameWhateverIsRememberedOfTheDaysBefore() {
        System.out.println("SegmentScansTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("scans.worlds", 300); world++) {
            Random random = new Random(seed + world);
            try (ColumnEngine engine = TestEngine.create()) {
                List<Listed> events = new ArrayList<>();
                for (int question = 0; question < 6; question++) {
                    RandomDays.add(
                            random, events, (person, at) -> new Listed(1 + random.nextInt(3), person, at, Map.of()));
                    ListedColumns columns = new ListedColumns(random, events);
                    Millis range = RandomDays.period(random);
                    RoaringBitmap people = RandomDays.somePeople(random);
                    List<Listed> counted = RandomDays.eventsOf(people, events).stream()
                            .filter(event -> NAMES.contains(event.eventNameId()) && isIn(range, event))
                            .toList();
                    CalendarBuckets points = points(random);
                    assertThat(points(new PointSearch(engine, columns, NAMES, points, List.of(range), people)))
                            .as("seed %s", seed + world)
                            .isEqualTo(expected(points, counted));
                    if (people != null) {
                        assertThat(NameScan.times(engine, columns, NAMES, range, people))
                                .as("seed %s", seed + world)
                                .isEqualTo(counted.stream()
                                        .collect(Collectors.groupingBy(Listed::eventNameId, Collectors.counting())));
                    }
                }
            }
        }
    }

    @Test
    void ofADayThatIsRememberedNothingIsReadAgain() {
        List<Listed> events = new ArrayList<>();
        for (int hour = 0; hour < 180; hour++) {
            events.add(new Listed(1, 7 + hour % 5, RandomDays.hour(hour), Map.of()));
        }
        CalendarBuckets days = CalendarBuckets.covering(
                CalendarInterval.DAY,
                ZONES.get(0),
                DayOfWeek.MONDAY,
                Instant.ofEpochMilli(RandomDays.hour(0)),
                Instant.ofEpochMilli(RandomDays.hour(240)));
        RoaringBitmap people = RoaringBitmap.bitmapOf(7, 8);
        try (ColumnEngine engine = TestEngine.create()) {
            for (boolean isKnown : List.of(false, true)) {
                AskedColumns names = new AskedColumns(events);
                AskedColumns points = new AskedColumns(events);
                NameScan.times(engine, names, NAMES, Millis.ALL, people);
                new PointSearch(engine, points, NAMES, days, List.of(Millis.ALL), people).counts();

                assertThat(List.of(names.earliest() > Millis.ALL.from(), points.earliest() > Millis.ALL.from()))
                        .containsOnly(isKnown);
                events.add(new Listed(1, 9, RandomDays.hour(181), Map.of()));
            }
        }
    }

    private static CalendarBuckets points(Random random) {
        return CalendarBuckets.covering(
                INTERVALS.get(random.nextInt(INTERVALS.size())),
                ZONES.get(random.nextInt(ZONES.size())),
                DayOfWeek.MONDAY,
                Instant.ofEpochMilli(RandomDays.hour(random.nextInt(48))),
                Instant.ofEpochMilli(RandomDays.hour(200 + random.nextInt(40))));
    }

    private static boolean isIn(Millis range, Listed event) {
        return event.millis() >= range.from() && event.millis() < range.to();
    }

    private static Map<Integer, List<Long>> points(PointSearch search) {
        Map<Integer, List<Long>> counts = new TreeMap<>();
        search.counts().tell((point, times, people) -> counts.put(point, List.of(times, people)));
        return counts;
    }

    private static Map<Integer, List<Long>> expected(CalendarBuckets points, List<Listed> events) {
        Map<Integer, List<Long>> counts = new TreeMap<>();
        for (int point = 0; point < points.size(); point++) {
            Millis interval = new Millis(
                    points.starts().get(point).toInstant().toEpochMilli(),
                    points.endOf(point).toEpochMilli());
            List<Listed> own =
                    events.stream().filter(event -> isIn(interval, event)).toList();
            if (!own.isEmpty()) {
                counts.put(
                        point,
                        List.of(
                                (long) own.size(),
                                own.stream().map(Listed::person).distinct().count()));
            }
        }
        return counts;
    }
}
