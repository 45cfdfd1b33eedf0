/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracking;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import org.springframework.stereotype.Component;

/** Says of every event in the shop from which device and source it came, and keeps the uptime probe out. */
@Component
class VisitHook implements BeforeIngestHook {

    private static final String UPTIME_PROBE = "uptime-probe";

    private final Visits visits;

    VisitHook(Visits visits) {
        this.visits = visits;
    }

    @Override
    public Decision beforeIngest(Event event) {
        if (event.distinctId().equals(UPTIME_PROBE)) {
            return Decision.drop("uptime probe");
        }
        return Decision.keep(visits.current()
                .map(visit -> event.toBuilder()
                        .property("device", visit.device())
                        .property("source", visit.source())
                        .build())
                .orElse(event));
    }
}
