/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.measure.Frame;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.stats.mean.Cuped;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import io.waymark.analytics.experiment.stats.planning.MoreData;
import org.jspecify.annotations.Nullable;

/** Estimates how long an experiment still has to run, if people go on to come as on the days so far. */
final class Outlook {

    private static final double POWER = 0.8;
    private static final int FURTHEST = 3_660;

    private Outlook() {}

    /** By the planned number of people, else by the minimum effect that was planned; null if neither was. */
    static @Nullable Integer daysLeft(Measurements measured, Looks looks, RunningTime running) {
        Frame frame = measured.frame();
        int days = (int) Math.max(1, looks.today() + 1 - running.daysOff(frame.from(), frame.asOf()));
        double people = measured.people(looks.today());
        Integer sample = looks.plan().sampleSize();
        Double effect = looks.plan().minimumEffect();
        if (people == 0) {
            return null;
        }
        double perDay = people / days;
        if (sample != null) {
            int byDays = Math.max(0, looks.plan().minimumDays() - days);
            return (int) Math.max(byDays, Math.min(FURTHEST, Math.ceil(Math.max(0, sample - people) / perDay)));
        }
        Cuped compared = new Comparisons(measured, measured.metrics().get(0), false)
                .compare(1, looks.today(), true)
                .orNull();
        Effect lift = compared == null ? null : compared.relative().orNull();
        if (effect == null || lift == null || compared == null) {
            return null;
        }
        double pair = compared.control().n() + compared.treatment().n();
        Double factor = new MoreData(
                        lift.standardError(),
                        pair,
                        effect,
                        looks.plan().alpha(),
                        looks.hybrid().sequence(),
                        Prior.FLAT)
                .factor(POWER)
                .orNull();
        return factor == null ? null : (int) Math.min(FURTHEST, Math.ceil(factor * people / perDay));
    }
}
