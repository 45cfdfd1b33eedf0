/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import java.util.List;

/** Tells of properties that reports will ask for, before they do. Safe for use by many threads. */
public interface PropertyWishes {

    /** {@return the wishes as they are now} */
    List<Wish> wishes();

    /**
     * A property of an event.
     *
     * @param app the number of the app
     * @param event the event name
     * @param key the key of the property
     */
    record Wish(int app, String event, String key) {}
}
