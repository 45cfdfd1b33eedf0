/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.sequential;

import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.Vectors;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.experiment.stats.mean.MeanInputs;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class SequentialVectorTests {

    @TestFactory
    Stream<DynamicTest> sequences() {
        return Vectors.check("sequential_ci", SequentialVectorTests::figures);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> figures(JsonNode in) {
        double alpha = in.path("alpha").asDouble(0.05);
        double alphaOpt = in.path("alpha_opt").asDouble(alpha);
        return switch (in.path("fn").asString("")) {
            case "" -> compare(in, alpha);
            case "rho" -> Map.of("rho", at -> sequence(in, alpha).rho());
            case "halfwidth" ->
                Map.of("halfwidth", at -> {
                    double n = in.get("n").asDouble();
                    return sequence(in, alpha)
                            .halfWidth(Math.sqrt(in.get("sigma2").asDouble() / n), n);
                });
            case "two_sided_normal_mixture_best_rho" ->
                Map.of("value", at -> NormalMixture.bestRho(in.get("v_opt").asDouble(), alphaOpt));
            case "one_sided_normal_mixture_best_rho" ->
                Map.of("value", at -> NormalMixture.bestRho(in.get("v_opt").asDouble(), 2 * alphaOpt));
            case "two_sided_normal_mixture_bound" ->
                Map.of(
                        "value",
                        at -> NormalMixture.twoSided(
                                in.get("v").asDouble(),
                                alpha,
                                NormalMixture.bestRho(in.get("v_opt").asDouble(), alphaOpt)));
            case "one_sided_normal_mixture_bound" ->
                Map.of(
                        "value",
                        at -> NormalMixture.oneSided(
                                in.get("v").asDouble(),
                                alpha,
                                NormalMixture.bestRho(in.get("v_opt").asDouble(), 2 * alphaOpt)));
            case "bernoulli_confidence_sequence" ->
                Map.of(
                        "ci",
                        at -> BernoulliSequence.interval(
                                new Proportion(
                                        in.get("successes").asLong(),
                                        in.get("trials").asLong()),
                                alpha,
                                in.get("t_opt").asDouble()));
            default -> throw new AssertionError("What is " + in.get("fn") + "?");
        };
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> compare(JsonNode in, double alpha) {
        ConfidenceSequence sequence = sequence(in, alpha);
        Effect effect = MeanInputs.compare(in).orNull();
        if (effect == null) {
            return Map.of("status", at -> "NOT_COMPUTABLE");
        }
        double people = in.get("control").get("n").asDouble()
                + in.get("treatment").get("n").asDouble();
        Effect mirrored = new Effect(-effect.value(), effect.standardError(), effect.degreesOfFreedom());
        Interval interval = switch (in.path("one_sided").asString("")) {
            case "" -> sequence.interval(effect, people);
            case "lesser" -> new Interval(Double.NEGATIVE_INFINITY, sequence.upperBound(effect, people));
            case "greater" -> new Interval(sequence.lowerBound(effect, people), Double.POSITIVE_INFINITY);
            default -> throw new AssertionError("What is " + in.get("one_sided") + "?");
        };
        double p = switch (in.path("one_sided").asString("")) {
            case "lesser" -> sequence.pValueBelowZero(effect, people);
            case "greater" -> sequence.pValueBelowZero(mirrored, people);
            default -> sequence.pValue(effect, people);
        };
        return Map.of(
                "effect", at -> effect.value(),
                "standard_error", at -> effect.standardError(),
                "rho", at -> sequence.rho(),
                "ci", at -> interval,
                "p_value", at -> p,
                "significant", at -> !interval.contains(0));
    }

    private static ConfidenceSequence sequence(JsonNode in, double alpha) {
        return new ConfidenceSequence(alpha, in.path("tuning_n").asDouble(ConfidenceSequence.UNPLANNED));
    }
}
