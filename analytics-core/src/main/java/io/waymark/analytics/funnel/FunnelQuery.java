/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A question: a funnel, over a period.
 *
 * @param app whose events
 * @param definition the funnel
 * @param period when attempts start; later steps may lie past its end
 * @param timezone the zone that cuts the days of the trend
 */
public record FunnelQuery(AppId app, FunnelDefinition definition, Period period, ZoneId timezone) {

    public FunnelQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(timezone, "timezone");
    }

    /**
     * Asks the same about another time.
     *
     * @param other when attempts start
     * @return the query
     */
    public FunnelQuery during(Period other) {
        return new FunnelQuery(app, definition, other, timezone);
    }
}
