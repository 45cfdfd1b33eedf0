/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ConcurrentIngestIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENTS = 1_200;
    private static final int PERSONS = 300;

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final List<IngestPipeline> pipelines = new ArrayList<>();

    @AfterEach
    void stop() {
        pipelines.forEach(IngestPipeline::stop);
    }

    @Test
    void countsEachEventOnceThoughTwoInstancesTakeItAtOnce() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ConcurrentIngestIT seed " + seed);
        Set<String> projected = ConcurrentHashMap.newKeySet();
        AtomicInteger projections = new AtomicInteger();
        EventProjection projection = (app, stored) -> stored.forEach(event -> {
            // Counted when its transaction is repeated, too; the set is not.
            projections.incrementAndGet();
            projected.add(event.event().eventId().toString());
        });
        IngestPipeline one = pipeline(projection);
        IngestPipeline other = pipeline(projection);

        List<Callable<List<IngestOutcome>>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            IngestPipeline ingest = sender % 2 == 0 ? one : other;
            List<Event> own = shuffled(seed + sender);
            senders.add(() -> {
                List<IngestOutcome> outcomes = new ArrayList<>();
                for (int from = 0; from < own.size(); from += 60) {
                    outcomes.addAll(ingest.record(AppId.DEFAULT, own.subList(from, from + 60)));
                }
                return outcomes;
            });
        }
        List<IngestOutcome> outcomes = runAll(senders);

        assertThat(outcomes).hasSize(4 * EVENTS).allMatch(IngestOutcome.recorded()::equals);
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(EVENTS);
        assertThat(number("select count(*) from {schema}.distinct_id")).isEqualTo(PERSONS);
        assertThat(number("select count(*) from {schema}.person")).isEqualTo(PERSONS);
        assertThat(number("select count(distinct person_id) from {schema}.event"))
                .isEqualTo(PERSONS);
        assertThat(number("select count(*) from {schema}.event_name")).isEqualTo(9);
        assertThat(number("select count(*) from {schema}.dirty")).isEqualTo(50);
        assertThat(projected).hasSize(EVENTS);
        assertThat(one.stats().recorded() + other.stats().recorded()).isEqualTo(EVENTS);
        assertThat(one.stats().duplicates() + other.stats().duplicates()).isEqualTo(3 * EVENTS);
    }

    @Test
    void losesAndRepeatsNothingWhenConnectionsBreak() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        IngestPipeline ingest = pipeline((app, stored) -> {
            if (batches.incrementAndGet() % 3 == 1) {
                database.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query()
                        .listOfRows();
            }
        });
        List<Event> events = shuffled(1);

        List<Callable<List<IngestOutcome>>> senders = new ArrayList<>();
        for (int sender = 0; sender < 3; sender++) {
            List<Event> own = events.subList(sender * 400, (sender + 1) * 400);
            senders.add(() -> {
                List<IngestOutcome> outcomes = new ArrayList<>();
                for (int from = 0; from < own.size(); from += 50) {
                    outcomes.addAll(ingest.record(AppId.DEFAULT, own.subList(from, from + 50)));
                    killAllOtherConnections();
                }
                return outcomes;
            });
        }
        List<IngestOutcome> outcomes = runAll(senders);

        assertThat(outcomes).hasSize(EVENTS).allMatch(IngestOutcome.recorded()::equals);
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(EVENTS);
        assertThat(number("select count(*) from {schema}.person")).isEqualTo(PERSONS);
        assertThat(ingest.stats().writeFailures()).isPositive();
        assertThat(ingest.stats().lastError()).isNotNull();
        assertThat(ingest.stats().dropped()).isEmpty();
    }

    @Test
    void keepsWhatIsQueuedThroughAnOutage() {
        IngestPipeline ingest = pipeline((app, stored) -> {});
        database.sql("alter table {schema}.event rename to event_away").update();
        shuffled(2).forEach(event -> ingest.enqueue(AppId.DEFAULT, event));
        while (ingest.stats().writeFailures() < 2) {
            Thread.onSpinWait();
        }
        database.sql("alter table {schema}.event_away rename to event").update();
        ingest.stop();

        assertThat(number("select count(*) from {schema}.event")).isEqualTo(EVENTS);
        assertThat(ingest.stats().dropped()).isEmpty();
    }

    @Test
    void notesWhatItCouldNotWriteBeforeItHadToStop() {
        IngestPipeline ingest = new IngestPipeline(
                database,
                new WithoutSpool() {
                    @Override
                    public Duration drainTimeout() {
                        return Duration.ofMillis(200);
                    }
                },
                IngestExtensions.NONE,
                Clock.systemUTC());
        database.sql("alter table {schema}.event rename to event_away").update();
        shuffled(3).forEach(event -> ingest.enqueue(AppId.DEFAULT, event));
        ingest.start();
        ingest.stop();

        assertThat(ingest.stats().dropped()).containsEntry("stopped", (long) EVENTS);
        assertThat(ingest.stats().queued()).isZero();
    }

    @Test
    void findsItsWayWhenTheDatabaseIsNotWhatItWas() {
        IngestPipeline ingest = pipeline((app, stored) -> {});
        ingest.record(AppId.DEFAULT, shuffled(4).subList(0, 10));
        for (String table : database.sql("select inhrelid::regclass::text from pg_inherits"
                        + " where inhparent = '{schema}.event'::regclass")
                .query(String.class)
                .list()) {
            database.sql("drop table " + table).update();
        }

        assertThat(ingest.record(AppId.DEFAULT, shuffled(4).subList(0, 10))).allMatch(IngestOutcome.recorded()::equals);
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(10);
    }

    private IngestPipeline pipeline(EventProjection projection) {
        IngestSettings patient = new WithoutSpool() {
            @Override
            public Duration commitTimeout() {
                return Duration.ofMinutes(2);
            }

            @Override
            public int batchSize() {
                return 150;
            }

            @Override
            public int rememberedPersons() {
                return PERSONS / 2;
            }

            @Override
            public Duration drainTimeout() {
                return Duration.ofMinutes(1);
            }
        };
        IngestPipeline pipeline =
                new IngestPipeline(database, patient, IngestExtensions.NONE.projections(projection), Clock.systemUTC());
        pipeline.start();
        pipelines.add(pipeline);
        return pipeline;
    }

    private static List<Event> shuffled(long seed) {
        List<Event> events = new ArrayList<>(IntStream.range(0, EVENTS)
                .mapToObj(number -> Event.builder("event_" + number % 9, "person-" + number % PERSONS)
                        .eventId(EventIds.of("event " + number))
                        .occurredAt(START.plus(Duration.ofDays(number % 50)).plusSeconds(number))
                        .build())
                .toList());
        Collections.shuffle(events, new Random(seed));
        return events;
    }

    private static List<IngestOutcome> runAll(List<Callable<List<IngestOutcome>>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<IngestOutcome> all = new ArrayList<>();
            for (Future<List<IngestOutcome>> task : threads.invokeAll(tasks)) {
                all.addAll(task.get(3, TimeUnit.MINUTES));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private void killAllOtherConnections() {
        try {
            database.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()")
                    .query()
                    .listOfRows();
        } catch (DataAccessException e) {
            // Another sender was faster and killed this connection.
            return;
        }
    }

    private int number(String sql) {
        return database.sql(sql).query(Integer.class).single();
    }
}
