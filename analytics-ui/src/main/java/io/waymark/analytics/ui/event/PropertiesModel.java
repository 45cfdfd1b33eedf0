/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.trend.PropertyReport;
import io.waymark.analytics.trend.PropertyReport.Property;
import io.waymark.analytics.ui.view.Delta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event carries.
 *
 * @param report the answer
 * @param before the answer about the period before; null without a comparison
 */
public record PropertiesModel(
        PropertyReport report, @Nullable PropertyReport before) {

    /** {@return the properties} */
    public List<Property> properties() {
        return report.properties();
    }

    /** {@return whether events of the range, or of the period before, have been deleted by age and are missing} */
    public boolean purged() {
        return report.purged() || before != null && before.purged();
    }

    /**
     * How the number of events that carry a property changed.
     *
     * @param property the property
     * @return the change; null without a comparison, or where none carried it
     */
    public @Nullable Delta delta(Property property) {
        return before == null
                ? null
                : before.properties().stream()
                        .filter(other -> other.key().equals(property.key()))
                        .findFirst()
                        .map(other -> Delta.of(property.events(), other.events(), false))
                        .orElse(null);
    }

    /**
     * How many events carried a value in the period before.
     *
     * @param property the property
     * @param value the value
     * @return how many; null where that is not known: without a comparison, or outside the top values
     */
    public @Nullable Long before(Property property, String value) {
        return before == null
                ? null
                : before.properties().stream()
                        .filter(other -> other.key().equals(property.key()))
                        .flatMap(other -> other.top().stream())
                        .filter(other -> other.value().equals(value))
                        .findFirst()
                        .map(PropertyReport.Value::count)
                        .orElse(null);
    }
}
