/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.Arrays;
import java.util.BitSet;

/** The people of one bucket who saw a variant. Not safe for use by several threads while it is filled. */
final class Exposed {

    static final int SIZE = 1 << 16;
    static final byte NOBODY = -1;
    static final byte SEVERAL = -2;

    final int bucket;
    final byte[] variant = new byte[SIZE];
    final short[] phase = new short[SIZE];
    final long[] at = new long[SIZE];
    private final BitSet several = new BitSet();
    private final boolean keepFirst;

    /** Without {@code keepFirst} whoever saw two variants belongs to none. */
    Exposed(int bucket, boolean keepFirst) {
        this.bucket = bucket;
        this.keepFirst = keepFirst;
        Arrays.fill(variant, NOBODY);
    }

    /** Takes an exposure in, in any order. */
    void add(int person, int ofVariant, int inPhase, long millis) {
        byte known = variant[person];
        boolean first = known == NOBODY || millis < at[person] || (millis == at[person] && inPhase < phase[person]);
        if (known != NOBODY && known != ofVariant) {
            several.set(person);
        }
        if (several.get(person) && !keepFirst) {
            variant[person] = SEVERAL;
        } else if (first) {
            variant[person] = (byte) ofVariant;
        }
        if (first) {
            at[person] = millis;
            phase[person] = (short) inPhase;
        }
    }

    /** How many people saw more than one variant. */
    int several() {
        return several.cardinality();
    }
}
