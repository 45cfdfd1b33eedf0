/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the writer: bounded in events and in bytes, filled by many threads, emptied by one. */
final class EventQueue {

    private final int capacity;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    EventQueue(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(Pending pending) {
        return offer(List.of(pending));
    }

    /** Takes all or none. What would not even fit into an empty queue is taken when the queue is empty. */
    Offer offer(List<Pending> batch) {
        long weight = 0;
        for (Pending pending : batch) {
            weight += pending.event().weight();
        }
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (!waiting.isEmpty() && (waiting.size() + batch.size() > capacity || bytes + weight > maxBytes)) {
                return Offer.FULL;
            }
            waiting.addAll(batch);
            bytes += weight;
            notEmpty.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for events and takes the oldest. Empty only when closed and nothing is left. */
    List<Pending> take(int maxEvents, long maxBatchBytes) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
            List<Pending> batch = new ArrayList<>(Math.min(maxEvents, waiting.size()));
            long weight = 0;
            while (!waiting.isEmpty() && batch.size() < maxEvents && weight < maxBatchBytes) {
                Pending next = waiting.poll();
                weight += next.event().weight();
                batch.add(next);
            }
            bytes -= weight;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Instant oldest() {
        lock.lock();
        try {
            Pending head = waiting.peek();
            return head == null ? null : head.event().receivedAt();
        } finally {
            lock.unlock();
        }
    }
}
