/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.overview;

import io.waymark.analytics.trend.OverviewReport.Figures;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Series;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the overview and the chart below them.
 *
 * @param current the figures of the range
 * @param previous those of the period before; null without a comparison
 * @param now how many people had an event in the last five minutes
 * @param metric what the chart shows
 * @param series the chart
 */
public record FiguresModel(Figures current, @Nullable Figures previous, long now, Metric metric, Series series) {

    /**
     * How a figure changed.
     *
     * @param figure which
     * @param lessIsBetter whether a smaller one is welcome
     * @return the change; null for none
     */
    public @Nullable Delta delta(ToDoubleFunction<Figures> figure, boolean lessIsBetter) {
        return previous == null
                ? null
                : Delta.of(figure.applyAsDouble(current), figure.applyAsDouble(previous), lessIsBetter);
    }
}
