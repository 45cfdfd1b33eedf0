/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.live;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What arrived last.
 *
 * @param events the events, the latest first
 * @param next where to ask what arrived since
 * @param event the only event that is listed; null for all
 * @param more whether a page of its own shows more
 */
public record TailModel(
        List<Row> events, String next, @Nullable String event, boolean more) {

    /**
     * An event.
     *
     * @param name what happened
     * @param person who did it
     * @param time when, in the zone of the page
     * @param moment the same with the day
     * @param facts its properties, shortened
     * @param lag how long after it happened it arrived
     * @param fresh whether it arrived since the list was shown last
     */
    public record Row(
            String name, String person, String time, String moment, String facts, Duration lag, boolean fresh) {}
}
