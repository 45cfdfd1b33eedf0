/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.RandomDays;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.value.ValueCounts.Count;
import io.waymark.analytics.journey.step.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ValueCountsTests {

    private static final Set<Integer> NAMES = Set.of(1, 2);
    private static final List<String> KEYS = List.of("color", "size");

    private final long seed = Long.getLong("values.seed", new Random().nextLong());

    @Test
    void valuesAreCountedTheSameWhateverIsRememberedOfTheDaysBefore() {
        System.out.println("ValueCountsTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("values.worlds", 300); world++) {
            Random random = new Random(seed + world);
            try (ColumnEngine engine = TestEngine.create()) {
                List<Listed> events = new ArrayList<>();
                for (int question = 0; question < 6; question++) {
                    add(random, events);
                    Millis range = RandomDays.period(random);
                    RoaringBitmap people =
                            random.nextInt(4) > 0 ? null : RoaringBitmap.bitmapOf(65_535, 65_536, 65_537);
                    ValueCounts counts =
                            ValueCounts.of(engine, new ListedColumns(random, events), NAMES, KEYS, range, people);
                    List<Listed> counted = events.stream()
                            .filter(event -> NAMES.contains(event.eventNameId()))
                            .filter(event -> event.millis() >= range.from() && event.millis() < range.to())
                            .filter(event -> people == null || people.contains(event.person()))
                            .toList();
                    for (int key = 0; key < KEYS.size(); key++) {
                        String of = KEYS.get(key);
                        String what = "seed " + (seed + world) + ", " + of;
                        assertThat(counts.of(key)).as(what).isEqualTo(byValue(counted, of));
                        assertThat(counts.without(key))
                                .as(what)
                                .isEqualTo(count(counted.stream()
                                        .filter(event -> !event.values().containsKey(of))
                                        .toList()));
                        assertThat(counts.numbers(key)).as(what).isEqualTo(numbers(counted, of));
                    }
                }
            }
        }
    }

    private static void add(Random random, List<Listed> events) {
        for (int i = random.nextInt(40); i > 0; i--) {
            Map<String, String> values = new TreeMap<>();
            if (random.nextInt(4) > 0) {
                values.put("color", "\"" + random.nextInt(4) + "\"");
            }
            if (random.nextInt(4) > 0) {
                values.put("size", Integer.toString(random.nextInt(4)));
            }
            events.add(new Listed(
                    1 + random.nextInt(3),
                    65_534 + random.nextInt(5),
                    RandomDays.instant(random, random.nextInt(24 * RandomDays.HOUR)),
                    values));
        }
    }

    private static Map<String, Count> byValue(List<Listed> events, String key) {
        Map<String, List<Listed>> byValue = events.stream()
                .filter(event -> event.values().containsKey(key))
                .collect(Collectors.groupingBy(event -> event.values().get(key).replace("\"", "")));
        return byValue.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> count(value.getValue())));
    }

    private static Count count(List<Listed> events) {
        return new Count(
                events.size(),
                events.stream().mapToInt(Listed::person).distinct().count());
    }

    private static Map<String, Long> numbers(List<Listed> events, String key) {
        return events.stream()
                .map(event -> event.values().getOrDefault(key, "\""))
                .filter(json -> !json.startsWith("\""))
                .collect(Collectors.groupingBy(json -> json, Collectors.counting()));
    }
}
