/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.experiment.report.ExperimentReport.Srm;
import io.waymark.analytics.experiment.report.VariantResult.Comparison;
import io.waymark.analytics.experiment.stats.BetaBinomial;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Holm;
import io.waymark.analytics.experiment.stats.LiftPosterior;
import io.waymark.analytics.experiment.stats.NewcombeInterval;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.SrmTest;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
import io.waymark.analytics.experiment.stats.WilsonInterval;
import java.util.ArrayList;
import java.util.List;

/** Turns counts into figures. */
final class Figures {

    static final double ALPHA = 0.05;
    static final long MIN_USERS = 100;
    static final long MIN_CONVERSIONS = 5;

    private static final double MULTIPLE_EXPOSURES_SHARE = 0.01;
    private static final long MULTIPLE_EXPOSURES_PEOPLE = 10;

    private final Experiment experiment;
    private final Counts counts;

    Figures(Experiment experiment, Counts counts) {
        this.experiment = experiment;
        this.counts = counts;
    }

    /** A test needs so many people in each variant, and so many who converted and who did not. */
    Engine engine() {
        boolean enough = experiment.definition().variants().stream()
                .map(this::proportion)
                .allMatch(each -> each.trials() >= MIN_USERS
                        && each.conversions() >= MIN_CONVERSIONS
                        && each.trials() - each.conversions() >= MIN_CONVERSIONS);
        return enough ? Engine.FIXED : Engine.BAYESIAN;
    }

    List<VariantResult> variants() {
        Variant control = experiment.definition().control();
        List<Computed<Double>> adjusted = adjustedPValues();
        List<VariantResult> results = new ArrayList<>();
        for (Variant variant : experiment.definition().variants()) {
            Counts.Group group = counts.ofVariant(variant.key());
            Proportion proportion = proportion(variant);
            Computed<Double> rate =
                    proportion.trials() == 0 ? Computed.not(Reason.NO_TRIALS) : Computed.of(proportion.rate());
            results.add(new VariantResult(
                    variant,
                    variant.equals(control),
                    group.users(),
                    group.conversions(),
                    group.windowOpen(),
                    rate,
                    WilsonInterval.of(proportion, ALPHA),
                    variant.equals(control) ? null : compare(proportion, adjusted.get(results.size() - 1))));
        }
        return results;
    }

    Health health() {
        List<Variant> variants = experiment.definition().variants();
        List<Long> observed =
                new ArrayList<>(variants.stream().map(variant -> 0L).toList());
        List<SrmTest.Phase> phases = new ArrayList<>();
        for (Experiment.Phase phase : experiment.phases()) {
            long people = 0;
            for (int i = 0; i < phase.weights().size(); i++) {
                if (phase.weights().get(i) > 0) {
                    long users = counts.users(phase, variants.get(i).key());
                    observed.set(i, observed.get(i) + users);
                    people += users;
                }
            }
            phases.add(new SrmTest.Phase(people, phase.weights()));
        }
        SrmTest srm = SrmTest.ofPhases(observed, phases);
        long multiple = counts.multipleExposures();
        boolean tooMany = multiple >= MULTIPLE_EXPOSURES_PEOPLE
                && multiple >= MULTIPLE_EXPOSURES_SHARE * (multiple + counts.users());
        return new Health(new Srm(srm.pValue(), srm.alarm()), multiple, tooMany);
    }

    private Comparison compare(Proportion treatment, Computed<Double> adjustedPValue) {
        Proportion control = proportion(experiment.definition().control());
        boolean nobody = control.trials() == 0 || treatment.trials() == 0;
        Computed<Double> lift = nobody
                ? Computed.not(Reason.NO_TRIALS)
                : control.conversions() == 0
                        ? Computed.not(Reason.ZERO_BASELINE)
                        : Computed.of(treatment.rate() / control.rate() - 1);
        return new Comparison(
                nobody ? Computed.not(Reason.NO_TRIALS) : Computed.of(treatment.rate() - control.rate()),
                NewcombeInterval.ofDifference(control, treatment, ALPHA),
                lift,
                NewcombeInterval.ofLift(control, treatment, ALPHA),
                pValue(treatment),
                adjustedPValue,
                TwoProportionTest.exactPValue(control, treatment),
                BetaBinomial.chanceToWin(control, treatment),
                LiftPosterior.interval(control, treatment, ALPHA),
                BetaBinomial.expectedLoss(control, treatment));
    }

    /** By Holm, for as many questions as there are variants beside the control. */
    private List<Computed<Double>> adjustedPValues() {
        List<Computed<Double>> pValues = experiment.definition().variants().stream()
                .skip(1)
                .map(variant -> pValue(proportion(variant)))
                .toList();
        List<Double> known = pValues.stream()
                .filter(Computed.Value.class::isInstance)
                .map(Computed::orNull)
                .toList();
        if (known.size() < pValues.size()) {
            return pValues;
        }
        return Holm.adjust(known).stream().map(Computed::of).toList();
    }

    private Computed<Double> pValue(Proportion treatment) {
        return engine() == Engine.BAYESIAN
                ? Computed.not(Reason.TOO_FEW)
                : TwoProportionTest.of(proportion(experiment.definition().control()), treatment)
                        .map(TwoProportionTest::pValue);
    }

    private Proportion proportion(Variant variant) {
        Counts.Group group = counts.ofVariant(variant.key());
        return new Proportion(group.conversions(), group.users());
    }
}
