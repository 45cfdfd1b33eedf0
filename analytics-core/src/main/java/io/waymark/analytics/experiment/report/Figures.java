/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.measure.Frame;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.ExposureDay;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.report.MetricResult.OfVariant;
import io.waymark.analytics.experiment.report.VariantResult.Comparison;
import io.waymark.analytics.experiment.stats.BetaBinomial;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Holm;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.LiftPosterior;
import io.waymark.analytics.experiment.stats.NewcombeInterval;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
import io.waymark.analytics.experiment.stats.WilsonInterval;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The figures of the main goal. Over several phases rates and differences are weighed by the people of each. */
final class Figures {

    static final double ALPHA = 0.05;
    static final long MIN_USERS = 100;
    static final long MIN_CONVERSIONS = 5;

    private final Measurements measured;
    private final Looks looks;
    private final MetricResult goal;
    private final Comparisons comparisons;

    Figures(Measurements measured, Looks looks, MetricResult goal) {
        this.measured = measured;
        this.looks = looks;
        this.goal = goal;
        this.comparisons = new Comparisons(measured, measured.metrics().get(0), false);
    }

    /** A test needs so many people in each variant, and so many who converted and who did not. */
    Engine engine() {
        for (int i = 0; i < goal.variants().size(); i++) {
            Proportion each = proportion(i);
            if (each.trials() < MIN_USERS
                    || each.conversions() < MIN_CONVERSIONS
                    || each.trials() - each.conversions() < MIN_CONVERSIONS) {
                return Engine.BAYESIAN;
            }
        }
        return looks.plan().sampleSize() == null ? Engine.SEQUENTIAL : Engine.HYBRID;
    }

    List<VariantResult> variants() {
        List<Computed<Double>> adjusted = adjustedPValues();
        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < goal.variants().size(); i++) {
            OfVariant of = goal.variants().get(i);
            Proportion proportion = proportion(i);
            results.add(new VariantResult(
                    of.variant(),
                    i == 0,
                    proportion.trials(),
                    proportion.conversions(),
                    of.open(),
                    of.estimate(),
                    rateInterval(i, proportion),
                    i == 0 ? null : compare(i, of, adjusted.get(i - 1))));
        }
        return results;
    }

    private Computed<Interval> rateInterval(int variant, Proportion proportion) {
        return onePhase()
                ? WilsonInterval.of(proportion, ALPHA)
                : comparisons
                        .estimate(variant, looks.today())
                        .map(each -> Effect.normal(
                                        each.post(), Math.sqrt(each.unadjusted().errorVariance()))
                                .interval(ALPHA));
    }

    List<ExposureDay> days() {
        Frame frame = measured.frame();
        List<ExposureDay> days = new ArrayList<>();
        int last = -1;
        for (int day = 0; day < frame.days().size(); day++) {
            Map<String, Long> users = new HashMap<>();
            for (int variant = 0; variant < frame.variants().size(); variant++) {
                long people = 0;
                for (int phase = 0; phase < frame.phases().size(); phase++) {
                    people += measured.metrics().get(0).cells(false).people(variant, phase, day);
                }
                if (people > 0) {
                    users.put(frame.variants().get(variant), people);
                }
            }
            if (!users.isEmpty() || last >= 0) {
                days.add(new ExposureDay(frame.days().get(day), users));
                last = users.isEmpty() ? last : days.size();
            }
        }
        return last < 0 ? List.of() : days.subList(0, last);
    }

    /** What reports at the end of each day would have shown of a variant. */
    List<SeriesPoint> series(int variant) {
        List<SeriesPoint> points = new ArrayList<>();
        for (int day = 0; day <= looks.today(); day++) {
            points.add(SeriesPoints.at(measured, comparisons, looks, variant, day));
        }
        return points;
    }

    private Comparison compare(int variant, OfVariant of, Computed<Double> adjustedPValue) {
        Proportion control = proportion(0);
        Proportion treatment = proportion(variant);
        OfEffect effect = Objects.requireNonNull(of.effect());
        boolean nobody = control.trials() == 0 || treatment.trials() == 0;
        boolean onePhase = onePhase();
        Double base = effect.base().orNull();
        Computed<NormalPosterior> posterior = effect.difference()
                .map(each -> NormalPosterior.of(each, Prior.OF_LIFT.scaled(base == null ? control.rate() : base)));
        Computed<Double> lift = nobody
                ? Computed.not(Reason.NO_TRIALS)
                : control.conversions() == 0
                        ? Computed.not(Reason.ZERO_BASELINE)
                        : onePhase
                                ? Computed.of(treatment.rate() / control.rate() - 1)
                                : effect.lift().map(Effect::value);
        Double loss = posterior.map(NormalPosterior::expectedLoss).orNull();
        Double chance = effect.chanceToWin().orNull();
        return new Comparison(
                effect.base(),
                nobody
                        ? Computed.not(Reason.NO_TRIALS)
                        : onePhase
                                ? Computed.of(treatment.rate() - control.rate())
                                : effect.difference().map(Effect::value),
                onePhase
                        ? NewcombeInterval.ofDifference(control, treatment, ALPHA)
                        : effect.difference().map(each -> each.interval(ALPHA)),
                lift,
                onePhase ? NewcombeInterval.ofLift(control, treatment, ALPHA) : effect.liftInterval(),
                pValue(variant),
                adjustedPValue,
                onePhase
                        ? TwoProportionTest.exactPValue(control, treatment)
                        : Computed.not(nobody ? Reason.NO_TRIALS : Reason.SEVERAL_PHASES),
                onePhase || chance == null ? BetaBinomial.chanceToWin(control, treatment) : chance,
                onePhase ? LiftPosterior.interval(control, treatment, ALPHA) : effect.posterior(),
                onePhase || loss == null ? BetaBinomial.expectedLoss(control, treatment) : loss,
                effect.deciding());
    }

    /** By Holm, for as many questions as there are variants beside the control. */
    private List<Computed<Double>> adjustedPValues() {
        List<Computed<Double>> pValues = new ArrayList<>();
        for (int i = 1; i < goal.variants().size(); i++) {
            pValues.add(pValue(i));
        }
        List<Double> known = pValues.stream()
                .filter(Computed.Value.class::isInstance)
                .map(Computed::orNull)
                .toList();
        if (known.size() < pValues.size()) {
            return pValues;
        }
        return Holm.adjust(known).stream().map(Computed::of).toList();
    }

    private Computed<Double> pValue(int variant) {
        if (engine() == Engine.BAYESIAN) {
            return Computed.not(Reason.TOO_FEW);
        }
        OfEffect effect = goal.variants().get(variant).effect();
        return effect == null ? Computed.not(Reason.TOO_FEW) : effect.pValue();
    }

    private boolean onePhase() {
        return comparisons.onePhase(looks.today());
    }

    private Proportion proportion(int variant) {
        return comparisons.proportion(variant, looks.today());
    }
}
