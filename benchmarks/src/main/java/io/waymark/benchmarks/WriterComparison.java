/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the writer beside COPY into a table of the same columns and indexes, with all numbers looked up before and
 * nothing checked, and beside a JDBC batch into the table that teams make by hand; and what an event costs in write-ahead
 * log and on disk. Transactions are of 10,000 events.
 */
final class WriterComparison {

    private static final int BATCH = 10_000;
    private static final int CALLERS = 2;

    private final BenchmarkDatabase benchmark;
    private final JdbcClient jdbc;
    private final ClassicSchema classic;
    private final AnalyticsDatabase database;
    private final IngestPipeline pipeline;
    private final List<Workload.Fact> facts;
    private final List<Event> events;
    private final Map<String, Footprint> footprints = new HashMap<>();

    private WriterComparison(BenchmarkDatabase benchmark, List<Workload.Fact> facts) {
        this.benchmark = benchmark;
        this.jdbc = JdbcClient.create(benchmark.dataSource());
        this.classic = new ClassicSchema(benchmark.dataSource());
        this.database = new WaymarkSchema(benchmark.dataSource()).database();
        this.facts = facts;
        this.events = facts.stream().map(Workload.Fact::event).toList();
        this.pipeline = new IngestPipeline(database, new StoredAtOnce(BATCH), IngestExtensions.NONE, Clock.systemUTC());
    }

    /**
     * Runs the comparison.
     *
     * @param arguments the number of events, 500,000 unless given, and the number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Workload.Fact> facts = new ArrayList<>();
        new Workload(count).forEach(facts::add);
        try (BenchmarkDatabase benchmark = BenchmarkDatabase.start(16)) {
            WriterComparison comparison = new WriterComparison(benchmark, facts);
            comparison.pipeline.start();
            try {
                comparison.run(rounds);
            } finally {
                comparison.pipeline.stop();
            }
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        int count = facts.size();
        new Comparison("Transactions of " + BATCH + ", " + count + " events", rounds)
                .way("COPY into the same table and index, nothing checked", count, this::copy)
                .way("Waymark, " + CALLERS + " callers", count, this::write)
                .way("JDBC batch, classic table", count, this::insert)
                .run();
        System.out.println();
        System.out.println("| table | write-ahead log, bytes an event | disk, bytes an event |");
        System.out.println("|---|---:|---:|");
        footprints.forEach((way, footprint) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f |%n",
                way,
                (double) footprint.walBytes() / count,
                (double) footprint.tableBytes() / count));
    }

    private long write() throws Exception {
        jdbc.sql("truncate analytics.event, analytics.dirty").update();
        Footprint before = Footprint.of(jdbc, "analytics.event");
        long nanos = Senders.sendAll(
                CALLERS, Batches.of(events, BATCH / CALLERS), batch -> pipeline.record(AppId.DEFAULT, batch));
        footprints.put("Waymark", Footprint.of(jdbc, "analytics.event").since(before));
        return nanos;
    }

    private long insert() throws Exception {
        classic.create();
        Footprint before = Footprint.of(jdbc, "classic_event");
        long nanos = Senders.sendAll(1, Batches.of(facts, BATCH), classic::insert);
        footprints.put("classic", Footprint.of(jdbc, "classic_event").since(before));
        return nanos;
    }

    private long copy() throws Exception {
        jdbc.sql("drop table if exists copy_event; create table copy_event (like analytics.event including all)")
                .update();
        Map<String, Integer> names = new EventNames(database)
                .resolve(AppId.DEFAULT, facts.stream().map(Workload.Fact::name).collect(Collectors.toSet()));
        Set<String> ids = facts.stream().map(Workload.Fact::distinctId).collect(Collectors.toSet());
        Map<String, KnownDistinctId> people = Objects.requireNonNull(
                database.transaction().execute(status -> new PersonIds(database).resolve(AppId.DEFAULT, ids)));
        return Senders.sendAll(1, Batches.of(facts, BATCH), batch -> copy(batch, names, people));
    }

    private void copy(List<Workload.Fact> batch, Map<String, Integer> names, Map<String, KnownDistinctId> people) {
        try (Connection connection = benchmark.dataSource().getConnection()) {
            CopyLines lines = new CopyLines(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy copy_event (occurred_at, received_at, seq, person_id, distinct_id_number,"
                            + " event_name_id, dedup, properties) from stdin"));
            for (Workload.Fact fact : batch) {
                KnownDistinctId who = Objects.requireNonNull(people.get(fact.distinctId()));
                lines.add(
                        fact.occurredAt(),
                        fact.occurredAt(),
                        fact.id().getLeastSignificantBits(),
                        who.personId(),
                        who.number(),
                        Objects.requireNonNull(names.get(fact.name())),
                        fact.id().hashCode(),
                        fact.properties());
            }
            lines.end();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
