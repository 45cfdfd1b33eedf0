/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.health;

import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.job.JobStatus;
import io.waymark.analytics.track.IngestStats;
import io.waymark.analytics.ui.view.Panel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things are doing.
 *
 * @param ingest what this instance does with events
 * @param jobs how the jobs stand; empty where they are switched off
 * @param chunks how the columnar store stands; null where it is switched off
 */
public record HealthModel(
        IngestModel ingest,
        Panel<List<JobStatus>> jobs,
        @Nullable Panel<ChunkStatus> chunks) {

    /**
     * What this instance does with events.
     *
     * @param stats the figures
     * @param dropped how many were dropped, by reason, the most frequent first
     */
    public record IngestModel(IngestStats stats, List<Drop> dropped) {

        /** {@return {@code refusing}, {@code spooling} or {@code good}} */
        public String state() {
            if (stats.refusing()) {
                return "refusing";
            }
            return stats.spooling() ? "spooling" : "good";
        }

        /** {@return how much of the spool is used, 0 to 100} */
        public double spoolPercent() {
            long max = stats.spool().maxBytes();
            return max == 0 ? 0 : Math.min(100, 100.0 * stats.spool().bytes() / max);
        }
    }

    /**
     * Events that were dropped.
     *
     * @param reason why
     * @param events how many
     */
    public record Drop(String reason, long events) {}
}
