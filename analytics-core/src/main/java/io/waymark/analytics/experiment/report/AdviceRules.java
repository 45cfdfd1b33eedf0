/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.ExperimentState;
import io.waymark.analytics.experiment.report.Advice.Code;
import io.waymark.analytics.experiment.report.ExperimentReport.Engine;
import io.waymark.analytics.experiment.report.ExperimentReport.Health;
import io.waymark.analytics.experiment.report.VariantResult.Comparison;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.SrmTest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what to make of the figures: the first rule that applies. Names no variant while the data is unhealthy. */
final class AdviceRules {

    /** Behaviour differs by the day of the week, so an experiment sees each of them. */
    static final int MIN_DAYS = 7;

    private AdviceRules() {}

    static Advice advise(
            ExperimentState state, List<VariantResult> variants, Engine engine, Health health, long daysRunning) {
        long users = variants.stream().mapToLong(VariantResult::users).sum();
        if (users + health.multipleExposures() == 0) {
            return advice(
                    Code.NO_DATA,
                    state == ExperimentState.DRAFT
                            ? "The experiment has not been started, so everybody gets the control."
                            : "Nobody has seen a variant yet. People count from the moment your code asks for theirs.");
        }
        if (health.srm().alarm()) {
            return advice(
                    Code.UNHEALTHY,
                    "People are not spread over the variants as the weights say (%s, the limit is %s). Something loses or"
                                    .formatted(p(health.srm().pValue()), SrmTest.ALARM)
                            + " adds people of one variant: find it before reading any comparison.");
        }
        if (health.multipleExposuresAlarm()) {
            return advice(
                    Code.UNHEALTHY,
                    "%d people have seen more than one variant. They are left out, which may favour one variant: find out"
                                    .formatted(health.multipleExposures())
                            + " why before reading any comparison.");
        }
        if (engine == Engine.BAYESIAN) {
            return advice(
                    Code.TOO_EARLY,
                    "A comparison needs at least %d people in each variant, and %d who convert and %d who do not."
                                    .formatted(Figures.MIN_USERS, Figures.MIN_CONVERSIONS, Figures.MIN_CONVERSIONS)
                            + " Until then only the chance to win means something.");
        }
        if (daysRunning < MIN_DAYS) {
            return advice(
                    Code.TOO_EARLY,
                    "The experiment has seen %d of at least %d days. Weekdays differ: wait for a whole week."
                            .formatted(daysRunning, MIN_DAYS));
        }
        return compare(variants);
    }

    private static Advice compare(List<VariantResult> variants) {
        VariantResult control = variants.get(0);
        List<VariantResult> different =
                variants.stream().filter(AdviceRules::isSignificant).toList();
        if (different.isEmpty()) {
            return advice(
                    Code.NOT_CLEAR,
                    "The data does not tell the variants apart. That is no proof that they are equal: the intervals say"
                            + " which differences are still possible.");
        }
        VariantResult best = different.stream()
                .max(Comparator.comparing(AdviceRules::difference))
                .orElseThrow();
        return difference(best) > 0
                ? new Advice(
                        Code.BETTER,
                        sentence(best, "better", control),
                        best.variant().key())
                : new Advice(
                        Code.WORSE,
                        sentence(best, "worse", control),
                        best.variant().key());
    }

    private static String sentence(VariantResult result, String word, VariantResult control) {
        Comparison comparison = comparison(result);
        Interval lift = known(comparison.liftInterval().orNull());
        return String.format(
                Locale.ROOT,
                "'%s' converts %s than '%s': %.2f %% against %.2f %%, a lift of %+.1f %% (%+.1f %% to %+.1f %%), %s."
                        + " This is the result of a single look: every further one adds a chance of error.",
                result.variant().name(),
                word,
                control.variant().name(),
                100 * known(result.rate().orNull()),
                100 * known(control.rate().orNull()),
                100 * known(comparison.lift().orNull()),
                100 * lift.lower(),
                100 * lift.upper(),
                p(known(comparison.pValueAdjusted().orNull())));
    }

    private static boolean isSignificant(VariantResult result) {
        Double pValue =
                result.control() ? null : comparison(result).pValueAdjusted().orNull();
        return pValue != null && pValue < Figures.ALPHA;
    }

    private static double difference(VariantResult result) {
        return known(comparison(result).difference().orNull());
    }

    private static Comparison comparison(VariantResult result) {
        return known(result.comparison());
    }

    private static <T> T known(@Nullable T figure) {
        return Objects.requireNonNull(figure, "Enough data has been checked for");
    }

    private static String p(double value) {
        return value < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", value);
    }

    private static Advice advice(Code code, String text) {
        return new Advice(code, text, null);
    }
}
