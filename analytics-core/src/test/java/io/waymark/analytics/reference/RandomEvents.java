/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Made-up events in a database, and in memory for a slow and obvious count of the same. Made to hurt: same instants,
 * midnights, gaps of exactly the session timeout, clocks put forward and back, late events, a second app with the same
 * people and names, people who turn out to be one.
 */
public final class RandomEvents {

    public static final List<String> NAMES = List.of("visit", "cart", "order", "$pageview");
    public static final Duration TIMEOUT = Duration.ofMinutes(30);

    private static final AppId OTHER = new AppId(2);

    private static final String ROLL_UP = """
            insert into {schema}.daily_aggregate
            select 1, %s, :day::date, count(*), count(distinct e.person_id)
            from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
            where n.app_id = 1 and (e.occurred_at at time zone :zone)::date = :day::date
            group by 2
            on conflict (app_id, event_name_id, day)
              do update set events = excluded.events, persons = excluded.persons
            """;

    private final Random random;
    private final ZoneId zone;
    private final boolean clientSessions;
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final EventStore store = new EventStore(database);
    private final Map<String, String> merged = new HashMap<>();

    private RandomEvents(Random random, ZoneId zone) {
        this.random = random;
        this.zone = zone;
        this.clientSessions = random.nextBoolean();
        database.sql("insert into {schema}.app (id, tenant_id, name, time_zone) values (2, 1, 'other', 'UTC')")
                .update();
        database.sql("update {schema}.app set time_zone = :zone where id = 1")
                .param("zone", zone.getId())
                .update();
    }

    /** Events of some people between two instants, of an app in a zone. */
    public static RandomEvents create(Random random, ZoneId zone, Instant from, Instant to, int people, int events) {
        RandomEvents made = new RandomEvents(random, zone);
        made.add(from, to, people, events);
        made.store(OTHER, made.occurrences(from, to, people, events / 3));
        return made;
    }

    /** More events, which arrive later. */
    public void add(Instant from, Instant to, int people, int events) {
        List<Occurrence> more = occurrences(from, to, people, events);
        store(AppId.DEFAULT, more);
        occurrences.addAll(more);
        if (random.nextBoolean()) {
            merge(occurrences.stream()
                    .map(Occurrence::person)
                    .distinct()
                    .sorted()
                    .toList());
        }
        occurrences.replaceAll(event -> event.by(merged.getOrDefault(event.person(), event.person())));
    }

    private void merge(List<String> people) {
        List<String> left =
                people.stream().filter(person -> !merged.containsKey(person)).toList();
        TestMerges.some(random, database, AppId.DEFAULT, left).forEach((other, known) -> {
            merged.replaceAll((earlier, into) -> into.equals(other) ? known : into);
            merged.put(other, known);
        });
    }

    /** Stores the segment of those who did an event so often by now, and tells who they are. */
    public Set<String> segment(String key, String event, int times) {
        new Segments(database, new EventNames(database), Clock.systemUTC())
                .save(
                        AppId.DEFAULT,
                        key,
                        key,
                        SegmentRule.did(event).atLeast(times).during(Period.allTime()),
                        "test");
        return byPerson().entrySet().stream()
                .filter(person -> person.getValue().stream()
                                .filter(each -> each.event().equals(event))
                                .count()
                        >= times)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The id by which the person of an id is known here. */
    public String personOf(String distinctId) {
        return merged.getOrDefault(distinctId, distinctId);
    }

    public AnalyticsDatabase database() {
        return database;
    }

    public ZoneId zone() {
        return zone;
    }

    public List<Occurrence> all() {
        return List.copyOf(occurrences);
    }

    /** Rolls dirty days up, by hand: all of them, or some. */
    public void rollUp(boolean all) {
        List<LocalDate> days = database.sql("select distinct day from {schema}.dirty where app_id = 1 order by day")
                .query(LocalDate.class)
                .list();
        for (LocalDate day : days) {
            if (all || random.nextBoolean()) {
                database.transaction().executeWithoutResult(status -> {
                    for (String name : List.of("0", "e.event_name_id")) {
                        database.sql(ROLL_UP.formatted(name))
                                .param("day", day)
                                .param("zone", zone.getId())
                                .update();
                    }
                    database.sql("delete from {schema}.dirty where app_id = 1 and day = :day")
                            .param("day", day)
                            .update();
                });
            }
        }
    }

    /** Deletes raw events, as the purge does after it has rolled everything up. */
    public void purge(Instant before) {
        rollUp(true);
        OffsetDateTime instant = before.atOffset(ZoneOffset.UTC);
        database.sql("""
                insert into {schema}.first_event
                select person_id, event_name_id, min(occurred_at) from {schema}.event where occurred_at < :before
                group by 1, 2
                """).param("before", instant).update();
        database.sql("delete from {schema}.event where occurred_at < :before")
                .param("before", instant)
                .update();
        database.sql("insert into {schema}.watermark values ('purged_before', :before)")
                .param("before", instant)
                .update();
    }

    /** The events of each person in their order. */
    public Map<String, List<Occurrence>> byPerson() {
        return occurrences.stream()
                .sorted(Comparator.comparing(Occurrence::at).thenComparing(Occurrence::order))
                .collect(Collectors.groupingBy(Occurrence::person, TreeMap::new, Collectors.toList()));
    }

    /** The sessions of one period, of some events only, each in its order, cut by hand. */
    public List<List<Occurrence>> sessions(Period period, @Nullable String event, Duration timeout) {
        List<List<Occurrence>> sessions = new ArrayList<>();
        for (List<Occurrence> history : byPerson().values()) {
            Map<Long, List<Occurrence>> byClientSession = new HashMap<>();
            List<Occurrence> current = null;
            Occurrence previous = null;
            for (Occurrence next : history) {
                if (!isIn(period, next.at()) || (event != null && !event.equals(next.event()))) {
                    continue;
                }
                boolean starts = previous == null
                        || Duration.between(previous.at(), next.at()).compareTo(timeout) > 0;
                if (next.session() != null) {
                    current = byClientSession.get(next.session());
                    starts = current == null;
                }
                if (starts) {
                    current = new ArrayList<>();
                    sessions.add(current);
                }
                if (next.session() != null) {
                    byClientSession.put(next.session(), current);
                }
                current.add(next);
                previous = next;
            }
        }
        return sessions;
    }

    /** Whether an instant lies in a period. */
    public static boolean isIn(Period period, Instant instant) {
        return (period.from() == null || !instant.isBefore(period.from()))
                && (period.to() == null || instant.isBefore(period.to()));
    }

    /** A period in the range of two instants; often without a bound. */
    public Period period(Instant from, Instant to) {
        Instant first = random.nextBoolean() ? null : instant(from, to);
        Instant end = random.nextBoolean()
                ? null
                : instant(first == null ? from : first, to).plus(Duration.ofMinutes(5));
        return new Period(first, first == null || end == null || end.isAfter(first) ? end : null);
    }

    /** An instant between two others; often midnight, or just beside it. */
    public Instant instant(Instant from, Instant to) {
        Instant any = from.plusMillis(
                (long) (random.nextDouble() * Duration.between(from, to).toMillis()));
        Instant midnight = any.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return switch (random.nextInt(6)) {
            case 0 -> midnight;
            case 1 -> midnight.minusMillis(1);
            default -> any;
        };
    }

    private List<Occurrence> occurrences(Instant from, Instant to, int people, int events) {
        List<Occurrence> made = new ArrayList<>();
        while (made.size() < events) {
            Instant at = instant(from, to);
            String person = "p" + (int) (random.nextDouble() * random.nextDouble() * people);
            int visit = 1 + random.nextInt(6);
            for (int i = 0; i < visit && made.size() < events; i++) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                Long session = clientSessions && random.nextInt(4) == 0
                        ? (Long) ((1 + random.nextInt(3)) * 0x9E3779B97F4A7C15L)
                        : null;
                String path = random.nextInt(3) == 0 ? null : "/" + random.nextInt(4);
                made.add(new Occurrence(occurrences.size() + made.size(), person, name, at, session, path));
                at = switch (random.nextInt(5)) {
                    case 0 -> at;
                    case 1 -> at.plus(TIMEOUT);
                    case 2 -> at.plus(TIMEOUT).plusMillis(1);
                    default -> at.plusMillis(random.nextInt(900_000));
                };
            }
        }
        return made;
    }

    private void store(AppId app, List<Occurrence> events) {
        Set<String> people = events.stream().map(Occurrence::person).collect(Collectors.toSet());
        Map<String, Integer> names = new EventNames(database).resolve(app, NAMES);
        Map<String, KnownDistinctId> persons =
                database.transaction().execute(status -> new PersonIds(database).resolve(app, people));
        store.prepare(events.stream().map(Occurrence::at).toList());
        List<EventRow> rows = events.stream()
                .map(event -> new EventRow(
                        names.get(event.event()),
                        persons.get(event.person()),
                        event.at(),
                        event.at(),
                        (int) event.order(),
                        event.session(),
                        event.path() == null ? "{}" : "{\"path\":\"" + event.path() + "\"}",
                        true))
                .toList();
        Set<LocalDate> days = new HashSet<>();
        events.forEach(event -> days.add(event.at().atZone(zone).toLocalDate()));
        database.transaction().executeWithoutResult(status -> {
            store.append(rows);
            days.forEach(day -> database.sql(
                            "insert into {schema}.dirty (app_id, day) values (:app, :day) on conflict do nothing")
                    .param("app", app.value())
                    .param("day", day)
                    .update());
        });
    }

    /** One event; {@code order} is that of ingest. */
    public record Occurrence(
            long order,
            String person,
            String event,
            Instant at,
            @Nullable Long session,
            @Nullable String path) {

        Occurrence by(String other) {
            return new Occurrence(order, other, event, at, session, path);
        }

        /** The path, if it is the label property and the event has one, else the name. */
        public String label(@Nullable String labelProperty) {
            return labelProperty == null || path == null ? event : path;
        }
    }
}
