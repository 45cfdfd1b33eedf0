/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits longer after each failure in a row, until told that waiting is over. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CountDownLatch over;
    private Duration next = FIRST;

    Backoff(CountDownLatch over) {
        this.over = over;
    }

    void await() {
        try {
            over.await(next.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The thread is the writer's own: whoever wants it to end says so through the latch.
        }
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }

    void reset() {
        next = FIRST;
    }
}
