/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.event.CalendarBuckets;
import java.util.Arrays;

/** Counts people, views and visits in each of some intervals. Not safe for use by several threads. */
public final class PointSum implements VisitSum<PointSum> {

    private final long[] starts;
    private final long[] people;
    private final long[] views;
    private final long[] visits;

    /** The interval, from 1 on, in which each person was seen last. */
    private final int[] seen = new int[EventWalk.PEOPLE];

    private boolean begins;
    private int point;

    /**
     * Starts with none.
     *
     * @param buckets the intervals; all events lie within
     */
    public PointSum(CalendarBuckets buckets) {
        int size = buckets.size();
        this.starts = new long[size + 1];
        for (int i = 0; i < size; i++) {
            starts[i] = buckets.starts().get(i).toInstant().toEpochMilli();
        }
        starts[size] = buckets.endOf(size - 1).toEpochMilli();
        this.people = new long[size];
        this.views = new long[size];
        this.visits = new long[size];
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        begins = true;
    }

    @Override
    public void event(int visit, int person, long millis, int place, long event) {
        if (millis < starts[point] || millis >= starts[point + 1]) {
            int found = Arrays.binarySearch(starts, millis);
            point = found >= 0 ? found : -found - 2;
        }
        if (seen[person] != point + 1) {
            seen[person] = point + 1;
            people[point]++;
        }
        if (place == TotalsPlan.VIEW) {
            views[point]++;
        }
        if (begins) {
            begins = false;
            visits[point]++;
        }
    }

    @Override
    public void finish(int bucket) {
        Arrays.fill(seen, 0);
    }

    @Override
    public void add(PointSum other) {
        for (int i = 0; i < people.length; i++) {
            people[i] += other.people[i];
            views[i] += other.views[i];
            visits[i] += other.visits[i];
        }
    }

    /**
     * The counts of an interval.
     *
     * @param index its place, from 0
     * @return people, views and visits that began
     */
    public long[] counts(int index) {
        return new long[] {people[index], views[index], visits[index]};
    }
}
