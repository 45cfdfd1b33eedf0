/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Visits near the end of a day, one a person, by person. */
final class OpenVisits {

    private static final int BYTES = 2 * Integer.BYTES + Long.BYTES + 1;

    private int[] persons;
    private long[] millis;
    private Bounce[] bounces;
    private boolean[] both;
    private int size;

    OpenVisits(int capacity) {
        persons = new int[capacity];
        millis = new long[capacity];
        bounces = new Bounce[capacity];
        both = new boolean[capacity];
    }

    /**
     * Takes a visit.
     *
     * @param person whose it is
     * @param at when its event nearest to the end of the day happened
     * @param bounce what it is by itself
     * @param atBothEnds whether it is near the other end of the day, too
     */
    void add(int person, long at, Bounce bounce, boolean atBothEnds) {
        if (size == persons.length) {
            int length = Math.max(16, 2 * size);
            persons = Arrays.copyOf(persons, length);
            millis = Arrays.copyOf(millis, length);
            bounces = Arrays.copyOf(bounces, length);
            both = Arrays.copyOf(both, length);
        }
        persons[size] = person;
        millis[size] = at;
        bounces[size] = bounce;
        both[size++] = atBothEnds;
    }

    /** Those from a place on are of people of a bucket: so far only their places in it are known. */
    void place(int from, int bucket) {
        for (int i = from; i < size; i++) {
            persons[i] |= bucket << 16;
        }
    }

    void addAll(OpenVisits more) {
        for (int i = 0; i < more.size; i++) {
            add(more.persons[i], more.millis[i], more.bounces[i], more.both[i]);
        }
    }

    /** The same, by person, in no more room than it takes. */
    OpenVisits sorted() {
        OpenVisits sorted = new OpenVisits(size);
        IntStream.range(0, size)
                .mapToObj(i -> (long) persons[i] << Integer.SIZE | i)
                .sorted()
                .forEach(place -> {
                    int i = (int) (long) place;
                    sorted.add(persons[i], millis[i], bounces[i], both[i]);
                });
        return sorted;
    }

    int size() {
        return size;
    }

    int bytes() {
        return persons.length * BYTES;
    }

    int person(int index) {
        return persons[index];
    }

    long millis(int index) {
        return millis[index];
    }

    Bounce bounce(int index) {
        return bounces[index];
    }

    boolean isAtBothEnds(int index) {
        return both[index];
    }
}
