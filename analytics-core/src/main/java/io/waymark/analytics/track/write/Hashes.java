/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.util.UUID;

/** The hashes that stand for event ids in the event table. They are stored, so they must never change. */
final class Hashes {

    private Hashes() {}

    /** Stands for an event id among the events of one name, person and time. */
    static int dedup(UUID eventId) {
        return (int) (mix(eventId.getMostSignificantBits() ^ mix(eventId.getLeastSignificantBits())) >>> 32);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
