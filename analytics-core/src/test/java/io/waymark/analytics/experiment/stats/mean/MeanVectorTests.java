/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import static io.waymark.analytics.experiment.stats.Vectors.Ignored.IGNORED;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Vectors;
import io.waymark.analytics.experiment.stats.mean.Covariate.Ratio;
import io.waymark.analytics.experiment.stats.mean.NormalPosterior.Prior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class MeanVectorTests {

    @TestFactory
    Stream<DynamicTest> welch() {
        return Vectors.check("welch_t", in -> effect(in, MeanInputs.compare(in)));
    }

    @TestFactory
    Stream<DynamicTest> posterior() {
        return Vectors.check("bayesian_lift", MeanVectorTests::posterior);
    }

    @TestFactory
    Stream<DynamicTest> ratio() {
        return Vectors.check("ratio_delta", MeanVectorTests::ratio);
    }

    @TestFactory
    Stream<DynamicTest> quantile() {
        return Vectors.check("quantile_metric", MeanVectorTests::quantile);
    }

    @TestFactory
    Stream<DynamicTest> winsorizing() {
        return Vectors.check("winsorization", MeanVectorTests::winsorizing);
    }

    @TestFactory
    Stream<DynamicTest> cuped() {
        return Vectors.check("cuped", MeanVectorTests::cuped);
    }

    @TestFactory
    Stream<DynamicTest> phases() {
        return Vectors.check("phase_stratified", MeanVectorTests::phases);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> effect(JsonNode in, Computed<Effect> effect) {
        Map<String, @Nullable Object> figures = figures(effect, in.path("alpha").asDouble(0.05));
        return functions(figures);
    }

    private static Map<String, @Nullable Object> figures(Computed<Effect> computed, double alpha) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        Effect effect = computed.orNull();
        figures.put("gbstats_message", IGNORED);
        figures.put("status", effect == null ? "NOT_COMPUTABLE" : "COMPUTED");
        if (effect != null) {
            figures.put("effect", effect.value());
            figures.put("standard_error", effect.standardError());
            figures.put("dof", effect.degreesOfFreedom());
            figures.put("t", effect.t());
            figures.put("p_value", effect.pValue());
            figures.put("ci", effect.interval(alpha));
        }
        return figures;
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> posterior(JsonNode in) {
        if (in.has("posterior_mean")) {
            return functions(posterior(
                    new NormalPosterior(
                            in.get("posterior_mean").asDouble(),
                            in.get("posterior_sd").asDouble()),
                    in));
        }
        NormalPosterior posterior = MeanInputs.compare(in)
                .map(effect -> NormalPosterior.of(effect, prior(in, MeanInputs.arm(in.get("control")))))
                .orNull();
        Map<String, @Nullable Object> figures = posterior == null ? new LinkedHashMap<>() : posterior(posterior, in);
        figures.put("gbstats_message", IGNORED);
        figures.put("gbstats_default_chance_to_win", IGNORED);
        figures.put("status", posterior == null ? "NOT_COMPUTABLE" : "COMPUTED");
        return functions(figures);
    }

    private static Map<String, @Nullable Object> posterior(NormalPosterior posterior, JsonNode in) {
        boolean less = in.path("lower_is_better").asBoolean(false);
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("posterior_mean", posterior.mean());
        figures.put("posterior_sd", posterior.standardDeviation());
        figures.put("chance_to_win", less ? 1 - posterior.chanceAboveZero() : posterior.chanceAboveZero());
        figures.put("ci", posterior.interval(in.path("alpha").asDouble(0.05)));
        figures.put("risk_control", less ? posterior.expectedLoss() : posterior.expectedGain());
        figures.put("risk_treatment", less ? posterior.expectedGain() : posterior.expectedLoss());
        return figures;
    }

    /** A prior of relative lifts, brought to the scale of the difference. */
    private static Prior prior(JsonNode in, Arm control) {
        Prior prior = prior(in.get("prior"));
        return in.get("difference").asString().equals("relative") ? prior : prior.scaled(control.mean());
    }

    private static Prior prior(JsonNode json) {
        return json.get("proper").asBoolean()
                ? new Prior(json.get("mean").asDouble(), json.get("variance").asDouble(), true)
                : Prior.FLAT;
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> ratio(JsonNode in) {
        if (in.path("fn").asString("").equals("cuped_ratio")) {
            Cuped cuped = new Cuped(
                    covariate(in.get("control")),
                    covariate(in.get("treatment")),
                    in.get("theta").asDouble());
            return effect(
                    in,
                    in.get("difference").asString().equals("relative") ? cuped.relativeOfRatios() : cuped.absolute());
        }
        if (in.has("fn")) {
            throw new AssertionError("What is " + in.get("fn") + "?");
        }
        Computed<Arm> control = RatioMetric.arm(pair(in.get("control"), "m", "d", "m_d_sum_of_products"));
        Computed<Arm> treatment = RatioMetric.arm(pair(in.get("treatment"), "m", "d", "m_d_sum_of_products"));
        double alpha = in.get("alpha").asDouble();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("ratio_control", orZero(control.map(Arm::mean)));
        figures.put("ratio_treatment", orZero(treatment.map(Arm::mean)));
        figures.put("unit_variance_control", orZero(control.map(Arm::variance)));
        figures.put("unit_variance_treatment", orZero(treatment.map(Arm::variance)));
        figures.put("absolute", figures(both(control, treatment, WelchTest::absolute), alpha));
        figures.put("relative", figures(both(control, treatment, WelchTest::relative), alpha));
        return functions(figures);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> quantile(JsonNode in) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        if (in.has("stat")) {
            Computed<Arm> arm = estimate(in.get("stat")).arm();
            figures.put("unit_variance", arm.map(Arm::variance).orNull());
            figures.put("not_computable", arm.orNull() == null);
            return functions(figures);
        }
        Computed<Arm> control = estimate(in.get("control")).arm();
        Computed<Arm> treatment = estimate(in.get("treatment")).arm();
        boolean relative = in.get("difference").asString().equals("relative");
        Effect effect = both(control, treatment, relative ? WelchTest::relative : WelchTest::absolute)
                .orNull();
        if (effect == null) {
            figures.put("status", "NOT_COMPUTABLE");
            figures.put("not_computable", true);
            return functions(figures);
        }
        NormalPosterior posterior = NormalPosterior.of(effect, prior(in, control.orNull()));
        figures.put("effect", posterior.mean());
        figures.put("ci", posterior.interval(in.get("alpha").asDouble()));
        figures.put("chance_to_win", posterior.chanceAboveZero());
        figures.put("standard_error", posterior.standardDeviation());
        figures.put("risk", List.of(posterior.expectedGain(), posterior.expectedLoss()));
        return functions(figures);
    }

    private static QuantileEstimate estimate(JsonNode json) {
        return new QuantileEstimate(
                json.get("n").asLong(),
                json.get("n_star").asLong(),
                json.get("nu").asDouble(),
                json.get("quantile").asDouble(),
                json.get("lower").asDouble(),
                json.get("upper").asDouble());
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> winsorizing(JsonNode in) {
        double[] values = doubles(in.get("values"));
        OptionalDouble cap = Winsorizing.limit(
                values,
                in.get("upper_quantile").asDouble(),
                in.get("ignore_zeros").asBoolean());
        Sums sums = Winsorizing.sums(values, cap);
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("cap", cap.isPresent() ? cap.getAsDouble() : null);
        figures.put("n", sums.n());
        figures.put("sum", sums.sum());
        figures.put("sum_squares", sums.sumSquares());
        return functions(figures);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> cuped(JsonNode in) {
        Cuped cuped = Cuped.of(
                pair(in.get("control"), "post", "pre", "post_pre_sum_of_products"),
                pair(in.get("treatment"), "post", "pre", "post_pre_sum_of_products"));
        double alpha = in.get("alpha").asDouble();
        Arm control = cuped.control().adjusted(cuped.theta());
        Arm treatment = cuped.treatment().adjusted(cuped.theta());
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("theta", cuped.theta());
        figures.put("absolute", figures(cuped.absolute(), alpha));
        figures.put("relative", figures(cuped.relative(), alpha));
        figures.put("adjusted_mean_control", control.mean());
        figures.put("adjusted_mean_treatment", treatment.mean());
        figures.put("adjusted_var_control", control.variance());
        figures.put("adjusted_var_treatment", treatment.variance());
        figures.put("variance_reduction", cuped.varianceReduction());
        return functions(figures);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> phases(JsonNode in) {
        List<PhaseStratified.Phase> phases = in.get("phases")
                .valueStream()
                .map(phase -> {
                    Arm control = MeanInputs.arm(phase.get("control"));
                    Arm treatment = MeanInputs.arm(phase.get("treatment"));
                    return new PhaseStratified.Phase(control.n() + treatment.n(), control, treatment);
                })
                .toList();
        PhaseStratified stratified = PhaseStratified.of(phases).orNull();
        Effect effect = stratified.absolute().orNull();
        double pooled = pooled(in.get("phases"), "treatment") - pooled(in.get("phases"), "control");
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("stratified_diff", effect.value());
        figures.put("stratified_se", effect.standardError());
        figures.put("z", effect.t());
        figures.put("p_value", effect.pValue());
        figures.put(
                "stratified_relative_lift",
                stratified.relative().map(Effect::value).orNull());
        figures.put("ci95", effect.interval(0.05));
        figures.put("pooled_diff", pooled);
        figures.put("sign_flip", pooled * effect.value() < 0);
        return functions(figures);
    }

    private static double pooled(JsonNode phases, String arm) {
        double sum = 0;
        long n = 0;
        for (JsonNode phase : phases) {
            Arm each = MeanInputs.arm(phase.get(arm));
            sum += each.mean() * each.n();
            n += each.n();
        }
        return sum / n;
    }

    private static PairedSums pair(JsonNode json, String first, String second, String products) {
        return new PairedSums(
                sums(json, first), sums(json, second), json.get(products).asDouble());
    }

    private static Sums sums(JsonNode json, String name) {
        return new Sums(
                json.get("n").asLong(),
                json.get(name + "_sum").asDouble(),
                json.get(name + "_sum_squares").asDouble());
    }

    private static Covariate covariate(JsonNode json) {
        return Covariate.ofRatios(
                        new Ratio(doubles(json.get("m_post")), doubles(json.get("d_post"))),
                        new Ratio(doubles(json.get("m_pre")), doubles(json.get("d_pre"))))
                .orNull();
    }

    private static Computed<Effect> both(Computed<Arm> control, Computed<Arm> treatment, Comparison comparison) {
        if (control instanceof Computed.Value<Arm> c && treatment instanceof Computed.Value<Arm> t) {
            return comparison.of(c.value(), t.value());
        }
        return Computed.not(control.reason() == null ? treatment.reason() : control.reason());
    }

    private static double orZero(Computed<Double> figure) {
        Double known = figure.orNull();
        return known == null ? 0 : known;
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> functions(Map<String, @Nullable Object> figures) {
        Map<String, Function<JsonNode, @Nullable Object>> functions = new LinkedHashMap<>();
        figures.forEach((name, value) -> functions.put(name, in -> value));
        return functions;
    }

    private interface Comparison {
        Computed<Effect> of(Arm control, Arm treatment);
    }
}
