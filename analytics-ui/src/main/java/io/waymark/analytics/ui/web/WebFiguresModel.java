/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Series;
import io.waymark.analytics.webstats.WebOverview;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the web page and their chart.
 *
 * @param current the figures of the range
 * @param previous those of the period before; null without a comparison
 * @param now how many people had an event in the last five minutes
 * @param metric what the chart shows
 * @param series the chart
 * @param unit what each point is: {@code hour}, {@code day} or {@code week}
 */
public record WebFiguresModel(
        WebOverview current, @Nullable WebOverview previous, long now, WebMetric metric, Series series, String unit) {

    /** {@return whether events of the range, or of the period before, have been deleted by age and are missing} */
    public boolean purged() {
        return current.purged() || previous != null && previous.purged();
    }

    /**
     * How a figure changed.
     *
     * @param figure which
     * @param lessIsBetter whether a smaller one is welcome
     * @return the change; null for none
     */
    public @Nullable Delta delta(ToDoubleFunction<WebOverview> figure, boolean lessIsBetter) {
        return previous == null
                ? null
                : Delta.of(figure.applyAsDouble(current), figure.applyAsDouble(previous), lessIsBetter);
    }
}
