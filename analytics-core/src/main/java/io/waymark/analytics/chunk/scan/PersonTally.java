/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts events and the different people of one bucket who did them: in a list as long as they are few, then with a bit for
 * each person. Not safe for use by several threads.
 */
public final class PersonTally {

    private static final int FEW = 2_048;

    /** So few are sorted sooner than all bits are looked through. */
    private static final int VERY_FEW = 32;

    private long events;
    private int size;
    private char[] few = new char[4];
    private long[] bits = new long[0];

    /** Starts with none. */
    public PersonTally() {}

    /**
     * Counts an event.
     *
     * @param person who did it
     */
    public void add(int person) {
        events++;
        char place = (char) person;
        if (bits.length > 0) {
            bits[place >>> 6] |= 1L << place;
        } else if (size == 0 || few[size - 1] != place) {
            if (size == FEW) {
                useBits();
                bits[place >>> 6] |= 1L << place;
                return;
            }
            if (size == few.length) {
                few = Arrays.copyOf(few, 2 * size);
            }
            few[size++] = place;
        }
    }

    /**
     * Counts events.
     *
     * @param people who did them, by their places in the bucket
     * @param from the place of the first of these
     * @param to the place after the last
     */
    public void add(char[] people, int from, int to) {
        events += to - from;
        if (bits.length == 0) {
            int more = to - from;
            if (size + more <= FEW) {
                if (size + more > few.length) {
                    few = Arrays.copyOf(few, Math.max(size + more, Math.min(FEW, 2 * size)));
                }
                for (int i = from; i < to; i++) {
                    if (size == 0 || few[size - 1] != people[i]) {
                        few[size++] = people[i];
                    }
                }
                return;
            }
            useBits();
        }
        set(bits, people, from, to);
    }

    private void useBits() {
        bits = scratch();
        set(bits, few, 0, size);
        few = new char[0];
        size = 0;
    }

    private static void set(long[] bits, char[] people, int from, int to) {
        for (int i = from; i < to; i++) {
            bits[people[i] >>> 6] |= 1L << people[i];
        }
    }

    /** {@return what it takes to count people} */
    public static long[] scratch() {
        return new long[SliceMerge.BUCKET_SIZE / Long.SIZE];
    }

    /** {@return how much memory people take, in bytes} */
    public int bytes() {
        return few.length * Character.BYTES + bits.length * Long.BYTES;
    }

    /** {@return how many events} */
    public long events() {
        return events;
    }

    /**
     * Counts people.
     *
     * @param scratch as made by {@link #scratch()}, for many of these to be asked; is again afterwards as it was before
     * @return how many different people
     */
    public long persons(long[] scratch) {
        long persons = 0;
        for (long word : bits) {
            persons += Long.bitCount(word);
        }
        for (int i = 0; i < size; i++) {
            int place = few[i];
            persons += ~scratch[place >>> 6] >>> place & 1;
            scratch[place >>> 6] |= 1L << place;
        }
        for (int i = 0; i < size; i++) {
            scratch[few[i] >>> 6] = 0;
        }
        return persons;
    }

    /**
     * The people.
     *
     * @param bucket the bucket that they are of
     * @param scratch as made by {@link #scratch()}, for many of these to be asked; is again afterwards as it was before
     * @return all of them; the caller's own
     */
    public RoaringBitmap people(int bucket, long[] scratch) {
        if (bits.length > 0) {
            return ofBits(bits, bucket);
        }
        if (size < VERY_FEW) {
            return RoaringBitmap.bitmapOf(IntStream.range(0, size)
                    .map(i -> bucket << 16 | few[i])
                    .sorted()
                    .toArray());
        }
        set(scratch, few, 0, size);
        RoaringBitmap people = ofBits(scratch, bucket);
        for (int i = 0; i < size; i++) {
            scratch[few[i] >>> 6] = 0;
        }
        return people;
    }

    private static RoaringBitmap ofBits(long[] bits, int bucket) {
        RoaringBitmap people = RoaringBitmap.addOffset(BitSetUtil.bitmapOf(bits), (long) bucket << 16);
        people.runOptimize();
        return people;
    }
}
