/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.write.ChunkErasure;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.UnderLock;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An app of its own with a few people and events, when summer time begins, and in memory what there is to count. Most events
 * share their instants with others, come late, or are sent again.
 */
final class SmallWorld {

    static final List<String> NAMES = List.of("a", "b", "c");

    static final Instant START = Instant.parse("2026-03-28T12:00:00Z");

    private static final int HALF_HOURS = 80;
    private static final List<String> PEOPLE = List.of("p1", "p2", "p3", "p4");
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/Havana", "Asia/Kathmandu", "UTC");

    private final AnalyticsDatabase database;
    private final Random random;
    private final AppId app;
    private final ZoneId zone;
    private final EventStore store;
    private final List<Sent> sent = new ArrayList<>();
    private final Set<Integer> erased = new TreeSet<>();
    private final Map<String, String> merged = new HashMap<>();

    /** An event that was sent; {@code number} is its place in the order of ingest. */
    record Sent(int number, String person, String name, Instant at) {}

    SmallWorld(AnalyticsDatabase database, Random random, int number) {
        this.database = database;
        this.random = random;
        this.app = new AppId(number);
        this.zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        this.store = new EventStore(database);
        database.sql("insert into {schema}.app (id, tenant_id, name, time_zone) values (:id, 1, :name, :zone)")
                .param("id", number)
                .param("name", "World " + number)
                .param("zone", zone.getId())
                .update();
    }

    AppId app() {
        return app;
    }

    ZoneId zone() {
        return zone;
    }

    /** Sends new events, and some that were sent before. */
    void send() {
        List<Sent> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            events.add(new Sent(sent.size(), any(PEOPLE), any(NAMES), instant()));
            sent.add(events.get(events.size() - 1));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Sent again = any(sent);
            if (!erased.contains(again.number())) {
                events.add(again);
            }
        }
        append(events);
    }

    private Instant instant() {
        return !sent.isEmpty() && random.nextInt(3) == 0
                ? any(sent).at()
                : START.plus(Duration.ofMinutes(30L * random.nextInt(HALF_HOURS)));
    }

    private void append(List<Sent> events) {
        Map<String, Integer> names = new EventNames(database).resolve(app, NAMES);
        Map<String, KnownDistinctId> persons =
                database.transaction().execute(status -> new PersonIds(database).resolve(app, PEOPLE));
        store.prepare(events.stream().map(Sent::at).toList());
        List<EventRow> rows = events.stream()
                .map(event -> new EventRow(
                        names.get(event.name()),
                        persons.get(event.person()),
                        event.at(),
                        event.at(),
                        event.number(),
                        null,
                        "{}",
                        true))
                .toList();
        database.transaction().executeWithoutResult(status -> {
            store.lock(false);
            UnderLock known = store.underLock(
                    rows.stream().map(EventRow::personId).distinct().toList());
            store.append(rows, known.purgedBefore(), Set.copyOf(known.merged().values()));
            events.stream()
                    .map(event -> event.at().atZone(zone).toLocalDate())
                    .distinct()
                    .forEach(day -> database.sql("""
                                    insert into {schema}.dirty (app_id, day) values (:app, :day) on conflict do nothing
                                    """)
                            .param("app", app.value())
                            .param("day", day)
                            .update());
        });
    }

    /** Makes one person of two. */
    void merge() {
        List<String> left =
                PEOPLE.stream().filter(person -> !merged.containsKey(person)).toList();
        if (left.size() > 1 && !sent.isEmpty()) {
            TestMerges.some(random, database, app, left).forEach((other, known) -> {
                merged.replaceAll((earlier, into) -> into.equals(other) ? known : into);
                merged.put(other, known);
            });
        }
    }

    /** Deletes all that a person has done, under whichever id. */
    void erase(Clock clock) {
        String person = personOf(any(PEOPLE));
        Integer number = new PersonIds(database).find(app, List.of(person)).get(person);
        if (number == null) {
            return;
        }
        sent.stream()
                .filter(event -> personOf(event.person()).equals(person))
                .forEach(event -> erased.add(event.number()));
        database.transaction().executeWithoutResult(status -> {
            store.lock(true);
            List<Integer> numbers = database.sql("""
                            select :person union select person_id from {schema}.merged_person
                            where into_person_id = :person
                            """)
                    .param("person", number)
                    .query(Integer.class)
                    .list();
            for (String table : List.of("event", "first_event")) {
                database.sql("delete from {schema}." + table + " where person_id = any(:people)")
                        .param("people", numbers.toArray(Integer[]::new))
                        .update();
            }
            new ChunkErasure(database, clock).erase(app, numbers);
        });
    }

    private String personOf(String distinctId) {
        return merged.getOrDefault(distinctId, distinctId);
    }

    /** What is left of a period, by person and in order. */
    Map<String, List<Sent>> histories(Period period) {
        return sent.stream()
                .filter(event -> !erased.contains(event.number()) && RandomEvents.isIn(period, event.at()))
                .sorted(Comparator.comparing(Sent::at).thenComparing(Sent::number))
                .collect(Collectors.groupingBy(event -> personOf(event.person()), TreeMap::new, Collectors.toList()));
    }

    /** A period that often has no bounds. */
    Period period() {
        int from = random.nextInt(HALF_HOURS);
        int to = from + 1 + random.nextInt(HALF_HOURS);
        return new Period(
                random.nextBoolean() ? null : START.plus(Duration.ofMinutes(30L * from)),
                random.nextBoolean() ? null : START.plus(Duration.ofMinutes(30L * to)));
    }

    private <T> T any(Collection<T> some) {
        return List.copyOf(some).get(random.nextInt(some.size()));
    }
}
