/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.experiment.assign.AssignmentRows.Row;
import io.waymark.analytics.store.StorableText;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who was assigned to which variant. Rows are usually written in the background; what is lost, because the process
 * ends or too much is waiting, falls back to the hash, which gives the same answer unless weights have changed meanwhile.
 */
final class StickyAssignments {

    private static final Logger log = LoggerFactory.getLogger(StickyAssignments.class);
    private static final Duration WRITE_INTERVAL = Duration.ofMillis(200);
    private static final int BATCH = 1_000;
    private static final int MAX_WAITING = 100_000;
    private static final int MAX_UNIT_ID = 200;

    private final AssignmentRows rows;
    private final Consumer<Row> corrections;
    private final Queue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingRows = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private boolean failing;
    private @Nullable ScheduledExecutorService writer;

    /** Tells of each row that was there already with another variant or phase than was to be written. */
    StickyAssignments(AssignmentRows rows, Consumer<Row> corrections) {
        this.rows = rows;
        this.corrections = corrections;
    }

    static boolean isStorable(String unitId) {
        return unitId.length() <= MAX_UNIT_ID && StorableText.test(unitId);
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

    /** Has a decision written soon that every instance makes in the same way. Returns whether there is room for it. */
    boolean keep(Row row) {
        if (waitingRows.incrementAndGet() > MAX_WAITING) {
            waitingRows.decrementAndGet();
            lost.increment();
            return false;
        }
        waiting.add(row);
        return true;
    }

    /** Asks the table, with I/O, what a unit keeps, and adds the proposal if there is nothing yet. */
    @Nullable
    Kept settle(Unit unit, @Nullable Row proposal) {
        Kept kept = rows.find(unit);
        if (kept == null && proposal != null) {
            rows.add(List.of(proposal));
            kept = rows.find(unit);
        }
        return kept;
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
                    rows.add(batch).forEach(corrections);
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
}
