/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What a waiting caller gets: the outcome of each of its events, once all are settled. */
final class Receipt {

    private final AtomicReferenceArray<IngestOutcome> outcomes;
    private final CountDownLatch unsettled;
    private volatile @Nullable String failure;
    private volatile boolean abandoned;

    Receipt(int events) {
        this.outcomes = new AtomicReferenceArray<>(events);
        this.unsettled = new CountDownLatch(events);
    }

    void settle(int index, IngestOutcome outcome) {
        if (outcomes.compareAndSet(index, null, outcome)) {
            unsettled.countDown();
        }
    }

    /** Ends the wait: not all events will be settled. */
    void fail(String message) {
        failure = message;
        while (unsettled.getCount() > 0) {
            unsettled.countDown();
        }
    }

    /** Whether the caller was told that its events were not stored, so that they should not be any more. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Waits; after a timeout the caller is told so, and its events are not to be stored any more. */
    List<IngestOutcome> await(Duration timeout) {
        try {
            if (!unsettled.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw abandon("The database did not take the events within " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandon("The wait for the database was interrupted");
        }
        String message = failure;
        if (message != null) {
            throw abandon(message);
        }
        IngestOutcome[] settled = new IngestOutcome[outcomes.length()];
        for (int i = 0; i < settled.length; i++) {
            settled[i] = outcomes.get(i);
        }
        return List.of(settled);
    }

    /** Waits; after a timeout the events are stored all the same. Returns whether they are settled by now. */
    boolean awaitPatiently(Duration timeout) {
        try {
            return unsettled.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && failure == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private IngestUnavailableException abandon(String message) {
        abandoned = true;
        return new IngestUnavailableException(message);
    }
}
