/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkWorld;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeSettings;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkRollupIT {

    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-10T00:00:00Z");
    private static final ChunkSettings SETTINGS = new ChunkSettings() {};

    private final ChunkWorld world = new ChunkWorld(new Random(1), FROM, TO);
    private final AnalyticsDatabase database = world.database();
    private final MovableClock clock = new MovableClock(TO);
    private final ChunkRollup rollup = new ChunkRollup(database, SETTINGS, clock);
    private final ChunkStore store = new ChunkStore(database, SETTINGS, clock);

    @Test
    void losesAndDoublesNothingThoughWritersCommitOutOfOrderAndTwoInstancesRollUp() throws Exception {
        Map<String, Integer> names = new EventNames(database).resolve(AppId.DEFAULT, Set.of("visit"));
        int name = names.get("visit");
        KnownDistinctId person = database.transaction()
                .execute(status -> new PersonIds(database).resolve(AppId.DEFAULT, Set.of("ada")))
                .get("ada");
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> writing = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(writer, name, person), writers))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
        ChunkRollup other = new ChunkRollup(database, SETTINGS, clock);
        while (!all.isDone()) {
            CompletableFuture<Long> beside = CompletableFuture.supplyAsync(other::rollUp);
            rollup.rollUp();
            beside.get(60, TimeUnit.SECONDS);
            assertColumnsSayWhatTheTableSays(name);
        }
        all.get(60, TimeUnit.SECONDS);
        writers.shutdown();
        rollup.rollUp();

        assertColumnsSayWhatTheTableSays(name);
        assertThat(world.number("select sum(events) from {schema}.chunk")).isEqualTo(4 * 25 * 8);
        assertThat(world.number("select count(*) from {schema}.event")).isEqualTo(4 * 25 * 8);
    }

    /** Takes numbers for its events at once, and commits them after others that took theirs later. */
    private void write(int writer, int name, KnownDistinctId person) {
        EventStore events = new EventStore(database);
        Random random = new Random(writer);
        for (int batch = 0; batch < 25; batch++) {
            List<EventRow> rows = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Instant at = FROM.plusSeconds(random.nextInt(1_000_000));
                rows.add(new EventRow(name, person, at, at, writer * 1_000 + batch * 8 + i, null, "{}", true));
            }
            events.prepare(rows.stream().map(EventRow::occurredAt).toList());
            database.transaction().executeWithoutResult(status -> {
                events.append(rows);
                database.sql("select pg_sleep(:seconds)")
                        .param("seconds", random.nextInt(30) / 1_000.0)
                        .query()
                        .listOfRows();
            });
        }
    }

    private void assertColumnsSayWhatTheTableSays(int name) {
        database.report(() -> {
            long expected = world.number("select count(*) from {schema}.event");
            assertThat(store.read(AppId.DEFAULT, columns -> columns.count(name, 0, Long.MAX_VALUE)))
                    .contains(expected);
            return true;
        });
    }

    @Test
    void keepsWritersWaitingOnlyForTheMomentOfTheLock() throws Exception {
        world.store(50);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        // Whoever changes chunks holds this row; the rollup waits for it after the moment of the lock.
        CompletableFuture<Void> inTheWay =
                CompletableFuture.runAsync(() -> database.transaction().executeWithoutResult(status -> {
                    database.sql("select * from {schema}.chunk_progress for update")
                            .query()
                            .listOfRows();
                    reading.countDown();
                    await(stored);
                }));
        await(reading);
        CompletableFuture<Long> rolling = CompletableFuture.supplyAsync(rollup::rollUp);
        world.store(20);
        world.store(20);
        assertThat(rolling).isNotDone();
        stored.countDown();
        inTheWay.get(60, TimeUnit.SECONDS);
        rolling.get(60, TimeUnit.SECONDS);

        rollup.rollUp();
        world.check(store, "after the wait");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptedRollupIsAsIfItHadNotBegun() {
        world.store(50);
        database.sql("alter table {schema}.chunk_month add constraint broken check (revision < 0)")
                .update();
        assertThatThrownBy(rollup::rollUp).hasMessageContaining("broken");
        assertThat(world.number("select count(*) from {schema}.chunk")).isZero();
        world.check(store, "interrupted");
        database.sql("alter table {schema}.chunk_month drop constraint broken").update();

        assertThat(new ChunkRollup(database, SETTINGS, clock).rollUp()).isEqualTo(50);
        world.check(store, "done again");
        assertThat(rollup.rollUp()).isZero();
    }

    @Test
    void waitsForMoreEventsButNotForLong() {
        world.store(10);
        assertThat(rollup.run()).isEqualTo(10);
        world.store(10);
        assertThat(rollup.run()).isZero();
        clock.advance(Duration.ofSeconds(59));
        assertThat(rollup.run()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rollup.run()).isEqualTo(10);
        world.store(10_000);
        assertThat(rollup.run()).isEqualTo(10_000);
    }

    @Test
    void makesOneChunkOfManyWhenADayHasBecomeQuiet() {
        TestEvents events = new TestEvents(database, AppId.DEFAULT);
        for (int i = 0; i < 40; i++) {
            events.add("p" + i % 7, "visit", "2026-03-01T10:00:%02dZ".formatted(i));
            rollup.rollUp();
        }
        assertThat(world.number("select count(*) from {schema}.chunk where level = 0"))
                .isEqualTo(8);
        assertThat(world.number("select count(*) from {schema}.chunk where level = 1"))
                .isEqualTo(2);
        clock.advance(Duration.ofHours(1));
        rollup.rollUp();
        assertThat(world.number("select count(*) from {schema}.chunk where settled"))
                .isEqualTo(1);
        assertThat(world.number("select count(*) from {schema}.chunk")).isEqualTo(1);

        events.add("late", "visit", "2026-03-01T09:00:00Z");
        rollup.rollUp();
        assertThat(world.number("select count(*) from {schema}.chunk")).isEqualTo(2);
        clock.advance(Duration.ofHours(1));
        rollup.rollUp();
        assertThat(world.number("select sum(events) from {schema}.chunk where settled"))
                .isEqualTo(41);
        assertThat(world.number("select count(*) from {schema}.chunk")).isEqualTo(1);
    }

    @Test
    void eventsAreNotPurgedWhileChunksSaySomethingElse() {
        TestEvents events = new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-01-06T10:00:00Z")
                .add("bob", "visit", "2026-01-06T11:00:00Z")
                .add("bob", "order", "2026-01-07T11:00:00Z");
        rollup.rollUp();
        database.sql("update {schema}.chunk set data = set_byte(data, 33, 77)").update();
        database.sql(
                        "delete from {schema}.chunk where event_name_id = (select id from {schema}.event_name where name = 'order')")
                .update();
        MovableClock later = new MovableClock(Instant.parse("2026-07-01T00:00:00Z"));
        Purge purge = new Purge(
                database,
                new Rollup(database, new RollupSettings() {}),
                new PurgeSettings() {},
                later,
                List.of(new ChunkVerification(database, rollup, later)));

        assertThat(purge.run()).isEqualTo(1);

        assertThat(world.number("select count(*) from {schema}.event")).isZero();
        assertThat(world.number("select count(*) from {schema}.first_event")).isEqualTo(3);
        Map<String, Integer> names = new EventNames(database).all(AppId.DEFAULT);
        List<Long> counts = database.report(() -> store.read(
                        AppId.DEFAULT,
                        columns -> List.of(
                                columns.count(names.get("visit"), 0, Long.MAX_VALUE),
                                columns.count(names.get("order"), 0, Long.MAX_VALUE)))
                .orElseThrow());
        assertThat(counts).containsExactly(2L, 1L);
        events.add("ada", "visit", "2026-06-06T10:00:00Z");
    }
}
