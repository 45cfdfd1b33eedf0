/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.measure.Exposures.Group;
import java.util.List;

/** Puts exposures in the order of buckets of people, as the database would sort all rows for it. */
final class ExposuresByBucket {

    private static final int BUCKETS = 1 << 15;

    private ExposuresByBucket() {}

    /** Those of people who count: the number of the group, and below it the place within the group. */
    static long[] of(List<Group> groups, WhoIsWho people) {
        int[] next = new int[BUCKETS + 1];
        for (Group group : groups) {
            for (int place = 0; place < group.size(); place++) {
                int person = people.now(group.person(place));
                if (person != WhoIsWho.NOBODY) {
                    next[(person >>> 16) + 1]++;
                }
            }
        }
        for (int bucket = 1; bucket <= BUCKETS; bucket++) {
            next[bucket] += next[bucket - 1];
        }
        long[] places = new long[next[BUCKETS]];
        for (int number = 0; number < groups.size(); number++) {
            Group group = groups.get(number);
            for (int place = 0; place < group.size(); place++) {
                int person = people.now(group.person(place));
                if (person != WhoIsWho.NOBODY) {
                    places[next[person >>> 16]++] = (long) number << 32 | place;
                }
            }
        }
        return places;
    }
}
