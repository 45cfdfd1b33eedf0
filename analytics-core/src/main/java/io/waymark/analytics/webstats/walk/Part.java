/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The visits, or views, that have a label in common. Not safe for use by several threads. */
public final class Part {

    private static final int BYTES_OF_TALLY = 80;

    private final WalkMemory memory;
    private final @Nullable RoaringBitmap everybody;
    private @Nullable PersonTally tally;
    private int bytes;
    private long people;
    private long visits;
    private long views;
    private long bounces;
    private long millis;
    private long entries;
    private long exits;

    /** Counts people, or if it {@code keeps} them, can be told of the same people again. */
    Part(WalkMemory memory, boolean keeps) {
        this.memory = memory;
        this.everybody = keeps ? new RoaringBitmap() : null;
    }

    void view(int person) {
        views++;
        add(person);
    }

    void visit(int person, int viewsOfVisit, boolean bounce, long millisOfVisit) {
        count(viewsOfVisit, bounce, millisOfVisit);
        add(person);
    }

    /** A visit of somebody of whatever bucket; only if people are kept. */
    void visit(SeamVisit visit) {
        count(visit.views(), visit.isBounce(), visit.millis());
        Objects.requireNonNull(everybody).add(visit.person());
    }

    private void count(int viewsOfVisit, boolean bounce, long millisOfVisit) {
        visits++;
        views += viewsOfVisit;
        bounces += bounce ? 1 : 0;
        millis += millisOfVisit;
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
    void finishBucket(int bucket, long[] scratch) {
        if (tally == null) {
            return;
        }
        if (everybody == null) {
            people += tally.persons(scratch);
        } else {
            keep(everybody, tally.people(bucket, scratch));
        }
        tally = null;
        memory.take(-bytes);
        bytes = 0;
    }

    private void keep(RoaringBitmap kept, RoaringBitmap more) {
        long before = kept.getLongSizeInBytes();
        kept.or(more);
        memory.take(kept.getLongSizeInBytes() - before);
    }

    /** Takes in another, of other people unless both keep them. */
    void add(Part other) {
        if (everybody == null) {
            people += other.people;
        } else {
            keep(everybody, Objects.requireNonNull(other.everybody));
        }
        visits += other.visits;
        views += other.views;
        bounces += other.bounces;
        millis += other.millis;
        entries += other.entries;
        exits += other.exits;
    }

    /** {@return how many different people} */
    public long people() {
        return everybody == null ? people : everybody.getLongCardinality();
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
