/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.ListedColumns;
import io.waymark.analytics.chunk.ListedColumns.Listed;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class EventWalkTests {

    private static final int TIMEOUT = 100;
    private static final int FROM = 200;
    private static final int TO = 5_000;

    private final long seed = Long.getLong("walk.seed", new Random().nextLong());

    @Test
    void goesThroughEventsInOrderAndCutsThemAsSessionsAreCut() {
        System.out.println("EventWalkTests seed " + seed);
        for (int world = 0; world < Integer.getInteger("walk.worlds", 300); world++) {
            Random random = new Random(seed + world);
            boolean clientIds = random.nextBoolean();
            List<Listed> events = events(random, clientIds);
            RoaringBitmap people = random.nextInt(3) > 0 ? null : RoaringBitmap.bitmapOf(65_530, 65_537, 65_540);
            assertThat(walked(random, events, clientIds, people))
                    .as("seed %s", seed + world)
                    .isEqualTo(expected(events, clientIds, people));
        }
    }

    private static List<Listed> events(Random random, boolean clientIds) {
        List<Listed> events = new ArrayList<>();
        int size = random.nextInt(60);
        long at = 0;
        for (int i = 0; i < size; i++) {
            Map<String, String> values = new HashMap<>();
            if (random.nextInt(4) > 0) {
                values.put("path", "\"/" + random.nextInt(3) + "\"");
            }
            if (clientIds && random.nextInt(3) == 0) {
                values.put(NeededProperties.SESSION, String.valueOf(Long.MAX_VALUE - random.nextInt(3)));
            }
            if (random.nextInt(8) == 0) {
                values.put("late", "true");
            }
            at += random.nextInt(3) > 0 ? 0 : random.nextInt(2 * TIMEOUT);
            events.add(new Listed(1 + random.nextInt(12), 65_530 + random.nextInt(8), at, values));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static Map<Integer, List<String>> walked(
            Random random, List<Listed> events, boolean clientIds, @Nullable RoaringBitmap people) {
        Labels labels = new Labels();
        EventWalk walk = new EventWalk(new Millis(FROM, TO), labels).cut(Duration.ofMillis(TIMEOUT));
        for (int name = 1; name < 12; name++) {
            walk.putInOrder(name, 100 + name);
        }
        if (random.nextInt(3) == 0) {
            walk.atOnce(1 + random.nextInt(8));
        }
        int path = walk.label("path", Set.of(1, 2, 3, 4));
        if (clientIds) {
            walk.byClientIds();
        }
        Map<Integer, List<String>> told = new TreeMap<>();
        try (ColumnEngine engine = new ColumnEngine(new None(), 2)) {
            walk.run(
                    engine,
                    new ListedColumns(random, events),
                    people,
                    new WalkMemory(Long.MAX_VALUE, any -> {}),
                    walked -> new Told(walked, labels, path),
                    sink -> told.putAll(sink.told));
        }
        return told;
    }

    /** Says of each visit of a person which events it has. */
    private static final class Told implements WalkSink {

        private final WalkedEvents events;
        private final Labels labels;
        private final int path;
        private final Map<Integer, List<String>> told = new TreeMap<>();
        private final Map<Integer, List<String>> lines = new TreeMap<>();
        private final Map<Integer, Integer> open = new HashMap<>();
        private final Map<Integer, Integer> visits = new HashMap<>();

        Told(WalkedEvents events, Labels labels, int path) {
            this.events = events;
            this.labels = labels;
            this.path = path;
        }

        @Override
        public void begin(int visit, int person, boolean first) {
            int number = visits.merge(person, 1, Integer::sum);
            assertThat(first).isEqualTo(number == 1);
            assertThat(open.put(visit, number)).isNull();
        }

        @Override
        public void event(int visit, int person, long millis, int place, long event) {
            lines.computeIfAbsent(person, any -> new ArrayList<>())
                    .add(open.get(visit) + " " + (place - 100) + " " + millis + " "
                            + labels.text(events.label(path, event)));
        }

        @Override
        public void end(int visit, int person) {
            assertThat(open.remove(visit)).isNotNull();
        }

        @Override
        public void finish(int bucket) {
            assertThat(open).isEmpty();
            visits.clear();
            lines.forEach((person, own) -> told.put(bucket << 16 | person, own));
            lines.clear();
        }
    }

    private static Map<Integer, List<String>> expected(
            List<Listed> events, boolean clientIds, @Nullable RoaringBitmap people) {
        Map<Integer, List<Listed>> byPerson = new TreeMap<>();
        events.stream()
                .filter(event -> event.eventNameId() < 12 && event.millis() >= FROM && event.millis() < TO)
                .filter(event -> people == null || people.contains(event.person()))
                .sorted((one, other) -> Long.compare(one.millis(), other.millis()))
                .forEach(event -> byPerson.computeIfAbsent(event.person(), any -> new ArrayList<>())
                        .add(event));
        Map<Integer, List<String>> expected = new TreeMap<>();
        byPerson.forEach((person, own) -> expected.put(person, cut(own, clientIds)));
        return expected;
    }

    private static List<String> cut(List<Listed> events, boolean clientIds) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> byClientId = new HashMap<>();
        int visits = 0;
        int visit = 0;
        Listed before = null;
        for (Listed event : events) {
            String id = clientIds ? event.values().get(NeededProperties.SESSION) : null;
            if (id != null && byClientId.containsKey(id)) {
                visit = byClientId.get(id);
            } else if (id != null || before == null || event.millis() - before.millis() > TIMEOUT) {
                visit = ++visits;
            }
            if (id != null) {
                byClientId.put(id, visit);
            }
            String path = event.eventNameId() < 5 ? event.values().get("path") : null;
            lines.add(visit + " " + event.eventNameId() + " " + event.millis() + " "
                    + (path == null ? null : path.replace("\"", "")));
            before = event;
        }
        return lines;
    }

    private static final class None implements EventColumnsSource {

        @Override
        public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
            return Optional.empty();
        }
    }
}
