/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question: a funnel, over a period.
 *
 * @param app whose events
 * @param definition the funnel
 * @param period when attempts start; later steps may lie past its end
 * @param timezone the zone that cuts the days of the trend
 * @param weekStart the first day of a week of the trend
 * @param segment the key or number of a stored segment to whose people the funnel is narrowed, beside the funnel's own
 *     segment; {@code null} for none
 */
public record FunnelQuery(
        AppId app,
        FunnelDefinition definition,
        Period period,
        ZoneId timezone,
        DayOfWeek weekStart,
        @Nullable String segment) {

    public FunnelQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
    }

    /**
     * Asks about everybody whom the funnel counts, with weeks that begin on Monday.
     *
     * @param app whose events
     * @param definition the funnel
     * @param period when attempts start; later steps may lie past its end
     * @param timezone the zone that cuts the days of the trend
     */
    public FunnelQuery(AppId app, FunnelDefinition definition, Period period, ZoneId timezone) {
        this(app, definition, period, timezone, DayOfWeek.MONDAY, null);
    }

    /**
     * Asks the same about another time.
     *
     * @param other when attempts start
     * @return the query
     */
    public FunnelQuery during(Period other) {
        return new FunnelQuery(app, definition, other, timezone, weekStart, segment);
    }

    /** The segments that somebody has to be in to be counted: the funnel's own and the one it is narrowed to. */
    List<String> segments() {
        return Stream.of(definition.segment(), segment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** {@return the same question, dividing nobody} */
    FunnelQuery undivided() {
        return new FunnelQuery(app, definition.undivided(), period, timezone, weekStart, segment);
    }
}
