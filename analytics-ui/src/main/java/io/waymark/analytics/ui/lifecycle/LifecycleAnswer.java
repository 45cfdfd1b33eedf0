/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.lifecycle.LifecycleReport;
import io.waymark.analytics.lifecycle.LifecycleReport.Point;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle, ready to be shown.
 *
 * @param report the answer
 * @param before the answer about the period before; null without a comparison
 */
public record LifecycleAnswer(
        LifecycleReport report, @Nullable LifecycleReport before) {

    /** {@return how many people there are on average in a period that is over, in each state} */
    public List<ActivityFigure> figures() {
        return List.of(
                figure("lifecycle.active", Point::active, false),
                figure("lifecycle.fresh", Point::fresh, false),
                figure("lifecycle.returning", Point::returning, false),
                figure("lifecycle.resurrecting", Point::resurrecting, false),
                figure("lifecycle.dormant", Point::dormant, true));
    }

    /** {@return whether any figure lacks events that have been deleted by age} */
    public boolean purged() {
        return Stream.of(report, Objects.requireNonNullElse(before, report))
                .flatMap(each -> each.points().stream())
                .anyMatch(Point::purged);
    }

    private ActivityFigure figure(String key, ToLongFunction<Point> people, boolean lessIsBetter) {
        return new ActivityFigure(
                key,
                ActivityFigure.mean(report.points(), Point::open, people),
                before == null ? null : ActivityFigure.mean(before.points(), Point::open, people),
                false,
                lessIsBetter);
    }
}
