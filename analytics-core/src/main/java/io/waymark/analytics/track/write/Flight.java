/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.util.List;

/** What the writer has taken and not yet written. Changed by the writer and the spooler, read by both. */
final class Flight {

    private final boolean replay;
    private volatile long sinceNanos = System.nanoTime();
    private volatile List<Pending> events;
    private volatile boolean spooled;

    private Flight(List<Pending> events, boolean replay) {
        this.events = events;
        this.replay = replay;
    }

    static Flight ofQueue(List<Pending> events) {
        return new Flight(events, false);
    }

    static Flight ofSpool(List<Pending> events) {
        return new Flight(events, true);
    }

    /** Whether the events come from the spool, where they stay until they are written. */
    boolean isReplay() {
        return replay;
    }

    List<Pending> events() {
        return events;
    }

    void remaining(List<Pending> remaining) {
        events = remaining;
    }

    /** The database answers, be it with an error. */
    void answered() {
        sinceNanos = System.nanoTime();
    }

    /** Since when the database has not answered. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether the events are nowhere but in memory. */
    boolean isUnsafe() {
        return !replay && !spooled && !events.isEmpty();
    }

    /** Whether the spooler has put the events on disk, so that they need not be written from here any more. */
    boolean isSpooled() {
        return spooled;
    }

    void markSpooled() {
        spooled = true;
    }
}
