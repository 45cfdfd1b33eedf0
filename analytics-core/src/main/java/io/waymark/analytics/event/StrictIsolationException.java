/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/** A transaction that has to see what others commit while it waits for a lock is of an isolation that hides it. */
public final class StrictIsolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StrictIsolationException(String isolation) {
        super("Events are written in transactions of isolation read committed, but this one is of " + isolation);
    }
}
