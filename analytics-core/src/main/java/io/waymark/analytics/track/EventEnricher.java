/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;

/**
 * Adds to an event what can be known from it and from where it came, or drops it: the product's own step between the
 * checks and the {@link BeforeIngestHook}s of the application.
 *
 * <p>Runs on the thread of whoever tracks and is called by many threads at once; must be quick. What it returns is checked
 * against the limits again. An {@link EventRejectedException} refuses the event; any other exception is logged and
 * counted, and the event goes on as it was.
 */
@FunctionalInterface
public interface EventEnricher {

    /**
     * Decides about an event.
     *
     * @param app the app it belongs to
     * @param event the event, within the limits, with its id and time
     * @return whether it goes on, and with what
     * @throws EventRejectedException if whoever sent it should be told that it is refused
     */
    Decision enrich(AppId app, Event event);
}
