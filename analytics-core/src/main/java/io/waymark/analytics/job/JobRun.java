/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, by whichever instance.
 *
 * @param job the job's name
 * @param startedAt when it started
 * @param finishedAt when it ended; {@code null} while it runs, or if its instance went away meanwhile
 * @param items how much it did, in units of the job; {@code null} until it has ended well
 * @param error why it failed; {@code null} if it did not
 */
public record JobRun(
        String job,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long items,
        @Nullable String error) {}
