/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The ways of journeys of one bucket of people: for each the last node in a tree, whether the journey went on after it, and
 * who took it. Six bytes each. Not safe for use by several threads.
 */
public final class Ways {

    private static final int BYTES = Integer.BYTES + Character.BYTES;

    private final ScanMemory memory;
    private int size;
    private int[] keys = new int[64];
    private char[] persons = new char[64];

    /**
     * Starts without any.
     *
     * @param memory bounds them
     */
    public Ways(ScanMemory memory) {
        this.memory = memory;
        memory.take((long) keys.length * BYTES);
    }

    /**
     * Adds one.
     *
     * @param node its last node
     * @param goesOn whether the journey went on after it
     * @param person who took it: their place in the bucket
     * @throws io.waymark.analytics.chunk.UnansweredException if there are too many
     */
    public void add(int node, boolean goesOn, int person) {
        if (size == keys.length) {
            resize(size + size / 2);
        }
        keys[size] = node << 1 | (goesOn ? 1 : 0);
        persons[size++] = (char) person;
    }

    /** Gives back what is not needed as long as none is added. */
    public void trim() {
        resize(size);
    }

    private void resize(int length) {
        memory.take((long) (length - keys.length) * BYTES);
        keys = Arrays.copyOf(keys, length);
        persons = Arrays.copyOf(persons, length);
    }

    /**
     * Leaves out those of some people.
     *
     * @param only whose are kept, by their place in the bucket
     */
    public void keep(IntPredicate only) {
        int kept = 0;
        for (int way = 0; way < size; way++) {
            if (only.test(persons[way])) {
                keys[kept] = keys[way];
                persons[kept++] = persons[way];
            }
        }
        size = kept;
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /**
     * The end of a way.
     *
     * @param way its number
     * @return its last node
     */
    public int node(int way) {
        return keys[way] >>> 1;
    }

    /**
     * Tells whether a journey went on.
     *
     * @param way the number of the way
     * @return whether it did after that
     */
    public boolean goesOn(int way) {
        return (keys[way] & 1) != 0;
    }

    /**
     * Who took a way.
     *
     * @param way its number
     * @return their place in the bucket
     */
    public int person(int way) {
        return persons[way];
    }
}
