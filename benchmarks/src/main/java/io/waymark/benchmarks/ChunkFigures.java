/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonCounts;
import io.waymark.analytics.chunk.scan.value.ValueCounts;
import io.waymark.analytics.chunk.visit.day.DaySessions;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import org.roaringbitmap.RoaringBitmap;

/** Measures how fast events are rolled up into chunks, how large these are, and how fast they are read. */
final class ChunkFigures {

    private static final Set<String> PROPERTIES = Set.of("$pathname", "$country", "$source", "price");
    private static final Set<String> STEPS = Set.of("$pageview", "signup_start", "signup_complete", "purchase");

    private final AnalyticsDatabase database;
    private final ChunkSettings settings;
    private final ChunkRollup rollup;
    private final Map<String, Integer> persons = new HashMap<>();
    private Map<String, Integer> names = Map.of();
    private long seq;
    private long rollupNanos;
    private long rollupWal;

    private ChunkFigures(AnalyticsDatabase database, Set<String> properties) {
        this.database = database;
        this.settings = new ChunkSettings() {
            @Override
            public Set<String> properties() {
                return properties;
            }
        };
        this.rollup = new ChunkRollup(database, settings, Clock.systemUTC());
    }

    /**
     * Measures.
     *
     * @param arguments the number of events, 1,000,000 unless given; how many of them are rolled up at once, 100,000
     *     unless given; {@code plain} for no columns of properties
     */
    public static void main(String[] arguments) throws Exception {
        Workload workload = new Workload(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        int step = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(6)) {
            boolean plain = arguments.length > 2 && arguments[2].equals("plain");
            ChunkFigures figures =
                    new ChunkFigures(new WaymarkSchema(server.dataSource()).database(), plain ? Set.of() : PROPERTIES);
            figures.fill(workload, step);
            figures.compact();
            figures.sizes();
            figures.read("cold", 5, 0);
            figures.read("warm", 9, 1L << 30);
            if (!plain) {
                figures.values("cold", 5, 0);
                figures.values("warm", 9, 1L << 30);
            }
        }
    }

    /** The columns that {@link Question questions} need: of properties, and of which properties an event has. */
    static Set<String> columnsOfQuestions() {
        Set<String> columns = new HashSet<>(PROPERTIES);
        columns.add(NeededProperties.KEYS);
        return columns;
    }

    /** Stores events and rolls them up, 100,000 at once. */
    static void load(AnalyticsDatabase database, Workload workload) {
        ChunkFigures figures = new ChunkFigures(database, columnsOfQuestions());
        figures.fill(workload, 100_000);
        figures.compact();
        figures.people();
    }

    private void people() {
        database.sql("""
                insert into {schema}.distinct_id (app_id, distinct_id, person_id, number)
                select :app, id, number, number from unnest(:ids::text[], :numbers::int[]) as p(id, number)
                """)
                .param("app", AppId.DEFAULT.value())
                .param("ids", persons.keySet().toArray(String[]::new))
                .param("numbers", persons.values().toArray(Integer[]::new))
                .update();
        database.sql("""
                insert into {schema}.person (id, app_id) select person_id, app_id from {schema}.distinct_id
                """).update();
        database.sql("""
                select setval(pg_get_serial_sequence('{schema}.person', 'id'), :people),
                       setval(pg_get_serial_sequence('{schema}.distinct_id', 'number'), :people)
                """).param("people", persons.size()).query().listOfRows();
    }

    private void fill(Workload workload, int step) {
        Set<String> all = new HashSet<>();
        new Workload(10_000).forEach(fact -> all.add(fact.name()));
        names = new EventNames(database).resolve(AppId.DEFAULT, all);
        rollup.rollUp();
        List<Workload.Fact> batch = new ArrayList<>(step);
        workload.forEach(fact -> {
            batch.add(fact);
            if (batch.size() == step) {
                store(batch);
                batch.clear();
            }
        });
        store(batch);
        System.out.printf(
                "Rollup of %,d at once: %,.0f events/s, %.1f bytes of WAL an event%n",
                step, seq * 1e9 / rollupNanos, (double) rollupWal / seq);
    }

    private void store(List<Workload.Fact> facts) {
        new EventStore(database)
                .prepare(facts.stream().map(Workload.Fact::occurredAt).toList());
        database.transaction().executeWithoutResult(status -> {
            try (Connection connection = database.hostDataSource().getConnection()) {
                CopyLines lines = new CopyLines(connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(database.tables()
                                .qualify(
                                        "copy {schema}.event (occurred_at, received_at, seq, person_id, distinct_id_number, event_name_id, dedup,"
                                                + " properties) from stdin")));
                for (Workload.Fact fact : facts) {
                    int person = persons.computeIfAbsent(fact.distinctId(), any -> persons.size() + 1);
                    lines.add(
                            fact.occurredAt(),
                            fact.occurredAt(),
                            ++seq,
                            person,
                            person,
                            names.getOrDefault(fact.name(), 0),
                            fact.id().hashCode(),
                            fact.properties());
                }
                lines.end();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        database.sql("select setval('{schema}.event_seq', :seq)")
                .param("seq", Math.max(1, seq))
                .query()
                .listOfRows();
        long wal = wal();
        long start = System.nanoTime();
        rollup.rollUp();
        rollupNanos += System.nanoTime() - start;
        rollupWal += wal() - wal;
    }

    private void compact() {
        long wal = wal();
        long start = System.nanoTime();
        ChunkRollup later = new ChunkRollup(database, settings, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        do {
            later.rollUp();
        } while (number("select count(*) from {schema}.chunk where not settled") > 0);
        System.out.printf(
                "Compaction of what is left: %,.0f events/s, %.1f bytes of WAL an event%n",
                seq * 1e9 / (System.nanoTime() - start), (double) (wal() - wal) / seq);
        // As old as the compaction took them to be.
        database.sql("update {schema}.chunk set created_at = created_at - interval '3 hours'")
                .update();
        try (ColumnEngine engine = new ColumnEngine(store(0), 2)) {
            EventNames dictionary = new EventNames(database);
            Clock clock = Clock.systemUTC();
            new DaySessions(database, dictionary, engine, Sessions.DEFAULT_GAP, settings, clock).run();
        }
        database.sql("vacuum analyze {schema}.chunk").update();
        database.sql("vacuum analyze {schema}.chunk_column").update();
    }

    private long wal() {
        return number("select (pg_current_wal_insert_lsn() - '0/0')::bigint");
    }

    private void sizes() {
        System.out.printf(
                "Bytes an event: %.2f of events, %.2f of people, %.2f of properties; %.2f of chunks with everything around;"
                        + " %,d chunks%n",
                (double) number("select sum(length(data)) from {schema}.chunk") / seq,
                (double) number("select sum(length(person_set)) from {schema}.chunk") / seq,
                (double) number("select coalesce(sum(length(data)), 0) from {schema}.chunk_column") / seq,
                (double) number("select sum(length(data) + length(person_set) + 150) from {schema}.chunk") / seq,
                number("select count(*) from {schema}.chunk"));
        System.out.printf(
                "Of whole days: %.2f of people, %.2f of what sessions come to%n",
                (double) number("select coalesce(sum(length(person_set)), 0) from {schema}.chunk_people") / seq,
                (double) number("select coalesce(sum(length(sessions)), 0) from {schema}.chunk_people") / seq);
        System.out.printf(
                "The same as PostgreSQL sees it: %.2f of chunks, %.2f of properties%n",
                (double) number("select pg_total_relation_size('{schema}.chunk')") / seq,
                (double) number("select pg_total_relation_size('{schema}.chunk_column')") / seq);
        for (String key : PROPERTIES) {
            System.out.printf(
                    "Of property %s: %.2f%n",
                    key,
                    (double) number("select coalesce(sum(length(c.data)), 0) from {schema}.chunk_column c"
                                    + " join {schema}.chunk_property p on p.id = c.property_id where p.key = '" + key
                                    + "'")
                            / seq);
        }
    }

    private ChunkStore store(long cacheBytes) {
        return new ChunkStore(
                database,
                new ChunkSettings() {
                    @Override
                    public long cacheBytes() {
                        return cacheBytes;
                    }
                },
                Clock.systemUTC());
    }

    private void values(String title, int rounds, long cacheBytes) {
        ChunkStore store = store(cacheBytes);
        Millis days = new Millis(
                Workload.START.plus(Duration.ofDays(60)).toEpochMilli(),
                Workload.START.plus(Duration.ofDays(90)).toEpochMilli());
        int views = names.getOrDefault("$pageview", 0);
        int carts = names.getOrDefault("add_to_cart", 0);
        int purchases = names.getOrDefault("purchase", 0);
        try (ColumnEngine engine = new ColumnEngine(store, Runtime.getRuntime().availableProcessors())) {
            NeededProperties all = new NeededProperties(Map.of(views, PROPERTIES), days.from(), days.to());
            measure(
                    title + ": views and visitors of each path, 30 days",
                    rounds,
                    work -> engine.read(AppId.DEFAULT, all, work),
                    columns -> ValueCounts.of(engine, columns, Set.of(views), List.of("$pathname"), days)
                            .of(0)
                            .size());
            measure(
                    title + ": events and people of each value of four properties, 30 days",
                    rounds,
                    work -> engine.read(AppId.DEFAULT, all, work),
                    columns -> ValueCounts.of(engine, columns, Set.of(views), List.copyOf(PROPERTIES), days)
                            .of(0)
                            .size());
            NeededProperties country = new NeededProperties(
                    Map.of(purchases, Set.of("$country"), carts, Set.of("$country")), 0, days.to());
            measure(
                    title + ": people who put something in the cart and bought, one of it in a country, 90 days",
                    rounds,
                    work -> engine.read(AppId.DEFAULT, country, work),
                    columns -> RoaringBitmap.and(
                                    PersonCounts.atLeast(
                                            engine,
                                            columns,
                                            Set.of(carts),
                                            List.of(PropertyCondition.eq("$country", "DE")),
                                            new Millis(0, days.to()),
                                            1),
                                    columns.persons(purchases, 0, days.to()))
                            .getCardinality());
        }
    }

    private void read(String title, int rounds, long cacheBytes) {
        ChunkStore store = store(cacheBytes);
        Set<Integer> steps = new HashSet<>();
        STEPS.forEach(step -> steps.add(names.get(step)));
        measure(
                title + ": going through the events of four steps, one thread",
                rounds,
                store,
                columns -> through(columns, steps));
        long from = Workload.START.toEpochMilli() + Duration.ofDays(11).toMillis();
        measure(title + ": people of each of 30 events, 37 days", rounds, store, columns -> {
            long people = 0;
            for (int name : names.values()) {
                people += columns.persons(name, from, from + Duration.ofDays(37).toMillis())
                        .getCardinality();
            }
            return people;
        });
        measure(title + ": people of any event, 37 days and 5 hours", rounds, store, columns -> {
            RoaringBitmap people = new RoaringBitmap();
            for (int name : names.values()) {
                people.or(columns.persons(
                        name, from, from + Duration.ofHours(37 * 24 + 5).toMillis()));
            }
            return people.getCardinality();
        });
    }

    private static long through(EventColumns columns, Set<Integer> steps) {
        long events = 0;
        long sum = 0;
        for (int bucket : columns.buckets(Long.MIN_VALUE, Long.MAX_VALUE)) {
            for (Span span : columns.spans(bucket, steps, 0, Long.MAX_VALUE)) {
                for (Slice slice : span.slices()) {
                    for (Slice.Cursor cursor = slice.cursor(); cursor.next(); events++) {
                        sum += cursor.person() ^ cursor.millis();
                    }
                }
            }
        }
        return sum == 0 ? 0 : events;
    }

    private void measure(String title, int rounds, ChunkStore store, ToLongFunction<EventColumns> work) {
        measure(title, rounds, asked -> store.read(AppId.DEFAULT, asked), work);
    }

    private void measure(
            String title,
            int rounds,
            Function<Function<EventColumns, Long>, Optional<Long>> source,
            ToLongFunction<EventColumns> work) {
        List<Double> times = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long result = 0;
        for (int round = 0; round <= rounds; round++) {
            long startCpu = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            result = database.report(() -> source.apply(work::applyAsLong)).orElseThrow();
            if (round > 0) {
                times.add((System.nanoTime() - start) / 1e6);
                cpu.add((threads.getCurrentThreadCpuTime() - startCpu) / 1e6);
            }
        }
        System.out.printf(
                "%s: %.1f ms, %.1f of it computing (result %,d)%n", title, median(times), median(cpu), result);
    }

    private static double median(List<Double> times) {
        times.sort(null);
        return times.get(times.size() / 2);
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
