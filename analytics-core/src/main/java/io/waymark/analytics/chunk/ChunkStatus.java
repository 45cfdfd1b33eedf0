/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the chunks of all apps stand, and what this instance has read of them.
 *
 * @param waiting at most so many events are in no chunk yet
 * @param reachedAt when events were last written into chunks; {@code null} if never
 * @param chunks how many chunks there are
 * @param events how many events are in them
 * @param bytes how much they take, with everything around them
 * @param damaged chunks that cannot be read and are to be made again
 * @param lost chunks that cannot be read and whose events have been purged
 * @param damagesNoticed chunks that this instance could not read since it started
 * @param cacheHits how often this instance found something in memory
 * @param cacheMisses how often it had to read it from the database
 */
public record ChunkStatus(
        long waiting,
        @Nullable Instant reachedAt,
        long chunks,
        long events,
        long bytes,
        long damaged,
        long lost,
        long damagesNoticed,
        long cacheHits,
        long cacheMisses) {}
