/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends exposures through the ingest queue, one per unit and experiment and half an hour. An exposure that was lost on the
 * way is so made up for by the next; more of them than needed do no harm, as only the first one counts.
 */
final class Exposures {

    static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final Ingest ingest;
    private final Clock clock;
    private final Cache<Unit, Boolean> sent;

    Exposures(Ingest ingest, Clock clock, int rememberedUnits, Ticker ticker) {
        this.ingest = ingest;
        this.clock = clock;
        this.sent = CacheBuilder.newBuilder()
                .maximumSize(rememberedUnits)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    void record(Experiment experiment, Assignment assignment, String unitId) {
        Unit unit = new Unit(experiment.id(), unitId);
        // Looked up first, because that takes no lock.
        if (sent.getIfPresent(unit) == null && sent.asMap().putIfAbsent(unit, true) == null) {
            ingest.enqueue(experiment.app(), ExposureEvent.of(assignment, unitId, clock.instant()));
        }
    }
}
