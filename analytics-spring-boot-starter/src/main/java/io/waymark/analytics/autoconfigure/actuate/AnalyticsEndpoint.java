/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.actuate;

import io.waymark.analytics.job.JobStatus;
import io.waymark.analytics.job.Jobs;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestStats;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows what this instance does with events, and how the jobs stand. */
@Endpoint(id = "analytics")
public final class AnalyticsEndpoint {

    private final @Nullable Ingest ingest;
    private final @Nullable Jobs jobs;

    AnalyticsEndpoint(@Nullable Ingest ingest, @Nullable Jobs jobs) {
        this.ingest = ingest;
        this.jobs = jobs;
    }

    /** {@return the state of affairs} */
    @ReadOperation
    public AnalyticsDescriptor analytics() {
        return new AnalyticsDescriptor(
                ingest == null ? null : ingest.stats(), jobs == null ? List.of() : jobs.status());
    }

    /**
     * The state of affairs.
     *
     * @param ingest what this instance does with events; {@code null} where it takes none
     * @param jobs how the jobs stand
     */
    public record AnalyticsDescriptor(@Nullable IngestStats ingest, List<JobStatus> jobs) {}
}
