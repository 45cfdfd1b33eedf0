/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.lifecycle;

import io.waymark.analytics.lifecycle.StickinessReport;
import io.waymark.analytics.lifecycle.StickinessReport.Point;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stickiness, ready to be shown.
 *
 * @param report the answer
 * @param before the answer about the period before; null without a comparison
 */
public record StickinessAnswer(
        StickinessReport report, @Nullable StickinessReport before) {

    /** {@return stickiness, and how many people are active on average up to a day that is over} */
    public List<ActivityFigure> figures() {
        return List.of(
                new ActivityFigure(
                        "stickiness", report.stickiness(), before == null ? null : before.stickiness(), true, false),
                figure("stickiness.dau", Point::dau),
                figure("stickiness.wau", Point::wau),
                figure("stickiness.mau", Point::mau));
    }

    /** {@return whether any figure lacks events that have been deleted by age} */
    public boolean purged() {
        return Stream.of(report, Objects.requireNonNullElse(before, report))
                .flatMap(each -> each.points().stream())
                .anyMatch(Point::purged);
    }

    private ActivityFigure figure(String key, ToLongFunction<Point> people) {
        return new ActivityFigure(
                key,
                ActivityFigure.mean(report.points(), Point::open, people),
                before == null ? null : ActivityFigure.mean(before.points(), Point::open, people),
                false,
                false);
    }

    /**
     * How many people were active on so many days of the period before.
     *
     * @param days on how many
     * @return how many people; 0 without a comparison
     */
    public long usersBefore(int days) {
        return before == null || days > before.histogram().size()
                ? 0
                : before.histogram().get(days - 1).users();
    }
}
