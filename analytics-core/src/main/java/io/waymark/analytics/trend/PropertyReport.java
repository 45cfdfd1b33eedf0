/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link PropertyQuery}.
 *
 * @param event the event name
 * @param properties what is known of each property: those that most events carry first, then by key; at most 200
 * @param purged whether events of the period have been deleted by age and are missing, of all properties or of those that
 *     have too many values for a column, so that their figures are those of the rest
 */
public record PropertyReport(String event, List<Property> properties, boolean purged) {

    public PropertyReport {
        properties = List.copyOf(properties);
    }

    /**
     * One property.
     *
     * @param key its key
     * @param events how many events carry it with a value other than {@code null}
     * @param distinct how many different values it has
     * @param top its most frequent values, the most frequent first, then by value; at most 10
     * @param numbers figures over its numbers; {@code null} if it never is a number
     */
    public record Property(
            String key,
            long events,
            long distinct,
            List<Value> top,
            @Nullable Numbers numbers) {

        public Property {
            top = List.copyOf(top);
        }
    }

    /**
     * One value.
     *
     * @param value the value as text; lists and objects as JSON
     * @param count how many events carry it
     * @param users how many different people
     */
    public record Value(String value, long count, long users) {}

    /**
     * Figures over the numbers among the values of a property.
     *
     * @param count how many
     * @param min the least
     * @param median the middle one, or between the two in the middle
     * @param p95 the 95th percentile, interpolated
     * @param max the greatest
     */
    public record Numbers(long count, double min, double median, double p95, double max) {}
}
