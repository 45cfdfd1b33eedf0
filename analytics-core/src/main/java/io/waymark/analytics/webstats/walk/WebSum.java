/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.count.VisitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts views by page, and visits by what their first page view says, all in one go: they differ little in what it takes
 * to come by them. Not safe for use by several threads.
 */
public final class WebSum implements VisitSum<WebSum> {

    private final WebPlan plan;
    private final WalkedEvents events;
    private final VisitTable table;
    private final WebCounts counts;

    /** The visits of this bucket that lie at the seam: so far, only the places of their people are known. */
    private final List<SeamVisit> atSeam = new ArrayList<>();

    /** The label of the first view of each visit, by dimension. */
    private final int[][] firstViews;

    private int[] entryPages = new int[EventWalk.PEOPLE];
    private int[] lastPages = new int[EventWalk.PEOPLE];

    WebSum(WebPlan plan, WalkedEvents events) {
        this.plan = plan;
        this.events = events;
        this.table = new VisitTable(events.memory(), (2 + plan.dimensions()) * Integer.BYTES);
        this.counts = new WebCounts(plan, events.memory());
        this.firstViews = new int[plan.dimensions()][EventWalk.PEOPLE];
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        table.begin(visit);
        if (visit >= lastPages.length) {
            fit();
        }
    }

    private void fit() {
        entryPages = Arrays.copyOf(entryPages, table.capacity());
        lastPages = Arrays.copyOf(lastPages, table.capacity());
        for (int dimension = 0; dimension < firstViews.length; dimension++) {
            firstViews[dimension] = Arrays.copyOf(firstViews[dimension], table.capacity());
        }
    }

    @Override
    public void event(int visit, int person, long millis, int place, long event) {
        table.event(visit, millis, place);
        if (place != TotalsPlan.VIEW) {
            return;
        }
        boolean first = table.views(visit) == 1;
        if (first) {
            for (int dimension = 0; dimension < firstViews.length; dimension++) {
                firstViews[dimension][visit] = plan.label(dimension, events, event);
            }
        }
        if (plan.hasPages()) {
            int page = plan.page(events, event);
            counts.view(page, person);
            lastPages[visit] = page;
            if (first) {
                entryPages[visit] = page;
            }
        }
    }

    @Override
    public void end(int visit, int person) {
        if (plan.isAtSeam(table.first(visit), table.last(visit))) {
            atSeam.add(seamVisit(visit, person));
            return;
        }
        int views = table.views(visit);
        if (views == 0) {
            return;
        }
        boolean bounce = table.events(visit) == 1;
        long millis = table.millis(visit);
        for (int dimension = 0; dimension < firstViews.length; dimension++) {
            counts.visit(dimension, firstViews[dimension][visit], person, views, bounce, millis);
        }
        if (plan.hasPages()) {
            counts.entryAndExit(entryPages[visit], lastPages[visit], bounce);
        }
    }

    private SeamVisit seamVisit(int visit, int person) {
        int[] labels = new int[firstViews.length];
        Arrays.setAll(labels, dimension -> firstViews[dimension][visit]);
        return new SeamVisit(
                person,
                table.first(visit),
                table.last(visit),
                table.events(visit),
                table.views(visit),
                labels,
                entryPages[visit],
                lastPages[visit]);
    }

    @Override
    public void finish(int bucket) {
        atSeam.forEach(visit -> counts.atSeam(visit.of(bucket << 16 | visit.person())));
        atSeam.clear();
        counts.finishBucket(bucket);
        table.finish();
        if (lastPages.length > table.capacity()) {
            fit();
        }
    }

    @Override
    public void add(WebSum other) {
        counts.add(other.counts);
    }

    /** {@return what was counted} */
    public WebCounts counts() {
        return counts;
    }
}
