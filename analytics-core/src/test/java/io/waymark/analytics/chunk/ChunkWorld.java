/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.write.ChunkErasure;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.TestMerges;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Events in a database, and plain copies of them that nothing is ever done to, for comparison. People have numbers on
 * both sides of the border between two buckets.
 */
public final class ChunkWorld {

    public static final AppId OTHER = new AppId(2);

    private static final List<String> NAMES = List.of("visit", "cart", "order");

    private static final List<String> KEYS = List.of("plan", "n");
    private static final List<String> PLANS =
            List.of("\"pro\"", "\"free\"", "\"1\"", "1", "1.0", "true", "null", "\"a \\\"b\\\" \u00e9\"", "[1, 2]");

    private static final String EXPECTED = """
            select coalesce(m.into_person_id, c.person_id) as person, (extract(epoch from c.occurred_at) * 1000)::bigint as at,
                   c.properties -> 'plan' as plan, c.properties -> 'n' as n
            from copied c left join analytics.merged_person m on m.person_id = c.person_id
            where c.event_name_id = :name and c.occurred_at >= to_timestamp(:from::float8 / 1000)
              and c.occurred_at < to_timestamp(:to::float8 / 1000)
            order by 1, 2
            """;

    private final Random random;
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventStore store = new EventStore(database);
    private final Instant from;
    private final Instant to;
    private int number;
    private int answeredWithValues;

    public ChunkWorld(Random random, Instant from, Instant to) {
        this.random = random;
        this.from = from;
        this.to = to;
        database.sql("insert into {schema}.app (id, tenant_id, name, time_zone) values (2, 1, 'other', 'Asia/Tokyo')")
                .update();
        database.sql("alter table {schema}.person alter column id restart with 65500")
                .update();
        database.sql("create table copied (like {schema}.event)").update();
    }

    public AnalyticsDatabase database() {
        return database;
    }

    /** Stores some events, in one transaction or several. */
    public void store(int events) {
        AppId app = random.nextInt(3) == 0 ? OTHER : AppId.DEFAULT;
        Map<String, Integer> names = new EventNames(database).resolve(app, NAMES);
        int people = 1 + random.nextInt(120);
        Map<String, KnownDistinctId> persons = database.transaction()
                .execute(status -> new PersonIds(database)
                        .resolve(
                                app,
                                IntStream.range(0, people)
                                        .mapToObj(person -> "p" + person)
                                        .toList()));
        List<EventRow> rows = new ArrayList<>();
        Instant at = instant();
        for (int i = 0; i < events; i++) {
            at = random.nextInt(3) == 0
                    ? at
                    : random.nextBoolean() ? at.plusMillis(random.nextInt(900_000)) : instant();
            rows.add(new EventRow(
                    names.get(NAMES.get(random.nextInt(NAMES.size()))),
                    persons.get("p" + random.nextInt(people)),
                    at,
                    at,
                    ++number,
                    null,
                    properties(),
                    true));
        }
        store.prepare(rows.stream().map(EventRow::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> {
            store.append(rows);
            database.sql("insert into copied select * from {schema}.event"
                            + " where seq > (select coalesce(max(seq), 0) from copied)")
                    .update();
        });
    }

    private String properties() {
        List<String> properties = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            properties.add("\"plan\": " + PLANS.get(random.nextInt(PLANS.size())));
        }
        if (random.nextInt(3) > 0) {
            properties.add("\"n\": " + random.nextInt(random.nextInt(10) > 0 ? 4 : 1_000));
        }
        return "{" + String.join(",", properties) + "}";
    }

    public void merge() {
        List<String> people = database.sql("select distinct_id from {schema}.distinct_id where app_id = 1 order by 1")
                .query(String.class)
                .list();
        if (people.size() > 3) {
            TestMerges.some(random, database, AppId.DEFAULT, people.subList(0, Math.min(people.size(), 12)));
        }
    }

    /** Deletes everything that somebody, and whoever was merged into them, has done. */
    public void erase(ChunkErasure erasure) {
        database.transaction().executeWithoutResult(status -> {
            store.lock(true);
            int chosen = database.sql("""
                            select coalesce(m.into_person_id, p.id)
                            from {schema}.person p left join {schema}.merged_person m on m.person_id = p.id
                            where p.app_id = 1 order by random() limit 1
                            """).query(Integer.class).optional().orElse(0);
            List<Integer> people = database.sql("""
                            select :chosen union all
                            select person_id from {schema}.merged_person where into_person_id = :chosen
                            """)
                    .param("chosen", chosen)
                    .query(Integer.class)
                    .list();
            for (String table : List.of("analytics.event", "analytics.first_event", "copied")) {
                database.sql("delete from " + table + " where person_id = any(:people)")
                        .param("people", people.toArray(Integer[]::new))
                        .update();
            }
            erasure.erase(AppId.DEFAULT, people);
        });
    }

    public void moveTo(ZoneId zone) {
        database.sql("update {schema}.app set time_zone = :zone where id = 1")
                .param("zone", zone.getId())
                .update();
    }

    /** Changes one byte of a chunk's events, of its people or of its values, or of the people of a day. */
    public void damage() {
        if (random.nextInt(4) == 0) {
            damagePeopleOfADay();
            return;
        }
        if (random.nextInt(3) == 0) {
            database.sql("update {schema}.chunk_column set data = set_byte(data, 9, get_byte(data, 9) # 1)"
                            + " where (chunk_id, property_id) ="
                            + " (select chunk_id, property_id from {schema}.chunk_column order by random() limit 1)")
                    .update();
            return;
        }
        String column = random.nextInt(3) == 0 ? "person_set" : "data";
        database.sql("update {schema}.chunk set " + column + " = set_byte(" + column + ", 9, get_byte(" + column
                        + ", 9) # 1) where id = (select id from {schema}.chunk order by random() limit 1)")
                .update();
    }

    public void damagePeopleOfADay() {
        database.sql(
                        "update {schema}.chunk_people set person_set = set_byte(person_set, 9, get_byte(person_set, 9) # 1)"
                                + " where id = (select id from {schema}.chunk_people order by random() limit 1)")
                .update();
    }

    public long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** Often midnight, or just beside it. */
    private Instant instant() {
        Instant any = from.plusMillis(
                (long) (random.nextDouble() * Duration.between(from, to).toMillis()));
        ZoneId zone = random.nextBoolean() ? ZoneId.of("UTC") : ZoneId.of("America/New_York");
        Instant midnight = any.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return switch (random.nextInt(6)) {
            case 0 -> midnight;
            case 1 -> midnight.minusMillis(1);
            default -> any;
        };
    }

    private record Event(int person, long at, String values) {

        static Event of(ResultSet row, int number) throws SQLException {
            return new Event(row.getInt(1), row.getLong(2), value(row.getString(3)) + ", " + value(row.getString(4)));
        }

        private static @Nullable PropertyValue value(@Nullable String json) {
            return json == null ? null : PropertyValue.ofJson(json);
        }

        Event withoutValues() {
            return new Event(person, at, "");
        }
    }

    /** How often values were answered. */
    public int answeredWithValues() {
        return answeredWithValues;
    }

    /** Asks for everything, and for some times, and expects what the copies say. */
    public void check(ChunkStore chunks, String description) {
        for (AppId app : List.of(AppId.DEFAULT, OTHER)) {
            database.report(() -> chunks.read(app, columns -> {
                        Map<String, Integer> names = new EventNames(database).all(app);
                        check(columns, names, description, from.minusSeconds(100_000), to.plusSeconds(100_000));
                        names.forEach((name, id) -> assertThat(columns.lastMillis(id))
                                .as("last, %s, %s", description, name)
                                .isEqualTo(expected(
                                                id,
                                                0,
                                                to.plus(Duration.ofDays(1_000)).toEpochMilli())
                                        .stream()
                                        .mapToLong(Event::at)
                                        .max()));
                        for (int i = 0; i < 2; i++) {
                            Instant start = instant();
                            Instant end = start.plusMillis((long) (random.nextDouble()
                                    * Duration.between(start, to.plusSeconds(1)).toMillis()));
                            check(columns, names, description, start, end);
                        }
                        return true;
                    }))
                    .orElseThrow(() -> new AssertionError("There are no columns: " + description));
            checkValues(chunks, app, description, from.minusSeconds(100_000), to.plusSeconds(100_000));
            Instant start = instant();
            checkValues(chunks, app, description, start, start.plus(Duration.ofDays(2)));
        }
    }

    private void checkValues(ChunkStore chunks, AppId app, String description, Instant start, Instant end) {
        Map<String, Integer> names = new EventNames(database).all(app);
        long fromMillis = start.toEpochMilli();
        long toMillis = end.toEpochMilli();
        Map<Integer, Set<String>> keys = new HashMap<>();
        names.values().forEach(name -> keys.put(name, Set.copyOf(KEYS)));
        NeededProperties needed = new NeededProperties(keys, fromMillis, toMillis);
        database.report(() -> chunks.read(app, needed, columns -> {
                    names.forEach((name, id) -> assertThat(events(columns, Set.of(id), fromMillis, toMillis, true))
                            .as("values, %s, %s from %s to %s", description, name, start, end)
                            .isEqualTo(sorted(expected(id, fromMillis, toMillis))));
                    return true;
                }))
                .ifPresent(answered -> answeredWithValues++);
    }

    private void check(
            EventColumns columns, Map<String, Integer> names, String description, Instant start, Instant end) {
        long fromMillis = start.toEpochMilli();
        long toMillis = end.toEpochMilli();
        Set<Integer> all = new TreeSet<>();
        List<Event> expectedOfAll = new ArrayList<>();
        Map<Integer, RoaringBitmap> byName = columns.personsByName(new TreeSet<>(names.values()), fromMillis, toMillis);
        names.forEach((name, id) -> {
            String what = description + ", " + name + " from " + start + " to " + end;
            List<Event> expected = expected(id, fromMillis, toMillis).stream()
                    .map(Event::withoutValues)
                    .toList();
            assertThat(columns.count(id, fromMillis, toMillis))
                    .as("count, %s", what)
                    .isEqualTo(expected.size());
            RoaringBitmap persons = columns.persons(id, fromMillis, toMillis);
            assertThat(persons)
                    .as("persons, %s", what)
                    .isEqualTo(byName.get(id))
                    .isEqualTo(people(expected));
            // It is ours: this must not change what is asked for next.
            persons.add(0L, 1L << 20);
            assertThat(events(columns, Set.of(id), fromMillis, toMillis, false))
                    .as("spans, %s", what)
                    .isEqualTo(expected);
            all.add(id);
            expectedOfAll.addAll(expected);
        });
        RoaringBitmap everybody = columns.persons(all, fromMillis, toMillis);
        assertThat(everybody)
                .as("everybody from %s to %s, %s", start, end, description)
                .isEqualTo(people(expectedOfAll));
        everybody.add(0L, 1L << 20);
        assertThat(events(columns, all, fromMillis, toMillis, false))
                .as("spans of all, %s", description)
                .isEqualTo(sorted(expectedOfAll));
    }

    private static RoaringBitmap people(List<Event> events) {
        return RoaringBitmap.bitmapOf(events.stream().mapToInt(Event::person).toArray());
    }

    private List<Event> expected(int name, long fromMillis, long toMillis) {
        return database.sql(EXPECTED)
                .param("name", name)
                .param("from", fromMillis)
                .param("to", toMillis)
                .query(Event::of)
                .list();
    }

    private static List<Event> events(
            EventColumns columns, Set<Integer> names, long fromMillis, long toMillis, boolean withValues) {
        List<Event> events = new ArrayList<>();
        for (int bucket : columns.buckets(fromMillis, toMillis)) {
            long end = Long.MIN_VALUE;
            for (Span span : columns.spans(bucket, names, fromMillis, toMillis)) {
                assertThat(span.fromMillis()).isGreaterThanOrEqualTo(end).isLessThan(span.toMillis());
                end = span.toMillis();
                for (Slice slice : span.slices()) {
                    assertThat(names).contains(slice.eventNameId());
                    List<Event> own = events(slice, withValues);
                    assertThat(own)
                            .hasSize(slice.events())
                            .isSortedAccordingTo(
                                    Comparator.comparingInt(Event::person).thenComparingLong(Event::at))
                            .allMatch(event -> event.person() >>> 16 == bucket)
                            .allMatch(event -> event.at() >= span.fromMillis() && event.at() < span.toMillis());
                    assertThat(slice.lastPerson())
                            .isGreaterThanOrEqualTo(
                                    own.stream().mapToInt(Event::person).max().orElse(0));
                    own.stream()
                            .filter(event -> event.at() >= fromMillis && event.at() < toMillis)
                            .forEach(events::add);
                }
            }
        }
        return sorted(events);
    }

    private static List<Event> events(Slice slice, boolean withValues) {
        List<Event> events = new ArrayList<>();
        List<ValueColumn> columns =
                withValues ? KEYS.stream().map(slice::values).toList() : List.of();
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); ) {
            String values = columns.stream()
                    .map(column -> String.valueOf(column.value(column.code(events.size()))))
                    .collect(Collectors.joining(", "));
            events.add(new Event(cursor.person(), cursor.millis(), values));
        }
        for (ValueColumn column : columns) {
            int[] counts = new int[column.size() + 1];
            for (int event = 0; event < events.size(); event++) {
                counts[column.code(event)]++;
            }
            for (int code = 0; code < counts.length; code++) {
                assertThat(column.count(code)).isEqualTo(counts[code]);
            }
        }
        return events;
    }

    private static List<Event> sorted(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparingInt(Event::person)
                        .thenComparingLong(Event::at)
                        .thenComparing(Event::values))
                .collect(Collectors.toList());
    }
}
