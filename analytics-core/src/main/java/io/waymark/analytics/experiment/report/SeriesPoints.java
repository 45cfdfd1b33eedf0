/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Cuped;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.FiellerInterval;

/** Looks back at one day. */
final class SeriesPoints {

    private SeriesPoints() {}

    static SeriesPoint at(Measurements measured, Comparisons comparisons, Looks looks, int variant, int day) {
        Cuped compared = comparisons.compare(variant, day, true).orNull();
        Effect lift = compared == null ? null : compared.relative().orNull();
        Interval always = compared == null || lift == null
                ? null
                : FiellerInterval.of(
                                compared,
                                looks.hybrid()
                                        .sequence()
                                        .halfWidth(
                                                1,
                                                compared.control().n()
                                                        + compared.treatment().n()))
                        .orNull();
        return new SeriesPoint(
                measured.frame().days().get(day), measured.people(day), lift == null ? null : lift.value(), always);
    }
}
