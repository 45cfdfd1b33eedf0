/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.accept.AcceptedEvent;
import io.waymark.analytics.track.spool.SpooledEvent;
import org.jspecify.annotations.Nullable;

/**
 * An accepted event on its way to the database, and who waits for it, if anybody does.
 *
 * @param event the event
 * @param receipt who waits
 * @param index where in the receipt its outcome goes
 * @param inDoubt whether it may have been written before
 * @param sinceNanos since when it has been on the way, by {@link System#nanoTime()}
 */
record Pending(AcceptedEvent event, @Nullable Receipt receipt, int index, boolean inDoubt, long sinceNanos) {

    static Pending awaited(AcceptedEvent event, Receipt receipt, int index) {
        return new Pending(event, receipt, index, false, System.nanoTime());
    }

    static Pending unattended(AcceptedEvent event) {
        return new Pending(event, null, 0, false, System.nanoTime());
    }

    static Pending replayed(SpooledEvent spooled) {
        return new Pending(spooled.event(), null, 0, spooled.inDoubt(), System.nanoTime());
    }

    boolean isAwaited() {
        return receipt != null;
    }

    boolean isAbandoned() {
        return receipt != null && receipt.isAbandoned();
    }

    void settle(IngestOutcome outcome) {
        if (receipt != null) {
            receipt.settle(index, outcome);
        }
    }

    void fail(String message) {
        if (receipt != null) {
            receipt.fail(message);
        }
    }
}
