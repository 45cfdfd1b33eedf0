/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.event.SessionFigures;

/** Sums up all visits. Not safe for use by several threads. */
public final class VisitTotals implements VisitSum<VisitTotals> {

    /** The place of page views. */
    public static final int VIEW = 1;

    /** The place of all other events. */
    public static final int OTHER = 0;

    private final int viewsOfBounce;
    private final VisitTable table;
    private long visits;
    private long people;
    private long events;
    private long views;
    private long bounces;
    private long millis;

    /**
     * Starts with none.
     *
     * @param memory what is taken from as it grows
     * @param pageViews whether a bounce is a page view; else it is any event
     */
    public VisitTotals(WalkMemory memory, boolean pageViews) {
        this.table = new VisitTable(memory, 0);
        this.viewsOfBounce = pageViews ? 1 : 0;
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        table.begin(visit);
        if (first) {
            people++;
        }
    }

    @Override
    public void event(int visit, int person, long at, int place, long event) {
        table.event(visit, at, place);
    }

    @Override
    public void end(int visit, int person) {
        visits++;
        events += table.events(visit);
        views += table.views(visit);
        millis += table.millis(visit);
        if (table.events(visit) == 1 && table.views(visit) >= viewsOfBounce) {
            bounces++;
        }
    }

    @Override
    public void finish(int bucket) {
        table.finish();
    }

    @Override
    public void add(VisitTotals other) {
        visits += other.visits;
        people += other.people;
        events += other.events;
        views += other.views;
        bounces += other.bounces;
        millis += other.millis;
    }

    /** {@return the figures} */
    public SessionFigures figures() {
        return new SessionFigures(visits, people, events, views, bounces, MeanLength.seconds(millis, visits));
    }
}
