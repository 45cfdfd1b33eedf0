/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: which share of the people of a month is active on a day, and on how many days people are active.
 *
 * @param app whose events
 * @param event the name of the event that makes somebody active; {@code null} for any event
 * @param range the days looked at, widened to whole days; without a bound up to the first or the last event
 * @param timezone whose calendar
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record StickinessQuery(
        AppId app,
        @Nullable String event,
        Period range,
        ZoneId timezone,
        @Nullable String segment) {

    public StickinessQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(timezone, "timezone");
    }

    /**
     * The same question about another time.
     *
     * @param other the days looked at
     * @return the query
     */
    public StickinessQuery during(Period other) {
        return new StickinessQuery(app, event, other, timezone, segment);
    }
}
