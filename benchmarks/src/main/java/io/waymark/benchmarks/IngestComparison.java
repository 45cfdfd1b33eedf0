/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures ways of storing events in one server with the durability of production: what an application does by hand,
 * the product, and COPY into a table without an index as the limit of the machine.
 *
 * <p>Every caller waits until its events are committed. The product's ways include its checks, its dictionary and people,
 * and that an event sent twice is stored once; the others do none of this.
 */
final class IngestComparison {

    private static final int CALLERS = 64;
    private static final int BATCH = 1_000;

    private final BenchmarkDatabase database;
    private final ClassicSchema classic;
    private final IngestPipeline pipeline;
    private final List<Workload.Fact> facts;
    private final List<Event> events;

    private IngestComparison(BenchmarkDatabase database, List<Workload.Fact> facts) {
        this.database = database;
        this.facts = facts;
        this.events = facts.stream().map(Workload.Fact::event).toList();
        this.classic = new ClassicSchema(database.dataSource());
        this.pipeline = new IngestPipeline(
                new WaymarkSchema(database.dataSource()).database(),
                new IngestSettings() {},
                IngestExtensions.NONE,
                Clock.systemUTC());
    }

    /**
     * Runs the comparison.
     *
     * @param arguments the number of single events, 20,000 unless given (batches carry ten times as many), and the number
     *     of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int singles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Workload.Fact> facts = new ArrayList<>();
        new Workload(singles * 10).forEach(facts::add);
        try (BenchmarkDatabase database = BenchmarkDatabase.start(16);
                ClassicRepository repository = new ClassicRepository(database.dataSource())) {
            IngestComparison comparison = new IngestComparison(database, facts);
            comparison.pipeline.start();
            try {
                comparison.run(singles, rounds, repository);
            } finally {
                comparison.pipeline.stop();
            }
        }
    }

    private void run(int singles, int rounds, ClassicRepository repository) throws Exception {
        new Comparison(CALLERS + " callers, one event per call, " + singles + " events", rounds)
                .way("one JPA insert per request, classic table", singles, () -> {
                    classic.create();
                    return Senders.sendAll(CALLERS, facts.subList(0, singles), repository::save);
                })
                .way("Waymark", singles, () -> {
                    clear();
                    return Senders.sendAll(CALLERS, events.subList(0, singles), event -> record(List.of(event)));
                })
                .run();
        int all = facts.size();
        new Comparison("One caller, batches of " + BATCH + ", " + all + " events", rounds)
                .way("JDBC batch, classic table", all, () -> {
                    classic.create();
                    return Senders.sendAll(1, Batches.of(facts, BATCH), classic::insert);
                })
                .way("Waymark", all, () -> {
                    clear();
                    return Senders.sendAll(1, Batches.of(events, BATCH), this::record);
                })
                .way("COPY, unlogged table without an index (limit)", all, this::copy)
                .run();
    }

    private void record(List<Event> batch) {
        for (IngestOutcome outcome : pipeline.record(AppId.DEFAULT, batch)) {
            if (outcome.status() != IngestOutcome.Status.RECORDED) {
                throw new IllegalStateException("Not recorded: " + outcome);
            }
        }
    }

    private long copy() throws Exception {
        JdbcClient.create(database.dataSource())
                .sql("drop table if exists limit_event; create unlogged table limit_event"
                        + " (event_name text, user_id text, occurred_at timestamptz, properties text)")
                .update();
        long start = System.nanoTime();
        try (Connection connection = database.dataSource().getConnection()) {
            CopyLines lines = new CopyLines(
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy limit_event from stdin"));
            facts.forEach(fact -> lines.add(fact.name(), fact.distinctId(), fact.occurredAt(), fact.properties()));
            lines.end();
        }
        return System.nanoTime() - start;
    }

    private void clear() {
        JdbcClient.create(database.dataSource())
                .sql("truncate analytics.event, analytics.dirty")
                .update();
    }
}
