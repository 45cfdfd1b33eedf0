/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.Period;
import io.waymark.analytics.segment.SegmentRule.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a rule is asked: now, or at the end of a time gone by, when nothing was known that happened later.
 *
 * @param instant now, or the first instant after that time
 * @param past whether it is the end of a time gone by
 */
record AsOf(Instant instant, boolean past) {

    static AsOf now(Instant now) {
        return new AsOf(now, false);
    }

    static AsOf endOf(Instant end) {
        return new AsOf(end, true);
    }

    /** What was known. */
    Period known() {
        return past ? new Period(null, instant) : Period.allTime();
    }

    /** An instant of the present day, week or month. */
    Instant present() {
        return past ? instant.minusMillis(1) : instant;
    }

    /** The time meant; empty if it is a fixed one that had not begun. */
    Optional<Period> period(When when) {
        Integer days = when.days();
        Period meant = days == null ? when.period() : new Period(instant.minus(Duration.ofDays(days)), null);
        if (!past) {
            return Optional.of(meant);
        }
        Instant from = meant.from();
        Instant to = meant.to();
        Instant end = to == null || to.isAfter(instant) ? instant : to;
        return from != null && !from.isBefore(end) ? Optional.empty() : Optional.of(new Period(from, end));
    }
}
