/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

/**
 * A visit, or a part of one, that lies at the {@link WebPlan#at seam} between two walks. Immutable.
 *
 * @param person whose it is
 * @param first when its first event happened, in milliseconds since the epoch
 * @param last when its last event happened
 * @param events how many events
 * @param views how many of them are page views
 * @param labels what the first page view says, by dimension; of no meaning without one
 * @param entryPage the label of the page that was viewed first
 * @param lastPage the label of the page that was viewed last
 */
record SeamVisit(int person, long first, long last, int events, int views, int[] labels, int entryPage, int lastPage) {

    private static final int BYTES_BESIDES = 80;

    SeamVisit of(int other) {
        return new SeamVisit(other, first, last, events, views, labels, entryPage, lastPage);
    }

    /** The same with what follows. */
    SeamVisit then(SeamVisit next) {
        SeamVisit start = views > 0 ? this : next;
        return new SeamVisit(
                person,
                first,
                next.last,
                events + next.events,
                views + next.views,
                start.labels,
                start.entryPage,
                next.views > 0 ? next.lastPage : lastPage);
    }

    long millis() {
        return last - first;
    }

    boolean isBounce() {
        return events == 1;
    }

    int bytes() {
        return BYTES_BESIDES + labels.length * Integer.BYTES;
    }
}
