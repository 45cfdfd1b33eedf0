/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What an experiment has shown so far.
 *
 * @param experiment the experiment
 * @param variants what each variant has shown, the control first
 * @param engine how the figures that decide were computed
 * @param health whether the data can be trusted
 * @param exposuresPerDay people exposed for the first time, by day in the app's time zone and by variant
 * @param windowOpen people who had not reached the goal, but still could
 * @param daysRunning whole days since the start, or from the start to the conclusion
 * @param advice what to make of it
 * @param asOf when it was computed; for a concluded experiment, when it was concluded
 */
public record ExperimentReport(
        Experiment experiment,
        List<VariantResult> variants,
        Engine engine,
        Health health,
        List<ExposureDay> exposuresPerDay,
        long windowOpen,
        long daysRunning,
        Advice advice,
        Instant asOf) {

    /** How the figures that decide are computed. */
    public enum Engine {
        /** One test at the end, with intervals; needs enough people and conversions in each variant. */
        FIXED,
        /** Exact probabilities only, because there is too little data for a test. */
        BAYESIAN
    }

    /**
     * Whether the data can be trusted.
     *
     * @param srm whether people are spread over the variants as the weights say
     * @param multipleExposures people who saw more than one variant; they are left out of every other figure
     * @param multipleExposuresAlarm whether these are too many
     */
    public record Health(Srm srm, long multipleExposures, boolean multipleExposuresAlarm) {

        /** {@return whether nothing is wrong} */
        public boolean healthy() {
            return !srm.alarm() && !multipleExposuresAlarm;
        }
    }

    /**
     * A sample ratio mismatch: people are not spread over the variants as the weights say.
     *
     * @param pValue how likely so uneven a spread is by chance
     * @param alarm whether that is too unlikely
     */
    public record Srm(double pValue, boolean alarm) {}

    /**
     * The exposures of a day.
     *
     * @param day the day
     * @param users people exposed for the first time, by the key of the variant
     */
    public record ExposureDay(LocalDate day, Map<String, Long> users) {}
}
