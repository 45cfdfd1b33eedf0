/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestStats;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells whether events can be stored. If not, the status is {@code DEGRADED}, which does not count towards the health of
 * the whole: an application does not become unable to serve because its events cannot be stored.
 */
final class IngestHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Events cannot be stored now");

    private final Ingest ingest;

    IngestHealthIndicator(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public Health health() {
        IngestStats stats = ingest.stats();
        Health.Builder health = failing(stats) ? Health.status(DEGRADED) : Health.up();
        health.withDetail("queued", stats.queued()).withDetail("oldestLag", stats.oldestLag());
        if (failing(stats) && stats.lastError() != null) {
            health.withDetail("lastError", stats.lastError());
        }
        return health.build();
    }

    private static boolean failing(IngestStats stats) {
        Instant failed = stats.lastErrorAt();
        Instant stored = stats.lastRecordedAt();
        return failed != null && stats.queued() > 0 && (stored == null || stored.isBefore(failed));
    }
}
