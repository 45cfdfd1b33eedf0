/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.waymark.analytics.experiment.assign.AssignmentRows.Row;
import io.waymark.analytics.store.StorableText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps who was assigned to which variant. Rows are usually written in the background; what is lost, because the process
 * ends or too much is waiting, falls back to the hash, which gives the same answer unless weights have changed meanwhile.
 */
final class StickyAssignments {

    private static final Logger log = LoggerFactory.getLogger(StickyAssignments.class);
    private static final Duration WRITE_INTERVAL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int BATCH = 1_000;
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_UNIT_ID = 200;

    private final AssignmentRows rows;
    private final Clock clock;
    private final Cache<Unit, Kept> known;
    private final Queue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingRows = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private volatile long lastFailure = System.nanoTime() - PAUSE_AFTER_FAILURE.toNanos();
    private boolean failing;
    private @Nullable ScheduledExecutorService writer;

    StickyAssignments(AssignmentRows rows, Clock clock, int rememberedUnits) {
        this.rows = rows;
        this.clock = clock;
        this.known = CacheBuilder.newBuilder().maximumSize(rememberedUnits).build();
    }

    synchronized void start() {
        if (writer != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waymark-assignments");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(
                this::write, WRITE_INTERVAL.toMillis(), WRITE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        writer = started;
    }

    synchronized void stop() {
        if (writer != null) {
            writer.shutdown();
            writer = null;
        }
        write();
    }

    /** What this instance remembers about a unit, without I/O. */
    @Nullable
    Kept remembered(Unit unit) {
        return known.getIfPresent(unit);
    }

    /** Remembers a decision that every instance makes in the same way, and has it written soon. */
    void keep(Unit unit, Kept kept) {
        if (!isStorable(unit) || known.asMap().putIfAbsent(unit, kept) != null) {
            return;
        }
        if (waitingRows.incrementAndGet() > MAX_WAITING) {
            waitingRows.decrementAndGet();
            known.invalidate(unit);
            lost.increment();
            return;
        }
        waiting.add(new Row(unit, kept, clock.instant()));
    }

    /**
     * Asks the table, with I/O, what a unit keeps, and adds the proposal if there is nothing yet. When the database does
     * not answer, the proposal holds for now, and nobody waits for it again for some seconds.
     */
    @Nullable
    Kept settle(Unit unit, @Nullable Kept proposal) {
        if (!isStorable(unit) || System.nanoTime() - lastFailure < PAUSE_AFTER_FAILURE.toNanos()) {
            return proposal;
        }
        try {
            Kept kept = rows.find(unit);
            if (kept == null && proposal != null) {
                rows.add(List.of(new Row(unit, proposal, clock.instant())));
                kept = rows.find(unit);
            }
            if (kept != null) {
                known.put(unit, kept);
            }
            return kept;
        } catch (DataAccessException e) {
            lastFailure = System.nanoTime();
            log.warn("Assignments cannot be read; going by the latest weights for a while", e);
            return proposal;
        }
    }

    int waiting() {
        return waitingRows.get();
    }

    long lost() {
        return lost.sum();
    }

    /** Writes what is waiting; never throws. */
    synchronized void write() {
        List<Row> batch = new ArrayList<>();
        try {
            do {
                while (batch.size() < BATCH) {
                    Row row = waiting.poll();
                    if (row == null) {
                        break;
                    }
                    batch.add(row);
                }
                if (!batch.isEmpty()) {
                    // Another instance was first, by other weights: what it wrote holds here, too.
                    known.putAll(rows.add(batch));
                    waitingRows.addAndGet(-batch.size());
                    batch.clear();
                }
            } while (!waiting.isEmpty());
            failing = false;
        } catch (RuntimeException e) {
            waiting.addAll(batch);
            if (!failing) {
                log.warn("Assignments cannot be written; {} are waiting", waitingRows.get(), e);
            }
            failing = true;
        }
    }

    private static boolean isStorable(Unit unit) {
        return unit.unitId().length() <= MAX_UNIT_ID && StorableText.test(unit.unitId());
    }
}
