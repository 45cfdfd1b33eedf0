/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.function.LongConsumer;

/** The people who saw a variant, by bucket. Is told of them bucket by bucket. */
final class ExposedPeople {

    private static final int NO_BUCKET = -1;

    private final Frame frame;
    private final LongConsumer memory;
    private final Exposed.Builder builder;
    private final Map<Integer, Exposed> buckets = new TreeMap<>();
    private int bucket = NO_BUCKET;
    private long last = Long.MIN_VALUE;

    /** Tells how many bytes it takes. */
    ExposedPeople(Frame frame, boolean keepFirst, LongConsumer memory) {
        this.frame = frame;
        this.memory = memory;
        this.builder = new Exposed.Builder(keepFirst, frame.from());
    }

    /** Takes an exposure in, unless it was outside the experiment's time or is not known yet. */
    void add(int person, int variant, int phase, long millis) {
        if (millis < frame.from() || millis >= frame.until() || millis > frame.asOf()) {
            return;
        }
        if (person >>> 16 != bucket) {
            close();
            bucket = person >>> 16;
            if (buckets.containsKey(bucket)) {
                throw new IllegalStateException("Exposures of bucket " + bucket + " are not together");
            }
        }
        builder.add(person & (Exposed.BUCKET_SIZE - 1), variant, phase, millis);
        last = Math.max(last, millis);
    }

    private void close() {
        if (bucket != NO_BUCKET) {
            Exposed exposed = builder.build(bucket);
            memory.accept((long) exposed.size() * Exposed.BYTES_A_PERSON);
            buckets.put(bucket, exposed);
            bucket = NO_BUCKET;
        }
    }

    /** Puts everybody into another phase, told by the number of a person and the phase they are in. */
    void divide(IntBinaryOperator phaseOf) {
        buckets().replaceAll((number, exposed) -> exposed.inPhases(phaseOf));
    }

    Map<Integer, Exposed> buckets() {
        close();
        return buckets;
    }

    int size() {
        return buckets().values().stream().mapToInt(Exposed::size).sum();
    }

    long several() {
        return buckets().values().stream().mapToLong(Exposed::several).sum();
    }

    /** Is told of all memory that is kept for the report. */
    LongConsumer memory() {
        return memory;
    }

    /** The last first exposure; the least number if there is none. */
    long last() {
        return last;
    }
}
