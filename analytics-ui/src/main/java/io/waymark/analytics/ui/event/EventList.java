/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.trend.EventSummary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The events that are looked for.
 *
 * @param shown those of the category whose name is like what is looked for, the most frequent first
 * @param categories all categories that there are, by name
 */
public record EventList(List<EventSummary> shown, SortedSet<String> categories) {

    static EventList of(List<EventSummary> events, String search, String category) {
        String sought = search.toLowerCase(Locale.ROOT);
        return new EventList(
                events.stream()
                        .filter(event -> event.event().toLowerCase(Locale.ROOT).contains(sought))
                        .filter(event -> category.isEmpty() || category.equals(event.category()))
                        .toList(),
                categories(events));
    }

    static SortedSet<String> categories(List<EventSummary> events) {
        return events.stream()
                .map(EventSummary::category)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
