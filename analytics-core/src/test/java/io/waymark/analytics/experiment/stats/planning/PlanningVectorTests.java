/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.Vectors;
import io.waymark.analytics.experiment.stats.mean.Arm;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.MeanInputs;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import io.waymark.analytics.experiment.stats.mean.WelchTest;
import io.waymark.analytics.experiment.stats.sequential.ConfidenceSequence;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class PlanningVectorTests {

    @TestFactory
    Stream<DynamicTest> power() {
        return Vectors.check("power_mde", PlanningVectorTests::power);
    }

    @TestFactory
    Stream<DynamicTest> daysLeft() {
        return Vectors.check("days_left", PlanningVectorTests::daysLeft);
    }

    @Test
    void minimumDetectableEffectIsFoundAsOftenAsAskedFor() {
        Power power = new Power(Arm.of(new Proportion(100, 1_000)), 5_000, 0.05, null);
        assertThat(power.of(power.minimumDetectableEffect(0.8).orNull()))
                .isCloseTo(0.8, org.assertj.core.api.Assertions.within(1e-6));
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> power(JsonNode in) {
        double alpha = in.path("alpha").asDouble(0.05);
        String fn = in.get("fn").asString();
        return switch (fn) {
            case "power" ->
                Map.of("power", at -> plan(in, alpha).of(in.get("effect").asDouble()));
            case "mde" -> {
                Double mde = plan(in, alpha)
                        .minimumDetectableEffect(in.get("power").asDouble())
                        .orNull();
                yield mde == null
                        ? Map.of(
                                "status", at -> "NOT_COMPUTABLE",
                                "mde", at -> null,
                                "error", at -> Vectors.Ignored.IGNORED,
                                "not_computable", at -> true)
                        : Map.of("mde", at -> mde);
            }
            case "delta_variance" -> Map.of("variance", at -> variance(in));
            case "total_sample_size" ->
                Map.of("total", at -> total(in, alpha), "relative_tolerance", at -> Vectors.Ignored.IGNORED);
            case "rule_of_16_per_variant" -> {
                double each = SampleSize.byRuleOfSixteen(
                        in.get("baseline").asDouble(), in.get("relative_mde").asDouble());
                yield Map.of("per_variant", at -> each, "total_two_variants", at -> 2 * each);
            }
            case "sample_size_unpooled" -> {
                double ratio = in.path("treatment_to_control_ratio").asDouble(1);
                double control = SampleSize.ofRates(
                        in.get("baseline").asDouble(),
                        in.get("absolute_mde").asDouble(),
                        alpha,
                        in.get("power").asDouble(),
                        ratio);
                yield Map.of(
                        "n_control", at -> Math.ceil(control),
                        "n_control_exact", at -> control,
                        "n_treatment", at -> Math.ceil(ratio * control),
                        "n_treatment_exact", at -> ratio * control);
            }
            case "t_power_standardized" ->
                Map.of(
                        "power",
                        at -> TPower.of(
                                in.get("cohens_d").asDouble(),
                                in.get("n_per_arm").asLong(),
                                alpha));
            default -> throw new AssertionError("What is " + fn + "?");
        };
    }

    private static Power plan(JsonNode in, double alpha) {
        ConfidenceSequence sequence = in.has("sequential_tuning_n")
                ? new ConfidenceSequence(alpha, in.get("sequential_tuning_n").asDouble())
                : null;
        return new Power(
                baseline(in.get("metric")),
                in.get("users").asDouble() / in.get("variations").asDouble(),
                alpha,
                sequence);
    }

    private static Arm baseline(JsonNode metric) {
        String type = metric.get("type").asString();
        return switch (type) {
            case "mean" ->
                new Arm(
                        0,
                        metric.get("mean").asDouble(),
                        Math.pow(metric.get("sd").asDouble(), 2));
            case "binomial" -> {
                double rate = metric.get("rate").asDouble();
                yield new Arm(0, rate, rate * (1 - rate));
            }
            default -> throw new AssertionError("What is a " + type + "?");
        };
    }

    private static double variance(JsonNode in) {
        Arm control = plain(in.get("control"));
        Arm treatment = plain(in.get("treatment"));
        String difference = in.get("difference").asString();
        return switch (difference) {
            case "relative" -> WelchTest.relativeVariance(control, treatment);
            case "absolute" -> control.errorVariance() + treatment.errorVariance();
            default -> throw new AssertionError("What is " + difference + "?");
        };
    }

    private static Arm plain(JsonNode json) {
        return new Arm(
                json.get("n").asLong(),
                json.get("mean").asDouble(),
                json.get("variance").asDouble());
    }

    private static double total(JsonNode in, double alpha) {
        double difference = in.get("absolute_mde").asDouble();
        double power = in.get("power").asDouble();
        if (in.get("type").asString().equals("binomial")) {
            return 2 * SampleSize.ofRates(in.get("baseline").asDouble(), difference, alpha, power, 1);
        }
        double variance =
                in.get(in.has("variance") ? "variance" : "baseline_variance").asDouble();
        return 2 * SampleSize.ofMeans(variance, variance, difference, alpha, power, 1);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> daysLeft(JsonNode in) {
        Effect effect = MeanInputs.compare(in).orNull();
        double alpha = in.get("alpha").asDouble();
        double people = in.get("control").get("n").asDouble()
                + in.get("treatment").get("n").asDouble();
        String engine = in.get("engine").asString();
        JsonNode prior = in.path("prior");
        MoreData more = new MoreData(
                effect.standardError(),
                people,
                in.get("target_mde").asDouble(),
                alpha,
                engine.equals("sequential")
                        ? new ConfidenceSequence(alpha, in.path("tuning_n").asDouble(5_000))
                        : null,
                engine.equals("bayesian") && prior.path("proper").asBoolean(false)
                        ? new Prior(
                                prior.get("mean").asDouble(),
                                prior.get("variance").asDouble(),
                                true)
                        : Prior.FLAT);
        assertThat(engine).isIn("frequentist", "sequential", "bayesian");
        Double factor = more.factor(in.get("target_power").asDouble()).orNull();
        return Map.of(
                "power_now", at -> more.power(0),
                "scaling_factor", at -> factor,
                "additional_users", at -> factor * people);
    }
}
