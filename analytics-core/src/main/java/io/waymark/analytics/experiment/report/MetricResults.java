/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.experiment.measure.Cell;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.measure.MetricData;
import io.waymark.analytics.experiment.metric.DecisionRule.State;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.report.MetricResult.Deciding;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.report.MetricResult.OfVariant;
import io.waymark.analytics.experiment.stats.BenjaminiHochberg;
import io.waymark.analytics.experiment.stats.BetaBinomial;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Holm;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.LiftPosterior;
import io.waymark.analytics.experiment.stats.NewcombeInterval;
import io.waymark.analytics.experiment.stats.Normal;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.TwoProportionTest;
import io.waymark.analytics.experiment.stats.mean.Covariate;
import io.waymark.analytics.experiment.stats.mean.Cuped;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.FiellerInterval;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import io.waymark.analytics.experiment.stats.sequential.HybridTest.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns sums into results: each metric on its own first, then adjusted for how many there are. Goals by {@link Holm} on what
 * decides, secondary metrics by {@link BenjaminiHochberg} on single looks; guardrails are watched one by one.
 */
final class MetricResults {

    private final Experiment experiment;
    private final Measurements measured;
    private final Looks looks;
    private final boolean matured;

    MetricResults(Experiment experiment, Measurements measured, Looks looks, boolean matured) {
        this.experiment = experiment;
        this.measured = measured;
        this.looks = looks;
        this.matured = matured;
    }

    List<MetricResult> all() {
        List<MetricResult> results =
                measured.metrics().stream().map(this::result).toList();
        results = adjusted(results, MetricRole.GOAL, effect -> effect.deciding().map(Deciding::pValue), Holm::adjust);
        return adjusted(results, MetricRole.SECONDARY, OfEffect::pValue, BenjaminiHochberg::adjust);
    }

    private MetricResult result(MetricData data) {
        Comparisons comparisons = new Comparisons(measured, data, matured);
        List<OfVariant> variants = new ArrayList<>();
        for (int i = 0; i < experiment.definition().variants().size(); i++) {
            Variant variant = experiment.definition().variants().get(i);
            Cell total = comparisons.total(i, looks.today());
            variants.add(new OfVariant(
                    variant,
                    total.n(),
                    total.y(),
                    data.open(i),
                    comparisons.estimate(i, looks.today()).map(Covariate::post),
                    i == 0 ? null : effect(data.metric(), comparisons, i)));
        }
        return new MetricResult(data.metric(), variants);
    }

    private OfEffect effect(Metric metric, Comparisons comparisons, int variant) {
        Computed<Cuped> now = comparisons.compare(variant, looks.today(), true);
        Cuped known = now.orNull();
        Computed<Effect> difference = flat(now, Cuped::absolute);
        Computed<Effect> lift = flat(now, Cuped::relative);
        boolean counts = metric.kind().isShare() && comparisons.onePhase(looks.today());
        Proportion c = metric.kind().isShare() ? comparisons.proportion(0, looks.today()) : null;
        Proportion t = metric.kind().isShare() ? comparisons.proportion(variant, looks.today()) : null;
        Computed<Deciding> deciding = deciding(metric, comparisons, variant);
        Computed<NormalPosterior> posterior = lift.map(effect -> NormalPosterior.of(effect, Prior.OF_LIFT));
        Computed<Double> chance = counts && c != null && t != null
                ? c.trials() == 0 || t.trials() == 0
                        ? Computed.not(Reason.NO_TRIALS)
                        : Computed.of(BetaBinomial.chanceToWin(c, t))
                : posterior.map(NormalPosterior::chanceAboveZero);
        return new OfEffect(
                comparisons.base(variant, looks.today()).map(Covariate::post),
                difference,
                lift,
                counts && c != null && t != null
                        ? NewcombeInterval.ofLift(c, t, Figures.ALPHA)
                        : known == null
                                ? Computed.not(reason(now))
                                : FiellerInterval.of(known, Normal.quantile(Figures.ALPHA)),
                counts && c != null && t != null
                        ? TwoProportionTest.of(c, t).map(TwoProportionTest::pValue)
                        : difference.map(Effect::pValue),
                deciding.map(Deciding::pValue),
                flat(comparisons.compare(variant, looks.today(), false), Cuped::relative)
                        .map(Effect::value),
                known == null ? 0 : known.varianceReduction(),
                metric.lowerIsBetter() ? chance.map(above -> 1 - above) : chance,
                counts && c != null && t != null
                        ? LiftPosterior.interval(c, t, Figures.ALPHA)
                        : posterior.map(each -> each.interval(Figures.ALPHA)),
                deciding,
                metric.role() == MetricRole.GUARDRAIL ? watched(metric, comparisons, variant) : State.NEUTRAL);
    }

    /** The sequence now, unless the look of the plan has been made, and says more. */
    private Computed<Deciding> deciding(Metric metric, Comparisons comparisons, int variant) {
        Computed<Deciding> always = always(metric, comparisons, variant);
        Integer planned = looks.plannedDay();
        // A quantile is known of today only, and so has no look at an earlier day.
        if (planned == null || metric.role() != MetricRole.GOAL || metric.kind() == MetricKind.QUANTILE) {
            return always;
        }
        Computed<Deciding> once = once(metric, comparisons, variant, planned);
        Deciding first = once.orNull();
        Deciding other = always.orNull();
        return first == null
                        || (other != null
                                && other.pValue() < looks.plan().alpha()
                                && first.pValue() >= looks.plan().alpha())
                ? always
                : once;
    }

    private Computed<Deciding> always(Metric metric, Comparisons comparisons, int variant) {
        int day = looks.today();
        Computed<Cuped> compared = enough(metric, comparisons, variant, day);
        return flat(
                compared,
                each -> each.absolute().map(effect -> {
                    double people = each.control().n() + each.treatment().n();
                    Decision decision = looks.hybrid().whileRunning(effect, people);
                    double errors = looks.hybrid().sequence().halfWidth(1, people);
                    return new Deciding(
                            decision.pValue(),
                            decision.interval(),
                            FiellerInterval.of(each, errors).orNull(),
                            false,
                            measured.frame().days().get(day));
                }));
    }

    private Computed<Deciding> once(Metric metric, Comparisons comparisons, int variant, int day) {
        Computed<Cuped> compared = enough(metric, comparisons, variant, day);
        double alpha = looks.hybrid().fixedAlpha();
        return flat(
                compared,
                each -> each.absolute().map(effect -> {
                    Decision decision = looks.hybrid().asPlanned(effect);
                    if (metric.kind().isShare() && comparisons.onePhase(day)) {
                        Proportion c = comparisons.proportion(0, day);
                        Proportion t = comparisons.proportion(variant, day);
                        TwoProportionTest test = TwoProportionTest.of(c, t).orNull();
                        Interval difference =
                                NewcombeInterval.ofDifference(c, t, alpha).orNull();
                        if (test != null && difference != null) {
                            return new Deciding(
                                    Math.min(1, test.pValue() * looks.plan().alpha() / alpha),
                                    difference,
                                    NewcombeInterval.ofLift(c, t, alpha).orNull(),
                                    true,
                                    measured.frame().days().get(day));
                        }
                    }
                    double errors = (decision.interval().upper() - effect.value()) / effect.standardError();
                    return new Deciding(
                            decision.pValue(),
                            decision.interval(),
                            FiellerInterval.of(each, errors).orNull(),
                            true,
                            measured.frame().days().get(day));
                }));
    }

    private State watched(Metric metric, Comparisons comparisons, int variant) {
        Cuped compared = enough(metric, comparisons, variant, looks.today()).orNull();
        Effect effect = compared == null ? null : compared.absolute().orNull();
        if (compared == null || effect == null) {
            return State.NEUTRAL;
        }
        ConfidenceSequence watch = looks.watch();
        Effect gain = metric.lowerIsBetter()
                ? new Effect(-effect.value(), effect.standardError(), effect.degreesOfFreedom())
                : effect;
        double people = compared.control().n() + compared.treatment().n();
        return watch.pValueBelowZero(gain, people) < watch.alpha() ? State.LOSER : State.NEUTRAL;
    }

    /** A test needs so many people in each variant and, of a share, so many who did it and who did not. */
    private Computed<Cuped> enough(Metric metric, Comparisons comparisons, int variant, int day) {
        for (int each : new int[] {0, variant}) {
            Cell total = comparisons.total(each, day);
            boolean few = total.n() < Figures.MIN_USERS
                    || (metric.kind().isShare()
                            && (total.y() < Figures.MIN_CONVERSIONS
                                    || total.people() - total.y() < Figures.MIN_CONVERSIONS));
            if (few) {
                return Computed.not(total.n() == 0 ? Reason.NO_TRIALS : Reason.TOO_FEW);
            }
        }
        return comparisons.compare(variant, day, true);
    }

    private List<MetricResult> adjusted(
            List<MetricResult> results,
            MetricRole role,
            Function<OfEffect, Computed<Double>> pValue,
            UnaryOperator<List<Double>> method) {
        List<Double> known = new ArrayList<>();
        results.forEach(result -> effects(result, role).forEach(effect -> {
            Double p = pValue.apply(effect).orNull();
            if (p != null) {
                known.add(p);
            }
        }));
        List<Double> adjusted = method.apply(known);
        int[] next = new int[1];
        return results.stream()
                .map(result -> result.metric().role() != role
                        ? result
                        : new MetricResult(
                                result.metric(),
                                result.variants().stream()
                                        .map(of -> adjusted(result.metric(), of, pValue, adjusted, next))
                                        .toList()))
                .toList();
    }

    private static List<OfEffect> effects(MetricResult result, MetricRole role) {
        List<OfEffect> effects = new ArrayList<>();
        for (OfVariant of : result.variants()) {
            OfEffect effect = of.effect();
            if (effect != null && result.metric().role() == role) {
                effects.add(effect);
            }
        }
        return effects;
    }

    private OfVariant adjusted(
            Metric metric,
            OfVariant of,
            Function<OfEffect, Computed<Double>> pValue,
            List<Double> adjusted,
            int[] next) {
        OfEffect effect = of.effect();
        if (effect == null) {
            return of;
        }
        Computed<Double> own = pValue.apply(effect);
        Computed<Double> p = own.orNull() == null ? own : Computed.of(adjusted.get(next[0]++));
        return new OfVariant(
                of.variant(),
                of.people(),
                of.total(),
                of.open(),
                of.estimate(),
                new OfEffect(
                        effect.base(),
                        effect.difference(),
                        effect.lift(),
                        effect.liftInterval(),
                        effect.pValue(),
                        p,
                        effect.unadjustedLift(),
                        effect.varianceReduction(),
                        effect.chanceToWin(),
                        effect.posterior(),
                        effect.deciding(),
                        metric.role() == MetricRole.GOAL ? state(metric, effect, p.orNull()) : effect.state()));
    }

    private State state(Metric metric, OfEffect effect, @Nullable Double pValue) {
        Deciding deciding = effect.deciding().orNull();
        if (deciding == null || pValue == null || pValue >= looks.plan().alpha()) {
            return State.NEUTRAL;
        }
        double middle = (deciding.difference().lower() + deciding.difference().upper()) / 2;
        return middle > 0 == metric.lowerIsBetter() ? State.LOSER : State.WINNER;
    }

    private static <A, B> Computed<B> flat(Computed<A> computed, Function<A, Computed<B>> function) {
        return computed instanceof Computed.Value<A> known
                ? function.apply(known.value())
                : Computed.not(reason(computed));
    }

    private static Reason reason(Computed<?> computed) {
        Reason reason = computed.reason();
        return reason == null ? Reason.TOO_FEW : reason;
    }
}
