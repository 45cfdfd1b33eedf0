/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * The people of one bucket who saw a variant, each with a place: the people themselves in ascending order. Takes memory for
 * those who are there only. Immutable; arrays are not to be changed.
 */
final class Exposed {

    static final int BUCKET_SIZE = 1 << 16;
    static final int NOBODY = -1;
    static final int BYTES_A_PERSON = 13;

    final int bucket;
    final byte[] variant;
    final short[] phase;
    final long[] at;
    private final char[] people;
    private final int several;

    private Exposed(int bucket, int size, int several) {
        this.bucket = bucket;
        this.several = several;
        this.people = new char[size];
        this.variant = new byte[size];
        this.phase = new short[size];
        this.at = new long[size];
    }

    private Exposed(Exposed same, short[] phase) {
        this.bucket = same.bucket;
        this.several = same.several;
        this.people = same.people;
        this.variant = same.variant;
        this.phase = phase;
        this.at = same.at;
    }

    /** The same people in other phases, told by the number of a person and the phase they are in. */
    Exposed inPhases(IntBinaryOperator phaseOf) {
        short[] others = new short[phase.length];
        for (int place = 0; place < others.length; place++) {
            others[place] = (short) phaseOf.applyAsInt(bucket << 16 | people[place], phase[place]);
        }
        return new Exposed(this, others);
    }

    /** How many people count. */
    int size() {
        return people.length;
    }

    /** How many people saw more than one variant. */
    int several() {
        return several;
    }

    /** The numbers of the people, ascending. */
    IntStream numbers() {
        return IntStream.range(0, people.length).map(place -> bucket << 16 | people[place]);
    }

    /** The place of somebody, by what tells people of a bucket apart; {@link #NOBODY} if they do not count. */
    int place(int person) {
        return Math.max(NOBODY, Arrays.binarySearch(people, (char) person));
    }

    /** The places of everybody in the bucket. */
    int[] places() {
        int[] places = new int[BUCKET_SIZE];
        Arrays.fill(places, NOBODY);
        for (int i = 0; i < people.length; i++) {
            places[people[i]] = i;
        }
        return places;
    }

    /**
     * Takes the exposures of one bucket after the other. Not safe for use by several threads. The first of each person is one
     * number, as people come in any order and each look at memory counts: the milliseconds since the origin, which may be 69
     * years, the phase, one of 16,384, and the variant in the lowest bits, so that the least number is the first exposure.
     */
    static final class Builder {

        private static final int VARIANT_BITS = 8;
        private static final int PHASE_BITS = 14;
        private static final long NONE = Long.MAX_VALUE;

        private final boolean keepFirst;
        private final long origin;
        private final long[] first = new long[BUCKET_SIZE];
        private final BitSet several = new BitSet(BUCKET_SIZE);

        /** Without {@code keepFirst} whoever saw two variants does not count. Nobody was exposed before the origin. */
        Builder(boolean keepFirst, long origin) {
            this.keepFirst = keepFirst;
            this.origin = origin;
            Arrays.fill(first, NONE);
        }

        /** Takes an exposure in, in any order. */
        void add(int person, int ofVariant, int inPhase, long millis) {
            long exposure = (millis - origin << PHASE_BITS | inPhase) << VARIANT_BITS | ofVariant;
            long known = first[person];
            if (known != NONE && variant(known) != ofVariant) {
                several.set(person);
            }
            if (exposure < known) {
                first[person] = exposure;
            }
        }

        /** What came of a bucket; the next can begin. */
        Exposed build(int bucket) {
            int size = 0;
            for (int person = 0; person < BUCKET_SIZE; person++) {
                size += counts(person) ? 1 : 0;
            }
            Exposed exposed = new Exposed(bucket, size, several.cardinality());
            int place = 0;
            for (int person = 0; person < BUCKET_SIZE; person++) {
                if (counts(person)) {
                    exposed.people[place] = (char) person;
                    exposed.variant[place] = variant(first[person]);
                    exposed.phase[place] = (short) (first[person] >>> VARIANT_BITS & (1 << PHASE_BITS) - 1);
                    exposed.at[place++] = origin + (first[person] >>> VARIANT_BITS + PHASE_BITS);
                }
            }
            Arrays.fill(first, NONE);
            several.clear();
            return exposed;
        }

        private boolean counts(int person) {
            return first[person] != NONE && (keepFirst || !several.get(person));
        }

        private static byte variant(long exposure) {
            return (byte) exposure;
        }
    }
}
