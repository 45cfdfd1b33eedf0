/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.accept.AcceptedEvent;
import org.jspecify.annotations.Nullable;

/** An accepted event on its way to the database, and who waits for it, if anybody does. */
record Pending(AcceptedEvent event, @Nullable Receipt receipt, int index) {

    static Pending unattended(AcceptedEvent event) {
        return new Pending(event, null, 0);
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
