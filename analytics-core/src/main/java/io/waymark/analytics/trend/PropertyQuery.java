/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.util.Objects;

/**
 * A question: which properties an event carries, with which values.
 *
 * @param app whose events
 * @param event the event name
 * @param period when they happened
 */
public record PropertyQuery(AppId app, String event, Period period) {

    public PropertyQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(period, "period");
    }
}
