/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.ui.view.Panel;

/**
 * All events.
 *
 * @param events the events, the most frequent first
 * @param search what is looked for; empty for all
 * @param category the category that is looked at; empty for all
 */
public record EventListModel(Panel<EventList> events, String search, String category) {

    /**
     * How long the bar of an event is.
     *
     * @param event the event
     * @return in per cent of the longest
     */
    public double share(EventSummary event) {
        long most = events.get().shown().stream()
                .mapToLong(EventSummary::count)
                .max()
                .orElse(0);
        return most == 0 ? 0 : event.count() * 100.0 / most;
    }
}
