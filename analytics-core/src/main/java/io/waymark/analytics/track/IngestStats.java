/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has done with events since it started, and what is waiting.
 *
 * @param queued how many events wait for the writer
 * @param queueCapacity how many may
 * @param oldestLag how long the oldest of them has been waiting; zero if none is
 * @param spooling whether events go to the spool, because the database does not take them or earlier ones are still there
 * @param refusing whether events were refused in the last seconds, because neither database nor spool took them
 * @param spool how large the spool is
 * @param spooled how many events were put on disk
 * @param replayed how many were taken from disk into the database, including what an earlier process left
 * @param recorded how many events were stored
 * @param duplicates how many were not stored because they had been before
 * @param dropped how many were not stored, by reason
 * @param hookFailures how many times a hook threw, before or after ingest
 * @param afterIngestMissed how many stored events passed an after-ingest hook by
 * @param writeFailures how many times a batch had to be written again
 * @param lastError the last failure to write, or {@code null} if there was none
 * @param lastErrorAt when that was
 * @param lastRecordedAt when events were stored last, or {@code null} if none were
 * @param mergesRefused how many stored events did not make two distinct ids one person, by reason
 */
public record IngestStats(
        int queued,
        int queueCapacity,
        Duration oldestLag,
        boolean spooling,
        boolean refusing,
        SpoolStats spool,
        long spooled,
        long replayed,
        long recorded,
        long duplicates,
        Map<String, Long> dropped,
        long hookFailures,
        long afterIngestMissed,
        long writeFailures,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        @Nullable Instant lastRecordedAt,
        Map<String, Long> mergesRefused) {

    public IngestStats {
        dropped = Map.copyOf(dropped);
        mergesRefused = Map.copyOf(mergesRefused);
    }
}
