/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.event.EventFilter;
import java.util.List;
import java.util.stream.Stream;

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
    record Wish(int app, String event, String key) {

        /**
         * What it takes to hold events against a filter.
         *
         * @param app the number of the app
         * @param filter the filter
         * @return the properties it asks for
         */
        public static Stream<Wish> of(int app, EventFilter filter) {
            return filter.where().stream().map(condition -> new Wish(app, filter.event(), condition.property()));
        }
    }
}
