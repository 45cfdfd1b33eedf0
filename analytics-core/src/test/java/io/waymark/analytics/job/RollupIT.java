/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final IngestPipeline ingest =
            new IngestPipeline(database, new WithoutSpool() {}, IngestExtensions.NONE, Clock.systemUTC());
    private final Rollup rollup = new Rollup(database, new RollupSettings() {});

    @AfterEach
    void stop() {
        ingest.stop();
    }

    @Test
    void equalsBruteForceHoweverEventsArrive() {
        long seed = new Random().nextLong();
        System.out.println("RollupIT seed " + seed);
        Random random = new Random(seed);
        for (int app = 2; app <= ZONES.size(); app++) {
            database.sql("insert into {schema}.app (id, tenant_id, name, time_zone) values (:id, 1, 'app', :zone)")
                    .param("id", app)
                    .param("zone", ZONES.get(app - 1))
                    .update();
        }
        ingest.start();
        List<Map.Entry<AppId, Event>> sent = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            Map<AppId, List<Event>> batches = new HashMap<>();
            for (int i = 0; i < 150; i++) {
                Map.Entry<AppId, Event> next = !sent.isEmpty() && random.nextInt(5) == 0
                        ? sent.get(random.nextInt(sent.size()))
                        : Map.entry(new AppId(1 + random.nextInt(ZONES.size())), randomEvent(random, sent.size() + i));
                sent.add(next);
                batches.computeIfAbsent(next.getKey(), app -> new ArrayList<>()).add(next.getValue());
            }
            batches.forEach(ingest::record);
            if (random.nextBoolean()) {
                rollup.run();
            }
        }
        rollup.run();

        assertThat(aggregates()).as("seed %d", seed).isEqualTo(bruteForce(sent));
        assertThat(dirty()).isZero();
        assertThat(rollup.run()).isZero();
    }

    @Test
    void neverLeavesADayWithFewerEventsThanWereThereWhenItBegan() throws Exception {
        ingest.start();
        AtomicInteger acknowledged = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(3);
        List<CompletableFuture<Void>> writing = IntStream.range(0, 3)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 40; i++) {
                                int number = writer * 1_000 + i;
                                ingest.record(AppId.DEFAULT, List.of(event(number, NOON), event(number + 500, NOON)));
                                acknowledged.addAndGet(2);
                            }
                        },
                        writers))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
        Rollup other = new Rollup(database, new RollupSettings() {});
        while (!all.isDone()) {
            int before = acknowledged.get();
            CompletableFuture<Long> beside = CompletableFuture.supplyAsync(other::run);
            rollup.run();
            beside.get(30, TimeUnit.SECONDS);
            assertThat(eventsOfTheDay()).isGreaterThanOrEqualTo(before);
        }
        all.get(60, TimeUnit.SECONDS);
        writers.shutdown();
        rollup.run();

        assertThat(eventsOfTheDay()).isEqualTo(240);
    }

    @Test
    void finishesWhatAnInterruptedRollupHadClaimed() {
        ingest.start();
        ingest.record(AppId.DEFAULT, List.of(event(1, NOON)));
        database.sql("update {schema}.dirty set claimed = true").update();
        ingest.record(AppId.DEFAULT, List.of(event(2, NOON)));

        assertThat(rollup.run()).isEqualTo(1);

        assertThat(eventsOfTheDay()).isEqualTo(2);
        assertThat(dirty()).isZero();
    }

    private static Event randomEvent(Random random, int number) {
        // Around the nights in which New York and Berlin change their clocks.
        Instant base =
                random.nextBoolean() ? Instant.parse("2026-03-08T07:00:00Z") : Instant.parse("2025-10-26T01:00:00Z");
        return Event.builder("event_" + random.nextInt(3), "person-" + random.nextInt(20))
                .eventId(EventIds.of("random " + number + " " + random.nextLong()))
                .occurredAt(base.plus(Duration.ofMinutes(random.nextInt(4 * 24 * 60) - 2 * 24 * 60)))
                .build();
    }

    private static Event event(int number, Instant occurredAt) {
        return Event.builder("event", "person-" + number)
                .eventId(EventIds.of("event " + number))
                .occurredAt(occurredAt)
                .build();
    }

    private static Map<String, String> bruteForce(List<Map.Entry<AppId, Event>> sent) {
        Map<String, Set<Object>> events = new HashMap<>();
        Map<String, Set<String>> persons = new HashMap<>();
        for (Map.Entry<AppId, Event> entry : sent) {
            Event event = entry.getValue();
            int app = entry.getKey().value();
            String day = event.occurredAt()
                    .atZone(ZoneId.of(ZONES.get(app - 1)))
                    .toLocalDate()
                    .toString();
            for (String name : List.of(event.name(), "*")) {
                String key = app + " " + day + " " + name;
                events.computeIfAbsent(key, any -> new HashSet<>()).add(event.eventId());
                persons.computeIfAbsent(key, any -> new HashSet<>()).add(event.distinctId());
            }
        }
        Map<String, String> expected = new TreeMap<>();
        events.forEach((key, ids) ->
                expected.put(key, ids.size() + " " + persons.get(key).size()));
        return expected;
    }

    private Map<String, String> aggregates() {
        Map<String, String> aggregates = new TreeMap<>();
        database.sql("""
                        select a.app_id || ' ' || a.day || ' ' || coalesce(n.name, '*'), a.events || ' ' || a.persons
                        from {schema}.daily_aggregate a left join {schema}.event_name n on n.id = a.event_name_id
                        """).query(row -> {
            aggregates.put(row.getString(1), row.getString(2));
        });
        return aggregates;
    }

    private int eventsOfTheDay() {
        return database.sql("select coalesce(sum(events), 0) from {schema}.daily_aggregate"
                        + " where event_name_id = 0 and day = '2026-03-01'")
                .query(Integer.class)
                .single();
    }

    private int dirty() {
        return database.sql("select count(*) from {schema}.dirty")
                .query(Integer.class)
                .single();
    }
}
