/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.chunk.visit.WalkMemory;
import org.jspecify.annotations.Nullable;

/** The visits, or views, that have a label in common. Not safe for use by several threads. */
public final class Part {

    private static final int BYTES_OF_TALLY = 80;

    private final WalkMemory memory;
    private @Nullable PersonTally tally;
    private int bytes;
    private long people;
    private long visits;
    private long views;
    private long bounces;
    private long millis;
    private long entries;
    private long exits;

    Part(WalkMemory memory) {
        this.memory = memory;
    }

    void view(int person) {
        views++;
        add(person);
    }

    void visit(int person, int viewsOfVisit, boolean bounce, long millisOfVisit) {
        visits++;
        views += viewsOfVisit;
        bounces += bounce ? 1 : 0;
        millis += millisOfVisit;
        add(person);
    }

    void entry() {
        entries++;
    }

    void exit(boolean bounce) {
        exits++;
        bounces += bounce ? 1 : 0;
    }

    private void add(int person) {
        PersonTally known = tally;
        if (known == null) {
            known = new PersonTally();
            tally = known;
        }
        known.add(person);
        int now = BYTES_OF_TALLY + known.bytes();
        if (now != bytes) {
            memory.take(now - bytes);
            bytes = now;
        }
    }

    /** The people of the next bucket are others. */
    void finishBucket(long[] scratch) {
        if (tally != null) {
            people += tally.persons(scratch);
            tally = null;
            memory.take(-bytes);
            bytes = 0;
        }
    }

    void add(Part other) {
        people += other.people;
        visits += other.visits;
        views += other.views;
        bounces += other.bounces;
        millis += other.millis;
        entries += other.entries;
        exits += other.exits;
    }

    /** {@return how many different people} */
    public long people() {
        return people;
    }

    /** {@return how many visits} */
    public long visits() {
        return visits;
    }

    /** {@return how many page views} */
    public long views() {
        return views;
    }

    /** {@return how many visits of one event} */
    public long bounces() {
        return bounces;
    }

    /** {@return how long all visits were together, in milliseconds} */
    public long millis() {
        return millis;
    }

    /** {@return how many visits begin with it} */
    public long entries() {
        return entries;
    }

    /** {@return how many visits end with it} */
    public long exits() {
        return exits;
    }
}
