/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.count.VisitTable;
import org.roaringbitmap.RoaringBitmap;

/** Sums the visits of a day up. Not safe for use by several threads. */
final class VisitDaySum implements VisitSum<VisitDaySum> {

    private final Millis day;
    private final long timeout;
    private final WalkMemory memory;
    private final VisitTable table;
    private final RoaringBitmap people = new RoaringBitmap();
    private final OpenVisits heads = new OpenVisits(0);
    private final OpenVisits tails = new OpenVisits(0);

    /** A bit for everybody of the bucket who was there. */
    private final long[] present = new long[EventWalk.PEOPLE / Long.SIZE];

    private long taken;
    private int headsPlaced;
    private int tailsPlaced;
    private long visits;
    private long events;
    private long views;
    private long bounces;
    private long bouncesOfViews;
    private long millis;

    VisitDaySum(Millis day, long timeout, WalkMemory memory) {
        this.day = day;
        this.timeout = timeout;
        this.memory = memory;
        this.table = new VisitTable(memory, 0);
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        table.begin(visit);
        if (first) {
            present[person >>> 6] |= 1L << person;
        }
    }

    @Override
    public void event(int visit, int person, long at, int place, long event) {
        table.event(visit, at, place);
    }

    @Override
    public void end(int visit, int person) {
        Bounce bounce = bounce(visit);
        visits++;
        events += table.events(visit);
        views += table.views(visit);
        bounces += bounce == Bounce.NONE ? 0 : 1;
        bouncesOfViews += bounce == Bounce.VIEW ? 1 : 0;
        millis += table.millis(visit);
        boolean head = table.first(visit) - day.from() <= timeout;
        boolean tail = day.to() - table.last(visit) <= timeout;
        if (head) {
            heads.add(person, table.first(visit), bounce, tail);
        }
        if (tail) {
            tails.add(person, table.last(visit), bounce, head);
        }
    }

    private Bounce bounce(int visit) {
        if (table.events(visit) > 1) {
            return Bounce.NONE;
        }
        return table.views(visit) == 1 ? Bounce.VIEW : Bounce.EVENT;
    }

    @Override
    public void finish(int bucket) {
        heads.place(headsPlaced, bucket);
        tails.place(tailsPlaced, bucket);
        headsPlaced = heads.size();
        tailsPlaced = tails.size();
        for (int word = 0; word < present.length; word++) {
            for (long bits = present[word]; bits != 0; bits &= bits - 1) {
                people.add(bucket << 16 | word << 6 | Long.numberOfTrailingZeros(bits));
            }
            present[word] = 0;
        }
        table.finish();
        long now = people.getLongSizeInBytes() + heads.bytes() + tails.bytes();
        memory.take(now - taken);
        taken = now;
    }

    @Override
    public void add(VisitDaySum other) {
        people.or(other.people);
        heads.addAll(other.heads);
        tails.addAll(other.tails);
        visits += other.visits;
        events += other.events;
        views += other.views;
        bounces += other.bounces;
        bouncesOfViews += other.bouncesOfViews;
        millis += other.millis;
    }

    VisitDay day() {
        people.runOptimize();
        return new VisitDay(
                people, visits, events, views, bounces, bouncesOfViews, millis, heads.sorted(), tails.sorted());
    }
}
