/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.ChunkWorld;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.write.ChunkErasure;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.chunk.write.ChunkVerification;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeSettings;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChunkStoreIT {

    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-10T00:00:00Z");
    private static final ChunkSettings SETTINGS = new ChunkSettings() {};
    private static final ChunkSettings FORGETFUL = new ChunkSettings() {
        @Override
        public long cacheBytes() {
            return 0;
        }
    };

    private final ChunkWorld world = new ChunkWorld(new Random(1), FROM, TO);
    private final AnalyticsDatabase database = world.database();
    private final MovableClock clock = new MovableClock(TO);
    private final ChunkRollup rollup = new ChunkRollup(database, SETTINGS, clock);
    private final ChunkStore store = new ChunkStore(database, SETTINGS, clock);

    @Test
    void answersSeveralThreadsOfAReport() {
        for (int i = 0; i < 10; i++) {
            world.store(200);
            rollup.rollUp();
        }
        world.merge();
        Set<Integer> names = names();
        long expected = events(store, names);

        for (int round = 0; round < 5; round++) {
            ChunkStore cold = new ChunkStore(database, SETTINGS, clock);
            long counted = read(
                    cold,
                    columns -> IntStream.range(0, 8)
                            .parallel()
                            .mapToLong(thread -> through(columns, names))
                            .sum());
            assertThat(counted).isEqualTo(8 * expected);
        }
    }

    @Test
    void readsAheadForTheThreadsOfAReport() {
        for (int i = 0; i < 10; i++) {
            world.store(200);
            rollup.rollUp();
        }
        Set<Integer> names = names();
        long expected = events(store, names);
        database.sql("update {schema}.chunk set data = set_byte(data, 4, 255 - get_byte(data, 4))"
                        + " where id = (select id from {schema}.chunk where app_id = 1 order by id offset 5 limit 1)")
                .update();

        AtomicInteger ahead = new AtomicInteger();
        ChunkStore oneByOne = new ChunkStore(database, FORGETFUL, clock, 1, task -> {
            ahead.incrementAndGet();
            ForkJoinPool.commonPool().execute(task);
        });
        try (ColumnEngine engine = new ColumnEngine(oneByOne, 3, 1)) {
            for (int round = 0; round < 5; round++) {
                long counted = database.report(
                                () -> engine.read(AppId.DEFAULT, columns -> counted(engine, columns, names)))
                        .orElseThrow();
                assertThat(counted).isEqualTo(expected);
            }
        }
        assertThat(oneByOne.damagesNoticed()).isEqualTo(1);
        assertThat(ahead).hasPositiveValue();
    }

    private static long counted(ColumnEngine engine, EventColumns columns, Set<Integer> names) {
        LongAdder events = new LongAdder();
        engine.eachBucket(columns, names, Millis.ALL, people -> through(people.spans()), events::add);
        // Asked by the thread of the report, when nothing is read in the background any more.
        assertThat(through(columns, names)).isEqualTo(events.sum());
        return events.sum();
    }

    @Test
    void saysWhatFailedInTheBackgroundThoughNobodyWaitedForIt() {
        assertThatThrownBy(() -> database.report(() -> {
                    try (ReportConnection connection = new ReportConnection(database, ForkJoinPool.commonPool(), 1)) {
                        try (EventColumns.ReadAhead ahead = connection.readAhead()) {
                            Future<?> read = connection.ahead(() -> connection.ask(
                                    () -> connection.sql("select 1 / 0").query().singleValue()));
                            awaitQuietly(read);
                        }
                        return 1;
                    }
                }))
                .hasStackTraceContaining("division by zero");
    }

    private static void awaitQuietly(@Nullable Future<?> read) {
        try {
            Uninterruptibles.getUninterruptibly(Objects.requireNonNull(read));
        } catch (ExecutionException e) {
            assertThat(e).hasStackTraceContaining("division by zero");
        }
    }

    @Test
    void asksNothingInTheBackgroundThatNobodyWaitsForAnyMore() {
        Queue<Runnable> background = new ConcurrentLinkedQueue<>();
        AtomicBoolean asked = new AtomicBoolean();
        database.report(() -> {
            try (ReportConnection connection = new ReportConnection(database, background::add, 1)) {
                assertThat(connection.ahead(() -> 1)).isNull();
                EventColumns.ReadAhead ahead = connection.readAhead();
                assertThat(connection.ahead(() -> asked.compareAndSet(false, true)))
                        .isNotNull();
                Thread closing = new Thread(ahead::close);
                closing.start();
                while (closing.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                background.remove().run();
                Uninterruptibles.joinUninterruptibly(closing);
                return 1;
            }
        });
        assertThat(asked).isFalse();
    }

    @Test
    void cannotBeAskedWhenTheReportHasEnded() {
        new TestEvents(database, AppId.DEFAULT).add("ada", "visit", "2026-03-01T10:00:00Z");
        rollup.rollUp();
        Set<Integer> names = names();
        ChunkStore forgetful = new ChunkStore(database, FORGETFUL, clock);
        EventColumns kept = read(forgetful, columns -> columns);
        List<Slice> slices = read(
                forgetful,
                columns -> IntStream.of(columns.buckets(Long.MIN_VALUE, Long.MAX_VALUE))
                        .mapToObj(bucket -> columns.spans(bucket, names, 0, Long.MAX_VALUE))
                        .flatMap(List::stream)
                        .flatMap(span -> span.slices().stream())
                        .toList());

        assertThatThrownBy(() -> through(kept, names)).hasMessageContaining("The report has ended");
        assertThatThrownBy(() -> slices.get(0).cursor()).hasMessageContaining("The report has ended");
        assertThatThrownBy(() -> store.read(AppId.DEFAULT, columns -> 1))
                .hasMessageContaining("within AnalyticsDatabase.report");
    }

    @Test
    void takesEventsFromTheTableWhereALayoutIsOfAnotherVersionUntilItIsMadeAgain() {
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-03-01T10:00:00Z")
                .add("bob", "visit", "2026-03-02T11:00:00Z");
        rollup.rollUp();
        database.sql("update {schema}.chunk set data = set_byte(data, 0, 9) where day = '2026-03-01'")
                .update();

        assertThat(events(store, names())).isEqualTo(2);
        assertThat(events(store, names())).isEqualTo(2);
        assertThat(store.damagesNoticed()).isEqualTo(1);
        assertThat(store.status()).extracting(ChunkStatus::damaged).isEqualTo(1L);
        rollup.run();

        assertThat(store.status()).extracting(ChunkStatus::damaged).isEqualTo(0L);
        assertThat(world.number("select count(*) from {schema}.chunk where get_byte(data, 0) = 1"))
                .isEqualTo(2);
        assertThat(events(store, names())).isEqualTo(2);
    }

    @Test
    void takesEverybodyOfAQuietDayFromOneSetAndFromChunksWhileItCannotBeRead() {
        for (int i = 0; i < 10; i++) {
            world.store(200);
        }
        rollup.rollUp();
        assertThat(world.number("select count(*) from {schema}.chunk_people")).isZero();
        clock.advance(Duration.ofHours(2));
        rollup.rollUp();
        long days = world.number("select count(*) from {schema}.chunk_people");
        assertThat(days)
                .isPositive()
                .isEqualTo(world.number("select count(*) from (select distinct app_id, day from {schema}.chunk) days"));
        world.check(store, "with sets of days");

        world.damagePeopleOfADay();
        world.check(new ChunkStore(database, SETTINGS, clock), "with a damaged set");
        assertThat(world.number("select count(*) from {schema}.chunk_people")).isEqualTo(days - 1);
        rollup.rollUp();
        assertThat(world.number("select count(*) from {schema}.chunk_people")).isEqualTo(days);
        world.check(store, "mended");
    }

    @Test
    void doesNotCountWhoWasErasedWhileTheirChunkCouldNotBeChanged() {
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-03-01T10:00:00Z")
                .add("bob", "visit", "2026-03-01T11:00:00Z");
        rollup.rollUp();
        database.sql("update {schema}.chunk set data = set_byte(data, 32, 200)").update();
        int ada = (int) world.number("select person_id from {schema}.distinct_id where distinct_id = 'ada'");
        database.transaction().executeWithoutResult(status -> {
            database.sql("delete from {schema}.event where person_id = :ada")
                    .param("ada", ada)
                    .update();
            new ChunkErasure(database, clock).erase(AppId.DEFAULT, List.of(ada));
        });

        assertThat(counted()).isEqualTo(1);
        rollup.rollUp();
        assertThat(store.status()).extracting(ChunkStatus::damaged).isEqualTo(0L);
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void keepsTheRestWhenWhatWasDamagedHasBeenPurged() {
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-01-06T10:00:00Z")
                .add("bob", "visit", "2026-01-07T11:00:00Z")
                .add("bob", "visit", "2026-03-02T11:00:00Z");
        MovableClock later = new MovableClock(Instant.parse("2026-05-01T00:00:00Z"));
        new Purge(
                        database,
                        new Rollup(database, new RollupSettings() {}),
                        new PurgeSettings() {},
                        later,
                        List.of(new ChunkVerification(database, rollup, later)))
                .run();
        assertThat(world.number("select count(*) from {schema}.event")).isEqualTo(1);
        assertThat(events(store, names())).isEqualTo(3);
        database.sql("update {schema}.chunk set data = set_byte(data, 32, 200) where day = '2026-01-06'")
                .update();

        assertThat(events(new ChunkStore(database, SETTINGS, clock), names())).isEqualTo(2);
        rollup.rollUp();
        assertThat(store.status()).extracting(ChunkStatus::lost).isEqualTo(1L);
        assertThat(events(new ChunkStore(database, SETTINGS, clock), names())).isEqualTo(2);
        rollup.rebuild();
        assertThat(events(new ChunkStore(database, SETTINGS, clock), names())).isEqualTo(2);
    }

    /** As reports count that look at no single event. */
    private long counted() {
        int visit = names().iterator().next();
        return read(store, columns -> {
            assertThat(columns.persons(visit, 0, Long.MAX_VALUE).getCardinality())
                    .isEqualTo(columns.count(visit, 0, Long.MAX_VALUE));
            return columns.count(visit, 0, Long.MAX_VALUE);
        });
    }

    private Set<Integer> names() {
        Map<String, Integer> names = new EventNames(database).all(AppId.DEFAULT);
        return new HashSet<>(names.values());
    }

    private <T> T read(ChunkStore from, Function<EventColumns, T> report) {
        return database.report(() -> from.read(AppId.DEFAULT, report)).orElseThrow();
    }

    private long events(ChunkStore from, Set<Integer> names) {
        return read(from, columns -> through(columns, names));
    }

    private static long through(EventColumns columns, Set<Integer> names) {
        return IntStream.of(columns.buckets(Long.MIN_VALUE, Long.MAX_VALUE))
                .mapToObj(bucket -> columns.spans(bucket, names, 0, Long.MAX_VALUE))
                .mapToLong(ChunkStoreIT::through)
                .sum();
    }

    private static long through(List<Span> spans) {
        return spans.stream()
                .flatMap(span -> span.slices().stream())
                .mapToLong(slice -> {
                    long events = 0;
                    for (Slice.Cursor cursor = slice.cursor(); cursor.next(); ) {
                        events++;
                    }
                    return events;
                })
                .sum();
    }
}
