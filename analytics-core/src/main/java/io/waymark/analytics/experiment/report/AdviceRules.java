/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.metric.DecisionRule;
import io.waymark.analytics.experiment.metric.DecisionRule.Outcome;
import io.waymark.analytics.experiment.metric.DecisionRule.State;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.report.Advice.Code;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.experiment.report.MetricResult.Deciding;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.SrmTest;
import io.waymark.analytics.experiment.stats.mean.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what to make of the figures: the first rule that applies.
 *
 * <ol>
 *   <li>Nobody was exposed. 2. The data is unhealthy, unless somebody has acknowledged that: then no winner is named.
 *   <li>A goal or a guardrail of a variant is worse, whatever else is better, and the plan is not fulfilled: stop.
 *   <li>It is too early: too few people or days.
 *   <li>By the rule of the experiment, over goals and guardrails: ship, roll back, or weigh.
 *   <li>The plan is fulfilled: no effect beyond what the interval leaves. 7. Keep running, for about so many days.
 * </ol>
 *
 * <p>Of an experiment that has ended or is paused, 4 and 7 say that there is no clear result; what has done harm until it
 * ended is rolled back however early that was.
 */
final class AdviceRules {

    private final Experiment experiment;
    private final List<MetricResult> metrics;
    private final Looks looks;
    private final Health health;

    AdviceRules(Experiment experiment, List<MetricResult> metrics, Looks looks, Health health) {
        this.experiment = experiment;
        this.metrics = metrics;
        this.looks = looks;
        this.health = health;
    }

    Advice advise(Engine engine, long people, long daysRunning, @Nullable Integer daysLeft) {
        if (people + health.multipleExposures() == 0) {
            return advice(
                    Code.NO_DATA,
                    switch (experiment.state()) {
                        case DRAFT -> "The experiment has not been started, so everybody gets the control.";
                        case RUNNING ->
                            "Nobody has seen a variant yet. People count from the moment your code asks for theirs.";
                        case PAUSED ->
                            "Nobody has seen a variant, and nobody does while the experiment is paused: everybody gets"
                                    + " the control.";
                        case CONCLUDED, ARCHIVED -> "Nobody saw a variant while the experiment ran.";
                    });
        }
        Advice unhealthy = unhealthy();
        if (unhealthy != null) {
            return unhealthy;
        }
        List<Judged> judged = judged();
        Judged worse =
                judged.stream().filter(each -> each.lost() != null).findFirst().orElse(null);
        if (worse != null && !ended() && looks.plannedDay() == null) {
            return new Advice(Code.STOP_HARM, sentence(worse, worse.lost(), "worse"), worse.variant());
        }
        Judged harmful = judged.stream()
                .filter(each -> each.outcome() == Outcome.ROLL_BACK && each.lost() != null)
                .findFirst()
                .orElse(null);
        int minimum = looks.plan().minimumDays();
        if (harmful != null && ended() && (engine == Engine.BAYESIAN || daysRunning < minimum)) {
            return rollBack(harmful);
        }
        if (engine == Engine.BAYESIAN) {
            return unclear(
                    Code.TOO_EARLY,
                    "A comparison needs at least %d people in each variant, and %d who convert and %d who do not."
                                    .formatted(Figures.MIN_USERS, Figures.MIN_CONVERSIONS, Figures.MIN_CONVERSIONS)
                            + " With fewer only the chance to win means something.");
        }
        if (daysRunning < minimum) {
            String seen = "The experiment has seen %d of at least %d days.".formatted(daysRunning, minimum);
            return unclear(
                    Code.TOO_EARLY,
                    seen
                            + (experiment.state() == ExperimentState.RUNNING
                                    ? " Weekdays differ: wait for a whole week."
                                    : " Weekdays differ: these figures are those of some of them."));
        }
        return decide(judged, harmful, daysLeft);
    }

    private Advice decide(List<Judged> judged, @Nullable Judged harmful, @Nullable Integer daysLeft) {
        boolean planned = looks.plannedDay() != null;
        // A rule that ships what harms nothing must not do so before it could have been found.
        Judged best = judged.stream()
                .filter(each -> each.outcome() == Outcome.SHIP && (each.won() != null || planned))
                .max(Comparator.comparingDouble(this::gain))
                .orElse(null);
        if (best != null) {
            return new Advice(
                    Code.SHIP,
                    best.won() == null
                            ? "'%s' does no harm, and the plan is fulfilled.".formatted(best.variant())
                            : sentence(best, best.won(), "better"),
                    best.variant());
        }
        if (harmful != null) {
            return rollBack(harmful);
        }
        for (Judged each : judged) {
            if (each.won() != null && (planned || ended() || each.lost() != null)) {
                return new Advice(
                        Code.REVIEW,
                        sentence(each, each.won(), "better") + " Not all goals say so: weigh them.",
                        each.variant());
            }
        }
        if (planned) {
            return advice(Code.NO_EFFECT, noEffect());
        }
        if (ended() || experiment.state() == ExperimentState.PAUSED) {
            return unclear(Code.KEEP_RUNNING, "The data does not tell the variants apart.");
        }
        return advice(
                Code.KEEP_RUNNING,
                "The data does not tell the variants apart yet. "
                        + (daysLeft == null
                                ? "Without a planned number of people there is no telling how long it takes."
                                : daysLeft == 0
                                        ? "The planned number of people is reached; the look of the plan is at the end of the day."
                                        : "About %d days left.".formatted(daysLeft)));
    }

    /** Nothing follows yet, or nothing will. */
    private Advice unclear(Code whileRunning, String text) {
        if (ended()) {
            return advice(Code.INCONCLUSIVE, "The experiment has ended without a clear result. " + text);
        }
        return experiment.state() == ExperimentState.PAUSED
                ? advice(
                        Code.PAUSED,
                        "The experiment is paused, and has no clear result. " + text
                                + " It goes on when you resume it; nobody new counts until then.")
                : advice(whileRunning, text);
    }

    private Advice rollBack(Judged harmful) {
        return new Advice(Code.ROLL_BACK, sentence(harmful, harmful.lost(), "worse"), harmful.variant());
    }

    private boolean ended() {
        return experiment.concludedAt() != null;
    }

    /** The lift of the main goal, or the difference where nothing can be relative to the control. */
    private double gain(Judged judged) {
        OfEffect effect = metrics.get(0).variants().get(judged.place()).effect();
        if (effect == null) {
            return Double.NEGATIVE_INFINITY;
        }
        Computed<Effect> gain = effect.lift().orNull() == null ? effect.difference() : effect.lift();
        Double value = gain.map(Effect::value).orNull();
        return value == null ? Double.NEGATIVE_INFINITY : value;
    }

    private @Nullable Advice unhealthy() {
        if (health.srm().alarm() && !health.acknowledged().contains(Health.SRM)) {
            return advice(
                    Code.UNHEALTHY,
                    "People are not spread over the variants as the weights say (%s, the limit is %s). Something loses or"
                                    .formatted(p(health.srm().pValue()), SrmTest.ALARM)
                            + " adds people of one variant: find it before reading any comparison.");
        }
        if (health.multipleExposuresAlarm() && !health.acknowledged().contains(Health.MULTIPLE_EXPOSURES)) {
            return advice(
                    Code.UNHEALTHY,
                    "%d people have seen more than one variant. They are left out, which may favour one variant: find out"
                                    .formatted(health.multipleExposures())
                            + " why before reading any comparison.");
        }
        if (health.silent() && !health.acknowledged().contains(Health.SILENT)) {
            return advice(
                    Code.UNHEALTHY,
                    "Nobody has been exposed for the first time in the last 24 hours. Either the code that asks for the"
                            + " variant is gone, or nobody new comes.");
        }
        return null;
    }

    private List<Judged> judged() {
        DecisionRule rule = experiment.definition().measures().rule();
        List<Judged> judged = new ArrayList<>();
        for (int i = 1; i < experiment.definition().variants().size(); i++) {
            List<State> goals = states(MetricRole.GOAL, i);
            List<State> guardrails = states(MetricRole.GUARDRAIL, i);
            judged.add(new Judged(
                    i,
                    experiment.definition().variants().get(i).key(),
                    rule.decide(goals, guardrails),
                    first(State.WINNER, i),
                    first(State.LOSER, i)));
        }
        return judged;
    }

    private List<State> states(MetricRole role, int variant) {
        List<State> states = new ArrayList<>();
        for (MetricResult metric : metrics) {
            OfEffect effect = metric.variants().get(variant).effect();
            if (metric.metric().role() == role && effect != null) {
                states.add(effect.state());
            }
        }
        return states;
    }

    private @Nullable MetricResult first(State state, int variant) {
        for (MetricResult metric : metrics) {
            OfEffect effect = metric.variants().get(variant).effect();
            if (effect != null && effect.state() == state && metric.metric().role() != MetricRole.SECONDARY) {
                return metric;
            }
        }
        return null;
    }

    private String sentence(Judged judged, @Nullable MetricResult metric, String word) {
        if (metric == null) {
            return "";
        }
        MetricResult.OfVariant control = metric.variants().get(0);
        MetricResult.OfVariant variant = metric.variants().get(judged.place());
        OfEffect effect = variant.effect();
        Deciding deciding = effect == null ? null : effect.deciding().orNull();
        Interval lift = deciding == null ? null : deciding.lift();
        Double of = variant.estimate().orNull();
        Double base = effect == null ? null : effect.base().orNull();
        Effect difference = effect == null ? null : effect.lift().orNull();
        Double adjusted = effect == null ? null : effect.pValueAdjusted().orNull();
        String what = metric.metric().key().equals(Metric.MAIN_GOAL)
                ? ""
                : " in '" + metric.metric().name() + "'";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "'%s' is %s than '%s'%s",
                variant.variant().name(),
                word,
                control.variant().name(),
                what));
        if (of != null && base != null) {
            text.append(
                    metric.metric().kind().isShare()
                            ? String.format(Locale.ROOT, ": %.2f %% against %.2f %%", 100 * of, 100 * base)
                            : String.format(Locale.ROOT, ": %.4g against %.4g", of, base));
        }
        if (difference != null) {
            text.append(String.format(Locale.ROOT, ", a lift of %+.1f %%", 100 * difference.value()));
        }
        if (lift != null) {
            text.append(String.format(Locale.ROOT, " (%+.1f %% to %+.1f %%)", 100 * lift.lower(), 100 * lift.upper()));
        }
        if (adjusted != null) {
            text.append(", ").append(p(adjusted));
        }
        text.append(
                deciding != null && deciding.planned()
                        ? ". This is the one look of the plan, with the data up to " + deciding.day() + "."
                        : ". This holds however often you look.");
        return text.toString();
    }

    /** What is ruled out: of the lift, or of the rate itself where the control is too close to 0 for a lift. */
    private String noEffect() {
        List<Deciding> deciding = new ArrayList<>();
        for (MetricResult.OfVariant each : metrics.get(0).variants()) {
            Deciding known =
                    each.effect() == null ? null : each.effect().deciding().orNull();
            if (known != null) {
                deciding.add(known);
            }
        }
        String text = "The plan is fulfilled, and the data does not tell the variants apart.";
        if (deciding.isEmpty()) {
            return text;
        }
        boolean relative = deciding.stream().allMatch(each -> each.lift() != null);
        double most = deciding.stream()
                .map(each -> relative ? each.lift() : each.difference())
                .mapToDouble(each -> each == null ? 0 : Math.max(Math.abs(each.lower()), Math.abs(each.upper())))
                .max()
                .orElse(0);
        return text
                + String.format(
                        Locale.ROOT,
                        relative
                                ? " An effect beyond %.1f %% either way is ruled out; a smaller one is not."
                                : " A difference beyond %.2f percentage points either way is ruled out; a smaller one is not.",
                        100 * most);
    }

    private static String p(double value) {
        return value < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", value);
    }

    private static Advice advice(Code code, String text) {
        return new Advice(code, text, null);
    }

    private record Judged(
            int place,
            String variant,
            Outcome outcome,
            @Nullable MetricResult won,
            @Nullable MetricResult lost) {}
}
