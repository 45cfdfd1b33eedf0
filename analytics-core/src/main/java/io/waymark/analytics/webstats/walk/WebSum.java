/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.count.VisitTable;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts views by page, and visits by what their first page view says, all in one go: they differ little in what it takes
 * to come by them. Not safe for use by several threads.
 */
public final class WebSum implements VisitSum<WebSum> {

    private final WebPlan plan;
    private final WalkedEvents events;
    private final VisitTable table;
    private final Parts pages;
    private final Parts[] visits;

    /** The label of the first view of each visit, by dimension. */
    private final int[][] firstViews;

    private int[] entryPages = new int[EventWalk.PEOPLE];
    private int[] lastPages = new int[EventWalk.PEOPLE];

    WebSum(WebPlan plan, WalkedEvents events) {
        this.plan = plan;
        this.events = events;
        WalkMemory memory = events.memory();
        this.table = new VisitTable(memory, (2 + plan.dimensions()) * Integer.BYTES);
        this.pages = new Parts(memory);
        this.visits = new Parts[plan.dimensions()];
        Arrays.setAll(visits, dimension -> new Parts(memory));
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
            pages.of(page).view(person);
            lastPages[visit] = page;
            if (first) {
                entryPages[visit] = page;
            }
        }
    }

    @Override
    public void end(int visit, int person) {
        int views = table.views(visit);
        if (views == 0) {
            return;
        }
        boolean bounce = table.events(visit) == 1;
        long millis = table.millis(visit);
        for (int dimension = 0; dimension < firstViews.length; dimension++) {
            visits[dimension].of(firstViews[dimension][visit]).visit(person, views, bounce, millis);
        }
        if (plan.hasPages()) {
            pages.of(entryPages[visit]).entry();
            pages.of(lastPages[visit]).exit(bounce);
        }
    }

    @Override
    public void finish(int bucket) {
        pages.finishBucket();
        for (Parts parts : visits) {
            parts.finishBucket();
        }
        table.finish();
        if (lastPages.length > table.capacity()) {
            fit();
        }
    }

    @Override
    public void add(WebSum other) {
        pages.add(other.pages);
        for (int dimension = 0; dimension < visits.length; dimension++) {
            visits[dimension].add(other.visits[dimension]);
        }
    }

    /** {@return the pages by path} */
    public Map<String, Part> pages() {
        return pages.byText(plan.labels());
    }

    /**
     * The visits by what their first page views say.
     *
     * @param dimension the place of the dimension in the plan
     * @return the parts by value
     */
    public Map<String, Part> visits(int dimension) {
        return visits[dimension].byText(plan.labels());
    }
}
