/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

/** What is promised of an event that the application tracks. */
public enum Delivery {
    /**
     * The call returns at once. The event waits in memory for a moment and is lost if the process is killed then; a
     * normal shutdown loses nothing.
     */
    ASYNC,
    /** The call returns when the event is in the database or, when that is away, on the local disk. */
    DURABLE,
    /**
     * The event is written in the transaction that the caller is in: it exists if and only if that is committed. Without
     * a transaction it is {@link #DURABLE}.
     */
    TRANSACTIONAL
}
