/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

/** Thrown by a {@link BeforeIngestHook} to refuse an event. At the HTTP API it becomes a 422 problem. */
public class EventRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses the event.
     *
     * @param reason why, for whoever sent it
     */
    public EventRejectedException(String reason) {
        super(reason);
    }
}
