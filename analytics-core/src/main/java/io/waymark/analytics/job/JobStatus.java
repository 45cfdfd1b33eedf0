/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param job its name
 * @param interval how often it is due; zero if only when asked for
 * @param running whether this instance is running it now
 * @param lastRun its last run by any instance; {@code null} if it never ran
 * @param lastError the error of its last failed run, while no later run went well; else {@code null}
 * @param nextRun when this instance will look at it next; {@code null} if it is not scheduled
 */
public record JobStatus(
        String job,
        Duration interval,
        boolean running,
        @Nullable JobRun lastRun,
        @Nullable String lastError,
        @Nullable Instant nextRun) {}
