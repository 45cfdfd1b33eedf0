/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has shown so far.
 *
 * @param experiment the experiment
 * @param variants what each variant has shown of the main goal, the control first
 * @param engine how the figures that decide were computed
 * @param health whether the data can be trusted
 * @param exposuresPerDay people exposed for the first time, by day in the app's time zone and by variant
 * @param windowOpen people who had not reached the goal, but still could
 * @param daysRunning whole days from the start on, until the conclusion, in which it let people in: not those of pauses
 * @param daysLeft about how many days it still has to run; null if nothing was planned
 * @param advice what to make of it
 * @param metrics what each metric has shown, the main goal first
 * @param matured the same of people whose window has closed only
 * @param series what reports at the end of each day would have shown of the main goal, by variant, without the control
 * @param asOf the time up to which events count: now, or when the last window closed after the conclusion
 * @param frozen whether it is kept, and no longer computed from events
 */
public record ExperimentReport(
        Experiment experiment,
        List<VariantResult> variants,
        Engine engine,
        Health health,
        List<ExposureDay> exposuresPerDay,
        long windowOpen,
        long daysRunning,
        @Nullable Integer daysLeft,
        Advice advice,
        List<MetricResult> metrics,
        List<MetricResult> matured,
        Map<String, List<SeriesPoint>> series,
        Instant asOf,
        boolean frozen) {

    /** How the figures that decide are computed. */
    public enum Engine {
        /** A sequence that holds at any time and, once the plan is fulfilled, one test: together as sure as planned. */
        HYBRID,
        /** A sequence that holds at any time, because no number of people was planned. */
        SEQUENTIAL,
        /** Exact probabilities only, because there is too little data for a test. */
        BAYESIAN
    }

    /**
     * Whether the data can be trusted.
     *
     * @param srm whether people are spread over the variants as the weights say
     * @param multipleExposures people who saw more than one variant; they are left out of every other figure
     * @param multipleExposuresAlarm whether these are too many
     * @param silent whether a running experiment has not exposed anybody for the first time in the last 24 hours
     * @param notExposed people who were assigned a variant and have not seen it; they do not count
     * @param phases the spread of each phase on its own
     * @param acknowledged what is wrong and somebody has said that they know, of {@link #SRM} and the like
     */
    public record Health(
            Srm srm,
            long multipleExposures,
            boolean multipleExposuresAlarm,
            boolean silent,
            long notExposed,
            List<PhaseHealth> phases,
            Set<String> acknowledged) {

        /** People are not spread as the weights say. */
        public static final String SRM = "srm";
        /** Too many people saw more than one variant. */
        public static final String MULTIPLE_EXPOSURES = "multiple-exposures";
        /** Nobody new has been exposed for a day. */
        public static final String SILENT = "silent";

        public Health {
            phases = List.copyOf(phases);
            acknowledged = Set.copyOf(acknowledged);
        }

        /** {@return whether nothing is wrong} */
        public boolean healthy() {
            return !srm.alarm() && !multipleExposuresAlarm && !silent;
        }

        /** {@return what is wrong and nobody has acknowledged} */
        public List<String> faults() {
            List<String> faults = new ArrayList<>();
            if (srm.alarm()) {
                faults.add(SRM);
            }
            if (multipleExposuresAlarm) {
                faults.add(MULTIPLE_EXPOSURES);
            }
            if (silent) {
                faults.add(SILENT);
            }
            faults.removeAll(acknowledged);
            return faults;
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
     * The spread of a phase.
     *
     * @param number its number
     * @param startedAt when it began
     * @param people how many people came in it
     * @param pValue how likely so uneven a spread is by chance
     */
    public record PhaseHealth(int number, Instant startedAt, long people, double pValue) {}

    /**
     * The exposures of a day.
     *
     * @param day the day
     * @param users people exposed for the first time, by the key of the variant
     */
    public record ExposureDay(LocalDate day, Map<String, Long> users) {}
}
