/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.IngestStats;
import java.time.Clock;
import java.util.List;

/** The way into the store: acceptance on the caller's thread, a bounded queue, and one thread that writes. */
public final class IngestPipeline implements Ingest {

    /**
     * Puts the way together. Events are accepted at once and written when {@link #start() started}.
     *
     * @param database where events go
     * @param settings limits and sizes
     * @param beforeHooks in the order in which they are called
     * @param afterHooks each gets a thread of its own
     * @param projections run in the writer's transaction
     * @param clock tells when events are received
     */
    public IngestPipeline(
            AnalyticsDatabase database,
            IngestSettings settings,
            List<BeforeIngestHook> beforeHooks,
            List<AfterIngestHook> afterHooks,
            List<EventProjection> projections,
            Clock clock) {}

    /** Starts to write. May be called again after {@link #stop()}. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Refuses further events, writes what is queued, as far as {@link IngestSettings#drainTimeout()} allows. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<IngestOutcome> record(AppId app, List<Event> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enqueue(AppId app, Event event) {
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
