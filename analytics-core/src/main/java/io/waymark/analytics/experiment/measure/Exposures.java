/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Exposures of one experiment as rows have them. Immutable; buffers are not to be changed.
 *
 * @param groups the exposures by variant and phase
 */
record Exposures(List<Group> groups) {

    private static final int BYTES_A_ROW = Integer.BYTES + Long.BYTES;

    private static final long MILLIS_OF_2000 = 946_684_800_000L;

    Exposures {
        groups = List.copyOf(groups);
    }

    /**
     * The exposures to a variant in a phase.
     *
     * @param variant its key
     * @param phase its number
     * @param people the numbers of the people
     * @param times when each was exposed, in microseconds since 2000
     */
    record Group(String variant, int phase, IntBuffer people, LongBuffer times) {

        int size() {
            return people.capacity();
        }

        int person(int place) {
            return people.get(place);
        }

        long millis(int place) {
            return MILLIS_OF_2000 + Math.floorDiv(times.get(place), 1_000L);
        }
    }

    int size() {
        return groups.stream().mapToInt(Group::size).sum();
    }

    long bytes() {
        return (long) BYTES_A_ROW * size();
    }
}
