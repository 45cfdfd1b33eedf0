/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Arrays;

/** What is known of the visits that go on, by their numbers. Not safe for use by several threads. */
public final class VisitTable {

    private static final int MOST_KEPT = 4 * EventWalk.PEOPLE;
    private static final int BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;

    private final WalkMemory memory;
    private final int bytes;
    private long[] first = new long[EventWalk.PEOPLE];
    private long[] last = new long[EventWalk.PEOPLE];
    private int[] events = new int[EventWalk.PEOPLE];
    private int[] views = new int[EventWalk.PEOPLE];

    /**
     * Starts without any.
     *
     * @param memory what is taken from as it grows
     * @param besides how many bytes its owner keeps for each visit that there is room for
     */
    public VisitTable(WalkMemory memory, int besides) {
        this.memory = memory;
        this.bytes = BYTES + besides;
    }

    /**
     * A visit begins.
     *
     * @param visit its number
     * @throws io.waymark.analytics.chunk.UnansweredException if there are too many
     */
    public void begin(int visit) {
        if (visit >= events.length) {
            int length = Math.max(visit + 1, events.length + (events.length >> 1));
            memory.take((long) (length - events.length) * bytes);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
            events = Arrays.copyOf(events, length);
            views = Arrays.copyOf(views, length);
        }
        events[visit] = 0;
        views[visit] = 0;
    }

    /** All visits have ended. There may be {@link #capacity room} for fewer after this. */
    public void finish() {
        if (events.length > MOST_KEPT) {
            memory.take((long) (EventWalk.PEOPLE - events.length) * bytes);
            first = new long[EventWalk.PEOPLE];
            last = new long[EventWalk.PEOPLE];
            events = new int[EventWalk.PEOPLE];
            views = new int[EventWalk.PEOPLE];
        }
    }

    /**
     * An event is part of a visit.
     *
     * @param visit the number of the visit
     * @param millis when it happened, in milliseconds since the epoch
     * @param view 1 if it is a page view, else 0
     */
    public void event(int visit, long millis, int view) {
        if (events[visit]++ == 0) {
            first[visit] = millis;
        }
        last[visit] = millis;
        views[visit] += view;
    }

    /**
     * How many visits there is room for.
     *
     * @return more than the number of any that goes on
     */
    public int capacity() {
        return events.length;
    }

    /**
     * Counts the events of a visit.
     *
     * @param visit its number
     * @return how many events
     */
    public int events(int visit) {
        return events[visit];
    }

    /**
     * Counts the page views of a visit.
     *
     * @param visit its number
     * @return how many of its events are page views
     */
    public int views(int visit) {
        return views[visit];
    }

    /**
     * Tells when a visit began.
     *
     * @param visit its number
     * @return when its first event happened, in milliseconds since the epoch
     */
    public long first(int visit) {
        return first[visit];
    }

    /**
     * Tells when a visit ended.
     *
     * @param visit its number
     * @return when its last event happened, in milliseconds since the epoch
     */
    public long last(int visit) {
        return last[visit];
    }

    /**
     * Tells how long a visit was.
     *
     * @param visit its number
     * @return from its first to its last event, in milliseconds
     */
    public long millis(int visit) {
        return last[visit] - first[visit];
    }
}
