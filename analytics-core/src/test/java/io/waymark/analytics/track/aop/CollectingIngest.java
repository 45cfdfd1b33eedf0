/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestStats;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class CollectingIngest implements Ingest {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> dropped = new CopyOnWriteArrayList<>();

    @Override
    public List<IngestOutcome> record(AppId app, List<Event> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enqueue(AppId app, Event event) {
        events.add(event);
    }

    @Override
    public void countDropped(String reason) {
        dropped.add(reason);
    }

    @Override
    public IngestStats stats() {
        throw new UnsupportedOperationException();
    }

    Event single() {
        if (events.size() != 1 || !dropped.isEmpty()) {
            throw new AssertionError("Expected one event, but was " + events + ", dropped " + dropped);
        }
        return events.get(0);
    }
}
