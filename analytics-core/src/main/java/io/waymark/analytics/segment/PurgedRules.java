/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a rule asks for events that are not there any more. First times, and whether somebody was active ever, outlive
 * the events.
 */
final class PurgedRules {

    private PurgedRules() {}

    /**
     * Whether any condition does.
     *
     * @param rule a rule that names no segment
     * @param asOf when it is asked
     * @param missingBefore tells before when events are missing of which a condition is answered; {@code null} for none
     */
    static boolean lacks(SegmentRule rule, AsOf asOf, Function<SegmentRule, @Nullable Instant> missingBefore) {
        List<SegmentRule> parts = SegmentPeople.parts(rule).toList();
        if (!parts.isEmpty()) {
            return parts.stream().anyMatch(part -> lacks(part, asOf, missingBefore));
        }
        Instant missing = missingBefore.apply(rule);
        if (missing == null || rule instanceof FirstTime || rule instanceof PersonProperty) {
            return false;
        }
        if (rule instanceof InLifecycle lifecycle) {
            return before(lifecycle, asOf).isBefore(missing);
        }
        return asOf.period(SegmentMembers.whenOf(rule))
                .map(period -> period.from() == null || period.from().isBefore(missing))
                .orElse(false);
    }

    private static Instant before(InLifecycle lifecycle, AsOf asOf) {
        Instant start = start(lifecycle, asOf.present());
        return start(lifecycle, start.minusMillis(1));
    }

    private static Instant start(InLifecycle lifecycle, Instant instant) {
        return lifecycle
                .period()
                .startOf(instant, lifecycle.timezone(), DayOfWeek.MONDAY)
                .toInstant();
    }
}
