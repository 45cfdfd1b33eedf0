/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.WalkSink;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Journeys that were open at a seam, while what follows it is gone through: each is taken up again once. Safe for use by many
 * threads, as long as they ask for different people.
 */
final class Reopened {

    private final Map<Integer, OpenJourneys> open;

    /** For each bucket, the row of each person's journey, counted from 1; 0 if there is none any more. */
    private final Map<Integer, int[]> rows = new HashMap<>();

    Reopened(Map<Integer, OpenJourneys> open, WalkMemory memory) {
        this.open = open;
        memory.take((long) open.size() * EventWalk.PEOPLE * Integer.BYTES);
        open.forEach((bucket, journeys) -> rows.put(bucket, rows(journeys)));
    }

    private static int[] rows(OpenJourneys journeys) {
        int[] rows = new int[EventWalk.PEOPLE];
        for (int row = 0; row < journeys.size(); row++) {
            rows[journeys.person(row)] = row + 1;
        }
        return rows;
    }

    /** Puts the journey of somebody into a table and tells when it was last gone on with; never, if there is none. */
    long take(int bucket, int person, FlowTable to) {
        int @Nullable [] ofBucket = rows.get(bucket);
        OpenJourneys journeys = open.get(bucket);
        if (ofBucket == null || journeys == null || ofBucket[person] == 0) {
            return WalkSink.NEVER;
        }
        int row = ofBucket[person] - 1;
        ofBucket[person] = 0;
        journeys.copy(row, to, person);
        return journeys.lastAt(row);
    }

    /** Tells whose journeys have not been taken up. */
    void left(int bucket, IntConsumer person) {
        int[] ofBucket = rows.getOrDefault(bucket, new int[0]);
        for (int i = 0; i < ofBucket.length; i++) {
            if (ofBucket[i] > 0) {
                person.accept(i);
            }
        }
    }
}
