/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The people of one bucket as a bit for each, which is the fastest to look up. */
public final class PersonBits {

    private static final int PLACE = SliceMerge.BUCKET_SIZE - 1;

    private PersonBits() {}

    /**
     * Takes the people of a bucket out of a set.
     *
     * @param people the set; {@code null} for everybody
     * @param bucket the bucket
     * @return the bits by the place in the bucket; {@code null} for everybody
     */
    public static long @Nullable [] of(@Nullable RoaringBitmap people, int bucket) {
        if (people == null) {
            return null;
        }
        long[] bits = new long[SliceMerge.BUCKET_SIZE / Long.SIZE];
        RoaringBitmap own = people.selectRange((long) bucket << 16, (long) (bucket + 1) << 16);
        own.forEach((int person) -> bits[(person & PLACE) >>> 6] |= 1L << person);
        return bits;
    }

    /**
     * Tells whether somebody is among people.
     *
     * @param bits the people; {@code null} for everybody
     * @param person the person, of the same bucket
     * @return whether they are
     */
    public static boolean has(long @Nullable [] bits, int person) {
        return bits == null || (bits[(person & PLACE) >>> 6] & 1L << person) != 0;
    }
}
