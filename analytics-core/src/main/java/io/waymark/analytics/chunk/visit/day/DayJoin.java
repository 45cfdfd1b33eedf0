/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

/** Puts days that follow each other together: where a visit goes on past midnight, two become one. */
final class DayJoin {

    private final long timeout;
    private final boolean onlyViewsBounce;
    private OpenVisits open = new OpenVisits(0);

    /**
     * Starts with no day.
     *
     * @param timeout a gap of more milliseconds than this starts a new visit
     * @param onlyViewsBounce whether only a page view is a bounce; else any event is
     */
    DayJoin(long timeout, boolean onlyViewsBounce) {
        this.timeout = timeout;
        this.onlyViewsBounce = onlyViewsBounce;
    }

    /**
     * What a day adds to the days before.
     *
     * @param visits how many visits have begun
     * @param bounces by how much there are more bounces, or fewer
     * @param millis by how much all visits together are longer
     */
    record Added(long visits, long bounces, long millis) {}

    /** Takes the next day, which ends at an instant. */
    Added add(VisitDay day, long end) {
        long visits = day.visits();
        long bounces = day.bounces(onlyViewsBounce);
        long millis = day.millis();
        OpenVisits heads = day.heads();
        boolean[] joined = new boolean[heads.size()];
        for (int i = 0, head = 0; i < open.size(); i++) {
            while (head < heads.size() && heads.person(head) < open.person(i)) {
                head++;
            }
            if (head == heads.size() || heads.person(head) > open.person(i)) {
                continue;
            }
            long gap = heads.millis(head) - open.millis(i);
            if (gap <= timeout) {
                joined[head] = true;
                visits--;
                millis += gap;
                bounces -= bounces(open, i) + bounces(heads, head);
            }
        }
        open = stillOpen(day, end, joined);
        return new Added(visits, bounces, millis);
    }

    private int bounces(OpenVisits visits, int index) {
        return visits.bounce(index).counts(onlyViewsBounce) ? 1 : 0;
    }

    private OpenVisits stillOpen(VisitDay day, long end, boolean[] joined) {
        OpenVisits still = new OpenVisits(day.tails().size());
        for (int i = 0; i < open.size(); i++) {
            // Of a part of a day that is shorter than the gap that ends a visit.
            if (end - open.millis(i) <= timeout && !day.people().contains(open.person(i))) {
                still.add(open.person(i), open.millis(i), open.bounce(i), false);
            }
        }
        boolean anyLeft = still.size() > 0;
        OpenVisits tails = day.tails();
        OpenVisits heads = day.heads();
        for (int i = 0, head = 0; i < tails.size(); i++) {
            while (head < heads.size() && heads.person(head) < tails.person(i)) {
                head++;
            }
            boolean goesOn = tails.isAtBothEnds(i)
                    && head < heads.size()
                    && heads.person(head) == tails.person(i)
                    && joined[head];
            still.add(tails.person(i), tails.millis(i), goesOn ? Bounce.NONE : tails.bounce(i), false);
        }
        return anyLeft ? still.sorted() : still;
    }
}
