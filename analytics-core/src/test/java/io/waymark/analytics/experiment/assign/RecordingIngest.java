/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestStats;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes events and keeps them. */
public final class RecordingIngest implements Ingest {

    public final Queue<Event> events = new ConcurrentLinkedQueue<>();

    @Override
    public void enqueue(AppId app, Event event) {
        events.add(event);
    }

    @Override
    public List<IngestOutcome> record(AppId app, List<Event> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void countDropped(String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IngestStats stats() {
        throw new UnsupportedOperationException();
    }
}
