/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Sends exposures through the ingest queue, one per unit and experiment and half an hour. An exposure that was lost on the
 * way is so made up for by the next; more of them than needed do no harm, as only the first one counts.
 */
final class Exposures {

    private final Ingest ingest;
    private final Clock clock;
    private final LongSupplier nanos;

    Exposures(Ingest ingest, Clock clock, LongSupplier nanos) {
        this.ingest = ingest;
        this.clock = clock;
        this.nanos = nanos;
    }

    void record(AppId app, Entry entry, String unitId) {
        if (entry.exposeNow(nanos.getAsLong())) {
            ingest.enqueue(app, ExposureEvent.of(entry.assignment(), unitId, clock.instant()));
        }
    }
}
