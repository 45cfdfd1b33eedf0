/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

/** The events that an application declares cannot be used as they are. Stops the start, and says what to do. */
public final class InvalidEventTypeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    InvalidEventTypeException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** {@return what to do} */
    public String action() {
        return action;
    }
}
