/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.Map;
import java.util.TreeMap;

/** The people who saw a variant, by bucket. */
final class ExposedPeople {

    private final Frame frame;
    private final boolean keepFirst;
    private final Map<Integer, Exposed> buckets = new TreeMap<>();
    private long last = Long.MIN_VALUE;

    ExposedPeople(Frame frame, boolean keepFirst) {
        this.frame = frame;
        this.keepFirst = keepFirst;
    }

    /** Takes an exposure in, unless it was outside the experiment's time or is not known yet. */
    void add(int person, int variant, int phaseNumber, long millis) {
        if (millis < frame.from() || millis >= frame.until() || millis > frame.asOf()) {
            return;
        }
        buckets.computeIfAbsent(person >>> 16, bucket -> new Exposed(bucket, keepFirst))
                .add(person & (Exposed.SIZE - 1), variant, frame.phase(phaseNumber), millis);
        last = Math.max(last, millis);
    }

    Map<Integer, Exposed> buckets() {
        return buckets;
    }

    long several() {
        return buckets.values().stream().mapToLong(Exposed::several).sum();
    }

    /** The last first exposure; the least number if there is none. */
    long last() {
        return last;
    }
}
