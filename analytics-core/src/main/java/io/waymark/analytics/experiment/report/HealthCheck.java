/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.metric.MultipleExposures;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.experiment.report.ExperimentReport.PhaseHealth;
import io.waymark.analytics.experiment.report.ExperimentReport.Srm;
import io.waymark.analytics.experiment.stats.SrmTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tells whether the data can be trusted. */
final class HealthCheck {

    private static final Duration SILENCE = Duration.ofHours(24);

    private HealthCheck() {}

    static Health of(
            Experiment experiment, Measurements measured, long assigned, Set<String> acknowledged, Instant asOf) {
        int today = measured.frame().days().size() - 1;
        List<SrmTest.Phase> phases = new ArrayList<>();
        List<PhaseHealth> single = new ArrayList<>();
        long[] observed = new long[measured.frame().variants().size()];
        for (int phase = 0; phase < experiment.phases().size(); phase++) {
            Experiment.Phase of = experiment.phases().get(phase);
            List<Long> inPhase = new ArrayList<>();
            long people = 0;
            for (int variant = 0; variant < observed.length; variant++) {
                long users = of.weights().get(variant) > 0 ? measured.people(variant, phase, today) : 0;
                observed[variant] += users;
                inPhase.add(users);
                people += users;
            }
            phases.add(new SrmTest.Phase(people, of.weights()));
            single.add(new PhaseHealth(
                    of.number(),
                    of.startedAt(),
                    people,
                    SrmTest.of(inPhase, of.weights()).pValue()));
        }
        SrmTest srm = SrmTest.ofPhases(Arrays.stream(observed).boxed().toList(), phases);
        long people = measured.people(today);
        return new Health(
                new Srm(srm.pValue(), srm.alarm()),
                measured.several(),
                MultipleExposures.tooMany(measured.several(), measured.several() + people),
                silent(experiment, measured, asOf),
                Math.max(0, assigned - people - measured.several()),
                single,
                acknowledged);
    }

    private static boolean silent(Experiment experiment, Measurements measured, Instant asOf) {
        Long last = measured.lastExposure();
        return experiment.state() == ExperimentState.RUNNING
                && last != null
                && Instant.ofEpochMilli(last).plus(SILENCE).isBefore(asOf);
    }
}
