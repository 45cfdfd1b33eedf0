/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Event;

/**
 * Sees every event before it is stored; may change it or drop it.
 *
 * <p>Hooks run one after the other on the thread of whoever tracks, in the order of {@code @Order}, and are called by
 * many threads at once. What a hook returns is checked against the limits again. An {@link EventRejectedException}
 * refuses the event; any other exception is logged and counted, and the event goes on or not as
 * {@link IngestSettings#hookFailure()} says.
 */
@FunctionalInterface
public interface BeforeIngestHook {

    /**
     * Decides about an event.
     *
     * @param event the event, within the limits, with its id and time
     * @return whether it goes on, and how
     * @throws EventRejectedException if whoever sent it should be told that it is refused
     */
    Decision beforeIngest(Event event);
}
