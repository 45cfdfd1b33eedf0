/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import java.util.List;

/**
 * Who has a say on the way of an event, each in the order in which they are called.
 *
 * @param enrichers add to events before any hook sees them
 * @param beforeHooks change, drop or refuse events
 * @param projections derive something from what is stored
 * @param afterHooks see what was stored; each gets a thread of its own
 */
public record IngestExtensions(
        List<EventEnricher> enrichers,
        List<BeforeIngestHook> beforeHooks,
        List<EventProjection> projections,
        List<AfterIngestHook> afterHooks) {

    /** Nobody. */
    public static final IngestExtensions NONE = new IngestExtensions(List.of(), List.of(), List.of(), List.of());

    public IngestExtensions {
        enrichers = List.copyOf(enrichers);
        beforeHooks = List.copyOf(beforeHooks);
        projections = List.copyOf(projections);
        afterHooks = List.copyOf(afterHooks);
    }

    /**
     * The same with other enrichers.
     *
     * @param others in the order in which they are called
     * @return the extensions
     */
    public IngestExtensions enrichers(EventEnricher... others) {
        return new IngestExtensions(List.of(others), beforeHooks, projections, afterHooks);
    }

    /**
     * The same with other hooks before ingest.
     *
     * @param others in the order in which they are called
     * @return the extensions
     */
    public IngestExtensions beforeHooks(BeforeIngestHook... others) {
        return new IngestExtensions(enrichers, List.of(others), projections, afterHooks);
    }

    /**
     * The same with other projections.
     *
     * @param others in the order in which they run
     * @return the extensions
     */
    public IngestExtensions projections(EventProjection... others) {
        return new IngestExtensions(enrichers, beforeHooks, List.of(others), afterHooks);
    }

    /**
     * The same with other hooks after ingest.
     *
     * @param others who sees what was stored
     * @return the extensions
     */
    public IngestExtensions afterHooks(AfterIngestHook... others) {
        return new IngestExtensions(enrichers, beforeHooks, projections, List.of(others));
    }
}
