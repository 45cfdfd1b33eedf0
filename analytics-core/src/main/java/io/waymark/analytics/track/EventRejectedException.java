/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a {@link BeforeIngestHook} or an {@link EventEnricher} to refuse an event. At the HTTP API it becomes a 422
 * problem.
 */
public class EventRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String pointer;

    /**
     * Refuses the event.
     *
     * @param reason why, for whoever sent it
     */
    public EventRejectedException(String reason) {
        super(reason);
        this.pointer = null;
    }

    /**
     * Refuses the event because of one part of it.
     *
     * @param pointer which part, as a JSON pointer like {@code /eventName}
     * @param reason why, for whoever sent it
     */
    public EventRejectedException(String pointer, String reason) {
        super(reason);
        this.pointer = pointer;
    }

    /** {@return which part of the event is at fault, as a JSON pointer; {@code null} if it is the whole} */
    public @Nullable String pointer() {
        return pointer;
    }
}
