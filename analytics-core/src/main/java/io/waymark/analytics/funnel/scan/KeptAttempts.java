/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import java.util.Arrays;

/** How far people of one bucket have got with a funnel. Immutable, and safe for use by many threads. */
final class KeptAttempts {

    private final int[] persons;
    private final long[] written;

    private KeptAttempts(int[] persons, long[] written) {
        this.persons = persons;
        this.written = written;
    }

    /** Keeps all that matters from an instant on. */
    static KeptAttempts of(WaitingAttempts attempts, int steps, long instant) {
        int[] persons = new int[attempts.room()];
        long[] written = new long[0];
        int size = 0;
        int end = 0;
        int most = WaitingAttempts.rowSize(steps) + 2;
        for (int person = 0; person < attempts.room(); person++) {
            if (attempts.made(person) > 0) {
                if (written.length - end < most) {
                    written = Arrays.copyOf(written, written.length + written.length / 2 + most);
                }
                persons[size++] = person;
                end = attempts.write(person, instant, written, end);
            }
        }
        return new KeptAttempts(Arrays.copyOf(persons, size), Arrays.copyOf(written, end));
    }

    /** Lets attempts go on. */
    void restore(WaitingAttempts attempts) {
        if (persons.length > 0) {
            attempts.expect(Math.max(attempts.room(), persons[persons.length - 1] + 1));
        }
        int at = 0;
        for (int person : persons) {
            at = attempts.read(person, written, at);
        }
    }

    /** How many bytes it takes, about. */
    long bytes() {
        return (long) persons.length * Integer.BYTES + (long) written.length * Long.BYTES;
    }
}
