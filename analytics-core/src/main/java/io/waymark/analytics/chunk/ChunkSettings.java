/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.store.budget.HeapShare;
import java.time.Duration;
import java.util.Set;

/** What can be configured about chunks. */
public interface ChunkSettings {

    /** The default of {@link #interval()}. */
    Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
    /** The default of {@link #batchSize()}. */
    int DEFAULT_BATCH_SIZE = 10_000;
    /** The default of {@link #maxDelay()}. */
    Duration DEFAULT_MAX_DELAY = Duration.ofMinutes(1);
    /** The default of {@link #sessionsInterval()}. */
    Duration DEFAULT_SESSIONS_INTERVAL = Duration.ofMinutes(1);
    /** The default of {@link #maxTail()}. */
    int DEFAULT_MAX_TAIL = 500_000;
    /** {@link #cacheBytes()} are no more than this by default: 512 megabytes. */
    long MAX_DEFAULT_CACHE_BYTES = 512L << 20;

    /** The default of {@link #purgeAfter()}. */
    Duration DEFAULT_PURGE_AFTER = Duration.ZERO;

    /** Among {@link #properties()}: those that reports ask for. */
    String AUTOMATIC = "auto";

    /** Before one of {@link #properties()}: not this one. */
    String NEVER = "!";

    /** The default of {@link #properties()}. */
    Set<String> DEFAULT_PROPERTIES = Set.of(AUTOMATIC);
    /** The default of {@link #maxValues()}. */
    int DEFAULT_MAX_VALUES = 5_000;

    /** {@return how long after one rollup into chunks the next is looked for; zero disables it} */
    default Duration interval() {
        return DEFAULT_INTERVAL;
    }

    /** {@return from how many new events on they are rolled up without waiting for more} */
    default int batchSize() {
        return DEFAULT_BATCH_SIZE;
    }

    /** {@return after what time new events are rolled up, however few they are} */
    default Duration maxDelay() {
        return DEFAULT_MAX_DELAY;
    }

    /** {@return how long after one look for days whose sessions are not summed up yet the next is due; zero disables it} */
    default Duration sessionsInterval() {
        return DEFAULT_SESSIONS_INTERVAL;
    }

    /** {@return how many events, of all apps, a report may take from the event table beside the chunks} */
    default int maxTail() {
        return DEFAULT_MAX_TAIL;
    }

    /** {@return how many bytes of chunks are kept in memory, by default an eighth of the heap; zero keeps none} */
    default long cacheBytes() {
        return HeapShare.eighth(MAX_DEFAULT_CACHE_BYTES);
    }

    /**
     * {@return the keys of properties that are kept by columns, of any event; {@value #AUTOMATIC} for all that reports ask
     * for; keys after {@value #NEVER} are not kept}
     */
    default Set<String> properties() {
        return DEFAULT_PROPERTIES;
    }

    /**
     * {@return how many different values on one day a property may have in one event, to be kept by columns; twenty
     * times as many if they are numbers}
     */
    default int maxValues() {
        return DEFAULT_MAX_VALUES;
    }

    /** {@return how old events may become in chunks, once they have been purged; zero keeps them for ever} */
    default Duration purgeAfter() {
        return DEFAULT_PURGE_AFTER;
    }
}
