/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.LatestEvent;
import io.waymark.analytics.trend.TrendReports;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is tracked during a test, with what still waits in the queue. */
public final class Tracked {

    private static final String MARKER = "marker";

    private final Ingest ingest;
    private final TrendReports trends;
    private final long before;

    /** From now on. */
    public Tracked(Ingest ingest, TrendReports trends) {
        this.ingest = ingest;
        this.trends = trends;
        pushOutWhatWaits(ingest);
        this.before = after(0).mapToLong(LatestEvent::seq).max().orElse(0);
    }

    /** An event that is waited for pushes the others out of the queue. */
    public static void pushOutWhatWaits(Ingest ingest) {
        ingest.record(AppId.DEFAULT, List.of(Event.builder(MARKER, "test").build()));
    }

    /** The events in the order in which they were stored. */
    public List<Event> events() {
        pushOutWhatWaits(ingest);
        return after(before)
                .map(LatestEvent::event)
                .filter(event -> !event.name().equals(MARKER))
                .toList();
    }

    private Stream<LatestEvent> after(long seq) {
        return trends.latestEvents(AppId.DEFAULT, 500, seq).stream().sorted(Comparator.comparingLong(LatestEvent::seq));
    }
}
