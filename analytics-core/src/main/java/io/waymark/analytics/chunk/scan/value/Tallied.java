/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.scan.value.ValueCounts.Count;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What was counted of a value.
 *
 * @param events how many events
 * @param persons how many different people, if they are only counted
 * @param people who they are, if they are kept
 */
record Tallied(long events, long persons, @Nullable RoaringBitmap people) {

    static final Tallied NOTHING = new Tallied(0, 0, null);

    private static final int BYTES_BESIDES = 250;

    /** Of other people, unless both keep them; those of this one are changed. */
    Tallied plus(Tallied other) {
        if (people == null || other.people == null) {
            return new Tallied(events + other.events, persons + other.persons, people == null ? other.people : people);
        }
        people.or(other.people);
        return new Tallied(events + other.events, 0, people);
    }

    Count count() {
        return new Count(events, people == null ? persons : people.getLongCardinality());
    }

    long bytes() {
        return BYTES_BESIDES + (people == null ? 0 : people.getLongSizeInBytes());
    }
}
