/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.report.ExperimentReport;
import io.waymark.analytics.experiment.report.MetricResult;
import io.waymark.analytics.experiment.report.MetricResult.Deciding;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.report.MetricResult.OfVariant;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import io.waymark.analytics.experiment.stats.sequential.HybridTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The formulas of what decides about the main goal, with the numbers of a variant filled in. */
final class HowNumbers {

    private HowNumbers() {}

    static List<String> of(ExperimentReport report, int variant) {
        List<String> lines = new ArrayList<>();
        MetricResult goal = report.metrics().get(0);
        OfVariant control = goal.variants().get(0);
        OfVariant treatment = goal.variants().get(variant);
        OfEffect effect = treatment.effect();
        Double pc = effect == null ? null : effect.base().orNull();
        Double pt = treatment.estimate().orNull();
        Effect difference = effect == null ? null : effect.difference().orNull();
        if (effect == null || pc == null || pt == null || difference == null) {
            return lines;
        }
        lines.add(line("d = p_t − p_c = %.5f − %.5f = %+.5f", pt, pc, difference.value()));
        lines.add(line(
                "se = √(p_t (1 − p_t)/n_t + p_c (1 − p_c)/n_c) = √(%.5f · %.5f / %d + %.5f · %.5f / %d) = %.6f",
                pt, 1 - pt, treatment.people(), pc, 1 - pc, control.people(), difference.standardError()));
        lines.add(line("t = d / se = %.3f", difference.t()));
        Deciding deciding = effect.deciding().orNull();
        if (deciding == null) {
            return lines;
        }
        Plan plan = report.experiment().definition().plan();
        Integer sample = plan.sampleSize();
        long pair = sample == null
                ? 0
                : Math.max(
                        1,
                        2L
                                * sample
                                / report.experiment().definition().variants().size());
        HybridTest hybrid = new HybridTest(plan.alpha(), pair);
        ConfidenceSequence sequence = hybrid.sequence();
        double people = control.people() + (double) treatment.people();
        if (deciding.planned()) {
            lines.add(line(
                    "α of the one look = %.3f, with the data up to %s: p / 0.8 = %.5f",
                    hybrid.fixedAlpha(), deciding.day(), deciding.pValue()));
        } else {
            lines.add(line(
                    "ρ = √((−2 ln α + ln(1 − 2 ln α)) / N*) = %.5f, with α = %.3f and N* = %.0f",
                    sequence.rho(), sequence.alpha(), sequence.tunedTo()));
            lines.add(line(
                    "half width = se · √(2 (Nρ² + 1)/(Nρ²) · ln(√(Nρ² + 1)/α)) = %.6f, with N = %.0f",
                    sequence.halfWidth(difference.standardError(), people), people));
        }
        Interval interval = deciding.difference();
        lines.add(line("d lies between %+.5f and %+.5f", interval.lower(), interval.upper()));
        Interval lift = deciding.lift();
        if (lift != null) {
            lines.add(line("the lift, by Fieller, between %+.4f and %+.4f", lift.lower(), lift.upper()));
        }
        return lines;
    }

    private static String line(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
