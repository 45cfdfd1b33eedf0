/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * Some people of one bucket: in a list as long as they are few, then with a bit for each person. Not safe for use by
 * several threads.
 */
public final class People {

    private static final int FEW = 1 << 10;

    private static final int BYTES = 64;

    private final WalkMemory memory;
    private int size;
    private char[] few = new char[4];
    private long[] bits = new long[0];

    /**
     * Starts with nobody.
     *
     * @param memory bounds it
     */
    public People(WalkMemory memory) {
        this.memory = memory;
        memory.take(BYTES + (long) few.length * Character.BYTES);
    }

    /**
     * Adds somebody.
     *
     * @param person their place in the bucket
     * @throws io.waymark.analytics.chunk.UnansweredException if it is too much
     */
    public void add(int person) {
        if (bits.length == 0 && size == FEW) {
            startBits();
        }
        if (bits.length > 0) {
            bits[person >>> 6] |= 1L << person;
        } else if (size == 0 || few[size - 1] != person) {
            if (size == few.length) {
                memory.take((long) size * Character.BYTES);
                few = Arrays.copyOf(few, 2 * size);
            }
            few[size++] = (char) person;
        }
    }

    /**
     * Adds many.
     *
     * @param people a bit for each person of the bucket
     * @throws io.waymark.analytics.chunk.UnansweredException if it is too much
     */
    public void addAll(long[] people) {
        if (bits.length == 0) {
            startBits();
        }
        for (int word = 0; word < bits.length; word++) {
            bits[word] |= people[word];
        }
    }

    /**
     * Adds others.
     *
     * @param others some people of the same bucket; stay as they are
     * @throws io.waymark.analytics.chunk.UnansweredException if it is too much
     */
    public void addAll(People others) {
        if (others.bits.length > 0) {
            addAll(others.bits);
        } else {
            for (int i = 0; i < others.size; i++) {
                add(others.few[i]);
            }
        }
    }

    private void startBits() {
        memory.take(EventWalk.PEOPLE / Byte.SIZE - (long) few.length * Character.BYTES);
        bits = new long[EventWalk.PEOPLE / Long.SIZE];
        for (int i = 0; i < size; i++) {
            bits[few[i] >>> 6] |= 1L << few[i];
        }
        few = new char[0];
        size = 0;
    }

    /** Gives back what it took: it is not needed any more. */
    public void release() {
        memory.take(-BYTES - (long) few.length * Character.BYTES - (long) bits.length * Long.BYTES);
        few = new char[0];
        bits = new long[0];
        size = 0;
    }

    /** {@return how many different people} */
    public int size() {
        if (bits.length > 0) {
            return size(bits);
        }
        Arrays.sort(few, 0, size);
        int different = 0;
        for (int i = 0; i < size; i++) {
            different += i == 0 || few[i] != few[i - 1] ? 1 : 0;
        }
        return different;
    }

    /**
     * Counts people.
     *
     * @param people a bit for each person of a bucket
     * @return how many have theirs set
     */
    public static int size(long[] people) {
        int size = 0;
        for (long word : people) {
            size += Long.bitCount(word);
        }
        return size;
    }
}
