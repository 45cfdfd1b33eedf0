/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/**
 * Counts how often some things were taken, and keeps by whom in one bucket of people after the other. What few took is a
 * list of six bytes for each time; what many took in a bucket has a bit for each person. Not safe for use by several
 * threads.
 */
public final class Takers {

    private static final int FEW = 1 << 10;
    private static final int WORDS = EventWalk.PEOPLE / Long.SIZE;
    private static final int BYTES_OF_THING = 2 * Integer.BYTES;
    private static final int BYTES_OF_TIME = Integer.BYTES + Character.BYTES;

    private final WalkMemory memory;
    private int[] times = new int[64];

    /** How often each was taken in this bucket, if that is few; else where its bits are, counted down from -1. */
    private int[] seen = new int[64];

    private int size;
    private int[] things = new int[64];
    private char[] persons = new char[64];
    private int many;
    private int[] thingsOfMany = new int[8];
    private long[][] bits = new long[8][];

    /**
     * Starts with nothing taken.
     *
     * @param memory bounds it
     */
    public Takers(WalkMemory memory) {
        this.memory = memory;
        memory.take((long) times.length * BYTES_OF_THING + (long) things.length * BYTES_OF_TIME);
    }

    /**
     * Something is taken.
     *
     * @param thing its number; small
     * @param person by whom: their place in the bucket
     * @throws io.waymark.analytics.chunk.UnansweredException if it is too much
     */
    public void add(int thing, int person) {
        if (thing >= times.length) {
            int length = Math.max(thing + 1, 2 * times.length);
            memory.take((long) (length - times.length) * BYTES_OF_THING);
            times = Arrays.copyOf(times, length);
            seen = Arrays.copyOf(seen, length);
        }
        times[thing]++;
        int before = seen[thing];
        if (before < 0) {
            bits[-1 - before][person >>> 6] |= 1L << person;
        } else if (before == FEW) {
            seen[thing] = -1 - startBits(thing);
            bits[many - 1][person >>> 6] |= 1L << person;
        } else {
            seen[thing] = before + 1;
            if (size == things.length) {
                resize(size + size / 2);
            }
            things[size] = thing;
            persons[size++] = (char) person;
        }
    }

    private int startBits(int thing) {
        memory.take((long) WORDS * Long.BYTES);
        if (many == bits.length) {
            thingsOfMany = Arrays.copyOf(thingsOfMany, 2 * many);
            bits = Arrays.copyOf(bits, 2 * many);
        }
        thingsOfMany[many] = thing;
        bits[many] = new long[WORDS];
        return many++;
    }

    private void resize(int length) {
        memory.take((long) (length - things.length) * BYTES_OF_TIME);
        things = Arrays.copyOf(things, length);
        persons = Arrays.copyOf(persons, length);
    }

    /**
     * How often something was taken by anybody of any bucket.
     *
     * @param thing its number
     * @return how often
     */
    public long times(int thing) {
        return thing < times.length ? times[thing] : 0;
    }

    /**
     * Starts with the next bucket.
     *
     * @return who took what in this one
     */
    public BucketTakers finish() {
        int left = 0;
        for (int time = 0; time < size; time++) {
            int place = seen[things[time]];
            if (place < 0) {
                bits[-1 - place][persons[time] >>> 6] |= 1L << persons[time];
            } else {
                things[left] = things[time];
                persons[left++] = persons[time];
            }
        }
        resize(left);
        BucketTakers bucket =
                new BucketTakers(things, persons, Arrays.copyOf(thingsOfMany, many), Arrays.copyOf(bits, many));
        Arrays.fill(seen, 0);
        size = 0;
        many = 0;
        things = new int[64];
        persons = new char[64];
        bits = new long[8][];
        thingsOfMany = new int[8];
        memory.take((long) things.length * BYTES_OF_TIME);
        return bucket;
    }
}
