/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.person.PersonEvents;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several instances with their own caches, who is who told in any order, and everything sent more than once. */
class MergeIT {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WHO = "who";

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final List<IngestPipeline> instances = new ArrayList<>();

    @AfterEach
    void stop() {
        instances.forEach(IngestPipeline::stop);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 40})
    void whoIsWhoIsWhatARecountInTheOrderOfIngestSays(int people) throws Exception {
        long seed = Long.getLong("merge.seed", new Random().nextLong());
        System.out.println("MergeIT seed " + seed + ", " + people + " ids");
        Random random = new Random(seed);
        List<Event> events = events(random, people);
        List<Callable<List<IngestOutcome>>> senders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            IngestPipeline instance = i < 3 ? instance() : instances.get(i - 3);
            List<Event> own = new ArrayList<>(events.subList(i * 100, Math.min(events.size(), i * 100 + 300)));
            Collections.shuffle(own, random);
            int step = 1 + random.nextInt(9);
            senders.add(() -> send(instance, own, step));
        }
        assertThat(runAll(senders)).allMatch(IngestOutcome.recorded()::equals);

        assertThat(number("select count(*) from {schema}.event")).isEqualTo(events.size());
        Recount recount = recount();
        Map<String, Integer> personOf = new HashMap<>();
        database.sql("select distinct_id, person_id from {schema}.distinct_id").query(row -> {
            personOf.put(row.getString(1), row.getInt(2));
        });
        assertThat(groups(personOf)).isEqualTo(new HashSet<>(recount.groups.values()));
        assertThat(instances.stream()
                        .flatMap(instance -> instance.stats().mergesRefused().values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(recount.refused);
        assertThat(number("select count(*) from {schema}.person"))
                .isEqualTo(groups(personOf).size());
        assertThat(number("select count(*) from {schema}.merged_person m"
                        + " where m.into_person_id in (select person_id from {schema}.merged_person)"
                        + " or m.person_id in (select person_id from {schema}.distinct_id)"))
                .isZero();
        database.sql("select properties ->> 'who', person_id from {people}.event")
                .query(row -> {
                    assertThat(row.getInt(2)).isEqualTo(personOf.get(row.getString(1)));
                });
        assertThat(number("select count(*) from {people}.event e join {schema}.distinct_id d"
                        + " on d.person_id = e.person_id and d.number = e.distinct_id_number"
                        + " where d.distinct_id = e.properties ->> 'who'"))
                .as("events with the distinct id they came with")
                .isEqualTo(events.size());
    }

    @Test
    void theSameEventCountsOnceBeforeAndAfterTheMerge() {
        IngestPipeline one = instance();
        IngestPipeline other = instance();
        other.record(AppId.DEFAULT, List.of(event("visit", "visitor-1", 3)));
        Event withTime = event("order_placed", "visitor-1", 1).toBuilder()
                .occurredAt(START)
                .build();
        Event withoutTime = Event.builder("order_placed", "visitor-1")
                .eventId(UUID.randomUUID())
                .build();
        List<Event> visit = List.of(withTime, withoutTime);
        one.record(AppId.DEFAULT, visit);
        one.record(AppId.DEFAULT, List.of(event("visit", "kim", 2)));
        other.record(AppId.DEFAULT, List.of(PersonEvents.identify("kim", "visitor-1", Map.of())));
        for (IngestPipeline instance : List.of(one, other, instance())) {
            instance.record(AppId.DEFAULT, visit);
            instance.record(
                    AppId.DEFAULT,
                    visit.stream()
                            .map(event -> event.toBuilder().distinctId("kim").build())
                            .toList());
        }

        assertThat(number("select count(*) from {schema}.event e join {schema}.event_name n on n.id = e.event_name_id"
                        + " where n.name = 'order_placed'"))
                .isEqualTo(2);
        assertThat(number("select count(*) from {schema}.person")).isEqualTo(1);
        assertThat(one.stats().duplicates()).isEqualTo(4);
    }

    @Test
    void aKnownPersonIsNeverMerged() {
        IngestPipeline ingest = instance();
        ingest.record(
                AppId.DEFAULT,
                List.of(
                        PersonEvents.identify("kim", "visitor-1", Map.of()),
                        PersonEvents.identify("robin", "visitor-1", Map.of()),
                        PersonEvents.alias("robin", "kim"),
                        PersonEvents.identify("robin", "undefined", Map.of()),
                        event("visit", "robin", 1)));

        assertThat(number("select count(*) from {schema}.event")).isEqualTo(5);
        assertThat(number("select count(distinct person_id) from {schema}.distinct_id"))
                .isEqualTo(2);
        assertThat(ingest.stats().mergesRefused())
                .isEqualTo(Map.of("already a known person", 2L, "not the id of a person", 1L));
    }

    private List<Event> events(Random random, int people) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            String one = "p" + random.nextInt(people);
            String other = "p" + random.nextInt(people);
            Event event = switch (random.nextInt(people < 10 ? 3 : 8)) {
                case 0 -> PersonEvents.identify(one, other, Map.of());
                case 1 -> PersonEvents.alias(one, other);
                default -> event("visit", one, i);
            };
            events.add(event.toBuilder()
                    .eventId(new UUID(random.nextLong(), random.nextLong()))
                    .occurredAt(START.plusSeconds(random.nextInt(500_000)))
                    .property(WHO, one)
                    .build());
        }
        return events;
    }

    private static Event event(String name, String who, int number) {
        return Event.builder(name, who)
                .eventId(new UUID(1, number))
                .occurredAt(START.plusSeconds(number))
                .build();
    }

    private List<IngestOutcome> send(IngestPipeline instance, List<Event> events, int step) {
        List<IngestOutcome> outcomes = new ArrayList<>();
        for (int from = 0; from < events.size(); from += step) {
            outcomes.addAll(instance.record(AppId.DEFAULT, events.subList(from, Math.min(events.size(), from + step))));
        }
        return outcomes;
    }

    private static final class Recount {

        private final Map<String, Set<String>> groups = new HashMap<>();
        private final Set<String> known = new HashSet<>();
        private long refused;

        Set<String> groupOf(String id) {
            return groups.computeIfAbsent(id, alone -> new HashSet<>(Set.of(alone)));
        }

        void link(String own, String other) {
            Set<String> target = groupOf(own);
            known.add(own);
            if (!target.contains(other) && groupOf(other).stream().anyMatch(known::contains)) {
                refused++;
            } else {
                target.addAll(groupOf(other));
                target.forEach(id -> groups.put(id, target));
            }
        }
    }

    /** Everybody who did something or is spoken of, in the order in which it was stored. */
    private Recount recount() {
        Recount recount = new Recount();
        database.sql("select n.name, e.properties ->> 'who', e.properties ->> '$anon_distinct_id',"
                        + " e.properties ->> 'alias' from {schema}.event e"
                        + " join {schema}.event_name n on n.id = e.event_name_id order by e.seq")
                .query(row -> {
                    String who = row.getString(2);
                    switch (row.getString(1)) {
                        case StandardEvents.IDENTIFY -> recount.link(who, row.getString(3));
                        case StandardEvents.ALIAS -> recount.link(who, row.getString(4));
                        default -> recount.groupOf(who);
                    }
                });
        return recount;
    }

    private static Set<Set<String>> groups(Map<String, Integer> personOf) {
        Map<Integer, Set<String>> groups = new HashMap<>();
        personOf.forEach((id, person) ->
                groups.computeIfAbsent(person, any -> new HashSet<>()).add(id));
        return new HashSet<>(groups.values());
    }

    private IngestPipeline instance() {
        IngestSettings settings = new IngestSettings() {
            @Override
            public Duration commitTimeout() {
                return Duration.ofMinutes(3);
            }

            @Override
            public int rememberedPersons() {
                return 20;
            }
        };
        IngestPipeline instance = new IngestPipeline(database, settings, IngestExtensions.NONE, Clock.systemUTC());
        instance.start();
        instances.add(instance);
        return instance;
    }

    private static <T> List<T> runAll(List<Callable<List<T>>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<List<T>> future : threads.invokeAll(tasks)) {
                results.addAll(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
