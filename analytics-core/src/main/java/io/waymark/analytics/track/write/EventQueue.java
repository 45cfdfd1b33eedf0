/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits, bounded in events and in bytes. Not safe for use by several threads. */
final class EventQueue {

    private final int capacity;
    private final long maxBytes;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long bytes;

    EventQueue(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    /** Adds all or none. What would not even fit into an empty queue is taken when the queue is empty. */
    boolean add(List<Pending> batch, long weight) {
        if (!waiting.isEmpty() && (waiting.size() + batch.size() > capacity || bytes + weight > maxBytes)) {
            return false;
        }
        waiting.addAll(batch);
        bytes += weight;
        return true;
    }

    /** The oldest, which stay. */
    List<Pending> peek(int maxEvents, long maxBatchBytes) {
        List<Pending> batch = new ArrayList<>(Math.min(maxEvents, waiting.size()));
        long weight = 0;
        Iterator<Pending> oldest = waiting.iterator();
        while (oldest.hasNext() && batch.size() < maxEvents && weight < maxBatchBytes) {
            Pending next = oldest.next();
            weight += next.event().weight();
            batch.add(next);
        }
        return batch;
    }

    void remove(int events) {
        for (int i = 0; i < events; i++) {
            bytes -= waiting.remove().event().weight();
        }
    }

    boolean isHalfFull() {
        return waiting.size() > capacity / 2 || bytes > maxBytes / 2;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    @Nullable
    Pending oldest() {
        return waiting.peek();
    }
}
