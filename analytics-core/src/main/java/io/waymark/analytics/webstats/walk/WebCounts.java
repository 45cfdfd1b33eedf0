/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Views by page, and visits by what their first page view says. Those of two times that follow each other can be put
 * together, if both end at the {@link WebPlan#at seam}. Not safe for use by several threads while anything is added.
 */
public final class WebCounts {

    private final Labels labels;
    private final WalkMemory memory;
    private final boolean hasPages;
    private final boolean keepsPeople;
    private final Parts pages;
    private final Parts[] visits;
    private final List<SeamVisit> atSeam = new ArrayList<>();

    WebCounts(WebPlan plan, WalkMemory memory) {
        this(plan.labels(), memory, plan.hasPages(), plan.hasSeam(), plan.dimensions());
    }

    private WebCounts(Labels labels, WalkMemory memory, boolean hasPages, boolean keepsPeople, int dimensions) {
        this.labels = labels;
        this.memory = memory;
        this.hasPages = hasPages;
        this.keepsPeople = keepsPeople;
        this.pages = new Parts(memory, keepsPeople);
        this.visits = new Parts[dimensions];
        Arrays.setAll(visits, dimension -> new Parts(memory, keepsPeople));
    }

    void view(int page, int person) {
        pages.of(page).view(person);
    }

    void visit(int dimension, int label, int person, int views, boolean bounce, long millis) {
        visits[dimension].of(label).visit(person, views, bounce, millis);
    }

    void entryAndExit(int entryPage, int lastPage, boolean bounce) {
        pages.of(entryPage).entry();
        pages.of(lastPage).exit(bounce);
    }

    void atSeam(SeamVisit visit) {
        memory.take(visit.bytes());
        atSeam.add(visit);
    }

    void finishBucket(int bucket) {
        pages.finishBucket(bucket);
        for (Parts parts : visits) {
            parts.finishBucket(bucket);
        }
    }

    /** Takes in those of other people. */
    void add(WebCounts other) {
        pages.add(other.pages);
        for (int dimension = 0; dimension < visits.length; dimension++) {
            visits[dimension].add(other.visits[dimension]);
        }
        atSeam.addAll(other.atSeam);
    }

    /**
     * The same, to be kept.
     *
     * @return a copy that takes nothing of what the report may have
     */
    public WebCounts copy() {
        WalkMemory own = new WalkMemory(Long.MAX_VALUE, any -> {});
        WebCounts copy = new WebCounts(labels, own, hasPages, keepsPeople, visits.length);
        copy.add(this);
        return copy;
    }

    /** {@return how many bytes it takes, about, if it is a {@link #copy}} */
    public long bytes() {
        return memory.taken()
                + labels.bytes()
                + atSeam.stream().mapToLong(SeamVisit::bytes).sum();
    }

    /** {@return the numbers of labels, not to be given to others} */
    public Labels labels() {
        return labels;
    }

    /**
     * Takes in what was before the seam, whose labels have the same numbers here.
     *
     * @param before what was counted up to the seam; stays as it is
     * @param timeout a gap of more milliseconds than this starts a new visit
     */
    public void addBefore(WebCounts before, long timeout) {
        Map<Integer, SeamVisit> after = new HashMap<>();
        atSeam.forEach(visit -> after.put(visit.person(), visit));
        atSeam.clear();
        add(before);
        List<SeamVisit> open = List.copyOf(atSeam);
        atSeam.clear();
        for (SeamVisit visit : open) {
            SeamVisit next = after.get(visit.person());
            if (next != null && next.first() - visit.last() <= timeout) {
                after.remove(visit.person());
                end(visit.then(next));
            } else {
                end(visit);
            }
        }
        after.values().forEach(this::end);
    }

    private void end(SeamVisit visit) {
        if (visit.views() == 0) {
            return;
        }
        for (int dimension = 0; dimension < visits.length; dimension++) {
            visits[dimension].of(visit.labels()[dimension]).visit(visit);
        }
        if (hasPages) {
            entryAndExit(visit.entryPage(), visit.lastPage(), visit.isBounce());
        }
    }

    /** {@return the pages by path} */
    public Map<String, Part> pages() {
        return pages.byText(labels);
    }

    /**
     * The visits by what their first page views say.
     *
     * @param dimension the place of the dimension in the plan
     * @return the parts by value
     */
    public Map<String, Part> visits(int dimension) {
        return visits[dimension].byText(labels);
    }
}
