/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkWorld;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.ReportTimeoutException;
import io.waymark.analytics.store.result.ResultMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReportBudgetIT {

    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-04T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TO, ZoneOffset.UTC);
    private static final ChunkWorld WORLD = world();

    private final AtomicBoolean gone = new AtomicBoolean();

    private static ChunkWorld world() {
        ChunkWorld world = new ChunkWorld(new Random(3), FROM, TO);
        for (int i = 0; i < 5; i++) {
            world.store(200);
        }
        new ChunkRollup(world.database(), new ChunkSettings() {}, CLOCK).rollUp();
        return world;
    }

    private AnalyticsDatabase database(ReportLimits limits) {
        return new AnalyticsDatabase(
                WORLD.database().hostDataSource(),
                WORLD.database().tables(),
                new ReportRuns(limits, () -> gone::get),
                new ResultMemory(0));
    }

    private static ReportLimits limits(Duration timeout, int concurrency, Duration maxWait, long maxBytes) {
        return new ReportLimits(timeout, concurrency, maxWait, maxBytes);
    }

    @Test
    void manyShortStatementsTakeNoLongerThanOneMay() {
        AnalyticsDatabase hasty = database(ReportLimits.DEFAULT.timeout(Duration.ofMillis(300)));
        assertThatThrownBy(() -> hasty.report(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        sleep(hasty, 0.01);
                    }
                    return true;
                }))
                .isInstanceOf(ReportTimeoutException.class)
                .hasMessageContaining("300 ms")
                .hasMessageContaining("analytics.reports.timeout");
        assertThat(hasty.report(() -> 1)).isEqualTo(1);
    }

    @Test
    void aScanOfColumnsEndsWhenItsTimeIsOver() {
        AnalyticsDatabase hasty = database(ReportLimits.DEFAULT.timeout(Duration.ofMillis(300)));
        assertThatThrownBy(() -> scanForever(hasty)).isInstanceOf(ReportTimeoutException.class);
    }

    @Test
    void aStatementIsCancelledWhenNobodyWaitsForIt() {
        AnalyticsDatabase database = database(ReportLimits.DEFAULT);
        assertThatThrownBy(() -> database.report(() -> {
                    gone.set(true);
                    return sleep(database, 60);
                }))
                .isInstanceOf(ReportCancelledException.class);
        gone.set(false);
        assertThat(database.report(() -> sleep(database, 0))).isTrue();
    }

    @Test
    void aScanOfColumnsIsCancelledWhenNobodyWaitsForIt() {
        AnalyticsDatabase database = database(ReportLimits.DEFAULT);
        gone.set(true);
        assertThatThrownBy(() -> scanForever(database)).isInstanceOf(ReportCancelledException.class);
    }

    private static boolean sleep(AnalyticsDatabase database, double seconds) {
        return !database.sql("select pg_sleep(:seconds)::text")
                .param("seconds", seconds)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Goes through columns in other threads until somebody ends it. */
    private static void scanForever(AnalyticsDatabase database) {
        Set<Integer> names =
                Set.copyOf(new EventNames(database).all(AppId.DEFAULT).values());
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, new ChunkSettings() {}, CLOCK), 2)) {
            database.report(() -> engine.read(AppId.DEFAULT, events -> {
                engine.eachBucket(
                        events.buckets(Long.MIN_VALUE, Long.MAX_VALUE),
                        bucket -> events.spans(bucket, names, FROM.toEpochMilli(), TO.toEpochMilli()),
                        spans -> {
                            long people = 0;
                            while (!Thread.currentThread().isInterrupted()) {
                                people += spans.get(0).slices().get(0).lastPerson();
                            }
                            return people;
                        },
                        people -> {});
                return true;
            }));
        }
    }

    @Test
    void asManyAsMayRunAtOnceAndTheOthersWaitOrAreRefused() throws Exception {
        AnalyticsDatabase database = database(limits(Duration.ofSeconds(60), 1, Duration.ofMillis(300), 1 << 20));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Supplier<Boolean> untilTold = () -> database.report(() -> {
            running.countDown();
            await(end);
            return database.report(() -> true);
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(untilTold);
        running.await();
        assertThatThrownBy(() -> database.report(() -> true))
                .isInstanceOf(ReportsBusyException.class)
                .hasMessageContaining("analytics.reports.concurrency");
        end.countDown();
        assertThat(first.get()).isTrue();
        assertThat(database.report(() -> true)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoeverHasGoneDoesNotWaitForTheirTurn() throws Exception {
        AnalyticsDatabase database = database(limits(Duration.ofSeconds(60), 1, Duration.ofMinutes(5), 1 << 20));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> database.report(() -> {
            running.countDown();
            await(end);
            return true;
        }));
        running.await();
        gone.set(true);
        assertThatThrownBy(() -> database.report(() -> true)).isInstanceOf(ReportCancelledException.class);
        end.countDown();
        first.exceptionally(any -> true).get();
    }

    @Test
    void aReportTakesNoMoreMemoryThanItMay() {
        AnalyticsDatabase small = database(limits(Duration.ofSeconds(60), 1, Duration.ZERO, 200));
        EventNames names = new EventNames(small);
        Segments segments = new Segments(small, names, CLOCK);
        FunnelQuery funnel = new FunnelQuery(
                AppId.DEFAULT, FunnelDefinition.of("visit", "cart").build(), Period.allTime(), ZoneOffset.UTC);
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(small, new ChunkSettings() {}, CLOCK), 2)) {
            for (FunnelReports reports : List.of(
                    new FunnelReports(small, names, segments, CLOCK),
                    new FunnelReports(small, names, segments, engine, CLOCK))) {
                assertThatThrownBy(() -> reports.report(funnel))
                        .isInstanceOf(ReportTooLargeException.class)
                        .hasMessageContaining("analytics.reports.max-memory");
            }
            RetentionReports retention = new RetentionReports(small, names, segments, engine, CLOCK);
            assertThatThrownBy(() -> retention.report(RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                            .build()))
                    .isInstanceOf(ReportTooLargeException.class);
        }
    }
}
