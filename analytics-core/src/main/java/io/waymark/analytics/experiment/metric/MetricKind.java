/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

/** How a metric makes a number of what somebody did after they were exposed. */
public enum MetricKind {
    /** Whether there is an event. */
    CONVERSION(1, 1, false),
    /** How many events there are. */
    COUNT(1, 1, false),
    /** The sum of a property; the largest are cut down to a quantile of all people who have any. */
    SUM(1, 1, true),
    /** The mean of a property over a person's events; people without one are left out. */
    MEAN(1, 1, true),
    /** Two counts or sums, each over all people of a variant, the first divided by the second. */
    RATIO(2, 2, false),
    /** A quantile, over people, of the mean of a property over a person's events; people without one are left out. */
    QUANTILE(1, 1, true),
    /** Whether there are events for all steps, in their order. */
    FUNNEL(2, 10, false),
    /** Whether there is an event in the k-th period after the exposure. */
    RETENTION(1, 1, false);

    private final int fewestEvents;
    private final int mostEvents;
    private final boolean needsProperty;

    MetricKind(int fewestEvents, int mostEvents, boolean needsProperty) {
        this.fewestEvents = fewestEvents;
        this.mostEvents = mostEvents;
        this.needsProperty = needsProperty;
    }

    /** {@return whether it is a share of people} */
    public boolean isShare() {
        return this == CONVERSION || this == FUNNEL || this == RETENTION;
    }

    /** {@return whether what people did before they were exposed is taken off} */
    public boolean isAdjusted() {
        return this == COUNT || this == SUM || this == MEAN;
    }

    int fewestEvents() {
        return fewestEvents;
    }

    int mostEvents() {
        return mostEvents;
    }

    boolean needsProperty() {
        return needsProperty;
    }
}
