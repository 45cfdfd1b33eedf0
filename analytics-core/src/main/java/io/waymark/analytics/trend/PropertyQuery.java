/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: which properties an event carries, with which values.
 *
 * @param app whose events
 * @param event the event name
 * @param period when they happened
 * @param segment the key or number of a stored segment whose people are counted; {@code null} for everybody
 */
public record PropertyQuery(
        AppId app, String event, Period period, @Nullable String segment) {

    public PropertyQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(period, "period");
    }

    /**
     * A question about everybody.
     *
     * @param app whose events
     * @param event the event name
     * @param period when they happened
     */
    public PropertyQuery(AppId app, String event, Period period) {
        this(app, event, period, null);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when the events happened
     * @return the query
     */
    public PropertyQuery during(Period other) {
        return new PropertyQuery(app, event, other, segment);
    }
}
