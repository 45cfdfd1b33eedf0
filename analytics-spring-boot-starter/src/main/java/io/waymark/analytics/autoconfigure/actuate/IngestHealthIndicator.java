/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestStats;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells whether events can be stored.
 *
 * <ol>
 *   <li>{@code UP}: they go to the database.
 *   <li>{@code DEGRADED}: they go to the spool on disk, and nothing is lost.
 *   <li>{@code REFUSING}: neither database nor spool took them in the last seconds, and senders were sent away.
 * </ol>
 *
 * <p>Only {@code UP} is known to the health of the whole; the others do not count towards it: an application does not
 * become unable to serve because its events cannot be stored.
 */
final class IngestHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED =
            new Status("DEGRADED", "Events go to the spool until the database takes them");
    private static final Status REFUSING = new Status("REFUSING", "Neither the database nor the spool takes events");

    private final Ingest ingest;

    IngestHealthIndicator(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public Health health() {
        IngestStats stats = ingest.stats();
        Health.Builder health = Health.status(status(stats))
                .withDetail("goesTo", stats.spooling() ? "spool" : "database")
                .withDetail("queued", stats.queued())
                .withDetail("oldestLag", stats.oldestLag())
                .withDetail("spooledEvents", stats.spool().events())
                .withDetail("spoolBytes", stats.spool().bytes())
                .withDetail("spoolMaxBytes", stats.spool().maxBytes());
        if (stats.spool().damagedBytes() > 0) {
            health.withDetail("spoolDamagedBytes", stats.spool().damagedBytes());
        }
        if (!status(stats).equals(Status.UP) && stats.lastError() != null) {
            health.withDetail("lastError", stats.lastError());
        }
        return health.build();
    }

    private static Status status(IngestStats stats) {
        if (stats.refusing()) {
            return REFUSING;
        }
        return stats.spooling() ? DEGRADED : Status.UP;
    }
}
