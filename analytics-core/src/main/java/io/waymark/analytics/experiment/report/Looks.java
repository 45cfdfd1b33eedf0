/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.measure.Frame;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import io.waymark.analytics.experiment.stats.sequential.HybridTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an experiment is looked at, and with which tests: the sequence at any time, and once more when the plan is fulfilled.
 *
 * @param plan what was planned
 * @param hybrid the tests of two variants
 * @param today the place of the last day with data
 * @param plannedDay the place of the first whole day by the end of which the plan was fulfilled; null as long as it is not
 */
record Looks(
        Plan plan, HybridTest hybrid, int today, @Nullable Integer plannedDay) {

    private static final long CLOCK_CHANGE = Duration.ofHours(1).toMillis();

    static Looks of(Experiment experiment, Measurements measured, RunningTime running) {
        Plan plan = experiment.definition().plan();
        Frame frame = measured.frame();
        int today = frame.days().size() - 1;
        Integer sample = plan.sampleSize();
        long pair = sample == null
                ? 0
                : Math.max(1, 2L * sample / experiment.definition().variants().size());
        return new Looks(
                plan,
                new HybridTest(plan.alpha(), pair),
                today,
                sample == null ? null : plannedDay(experiment, measured, running, sample, plan.minimumDays(), today));
    }

    private static @Nullable Integer plannedDay(
            Experiment experiment, Measurements measured, RunningTime running, int sample, int minimumDays, int today) {
        // Of a running experiment only days that are over: else the one look would be many, and not of the same data.
        int last = experiment.concludedAt() == null ? today - 1 : today;
        long needed = Duration.ofDays(minimumDays).toMillis() - CLOCK_CHANGE;
        for (int day = 0; day <= last; day++) {
            if (running.before(measured.frame().end(day)) >= needed && measured.people(day) >= sample) {
                return day;
            }
        }
        return null;
    }

    /** Watches for harm: the whole alpha, from one side. */
    ConfidenceSequence watch() {
        return new ConfidenceSequence(
                plan.alpha(), hybrid.plannedPeople() > 0 ? hybrid.plannedPeople() : ConfidenceSequence.UNPLANNED);
    }
}
