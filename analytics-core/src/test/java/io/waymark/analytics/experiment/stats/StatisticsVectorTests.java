/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class StatisticsVectorTests {

    private static final Map<String, Function<JsonNode, @Nullable Object>> TWO_PROPORTIONS = Map.ofEntries(
            Map.entry("diff", in -> treatment(in).rate() - control(in).rate()),
            Map.entry(
                    "relative_lift",
                    in -> control(in).conversions() == 0
                            ? null
                            : treatment(in).rate() / control(in).rate() - 1),
            Map.entry(
                    "z",
                    in -> TwoProportionTest.of(control(in), treatment(in))
                            .map(TwoProportionTest::z)
                            .orNull()),
            Map.entry(
                    "p_value",
                    in -> TwoProportionTest.of(control(in), treatment(in))
                            .map(TwoProportionTest::pValue)
                            .orNull()),
            Map.entry(
                    "ci95_wald",
                    in -> TwoProportionTest.unpooledInterval(control(in), treatment(in), alpha(in))
                            .orNull()),
            Map.entry(
                    "ci95_newcombe",
                    in -> NewcombeInterval.ofDifference(control(in), treatment(in), alpha(in))
                            .orNull()),
            Map.entry(
                    "wilson95_control",
                    in -> WilsonInterval.of(control(in), alpha(in)).orNull()),
            Map.entry(
                    "wilson95_treatment",
                    in -> WilsonInterval.of(treatment(in), alpha(in)).orNull()),
            Map.entry(
                    "fisher_exact_two_sided_p",
                    in -> TwoProportionTest.exactPValue(control(in), treatment(in))
                            .orNull()),
            Map.entry(
                    "ci95_agresti_caffo",
                    in -> AgrestiCaffoInterval.of(control(in), treatment(in), alpha(in))
                            .orNull()));

    private static final Map<String, Function<JsonNode, @Nullable Object>> BETA_BINOMIAL = Map.of(
            "prob_treatment_better", in -> BetaBinomial.chanceToWin(control(in), treatment(in)),
            "loss_choose_treatment", in -> BetaBinomial.expectedLoss(control(in), treatment(in)),
            "loss_choose_control", in -> BetaBinomial.expectedLoss(treatment(in), control(in)),
            "posterior_mean_control", in -> BetaBinomial.mean(control(in)),
            "posterior_mean_treatment", in -> BetaBinomial.mean(treatment(in)),
            "ci95_control", in -> BetaBinomial.interval(control(in), 0.05),
            "ci95_treatment", in -> BetaBinomial.interval(treatment(in), 0.05));

    private static final Map<String, Function<JsonNode, @Nullable Object>> SRM = Map.of(
            "p_value", in -> srm(in).pValue(),
            "chi2", in -> srm(in).chiSquare(),
            "df", in -> (double) srm(in).degreesOfFreedom(),
            "expected", in -> srm(in).expected(),
            "srm_at_0_001", in -> srm(in).alarm(),
            "naive_last_weights_p_value",
                    in -> SrmTest.of(
                                    longs(in.get("observed")),
                                    doubles(in.get("phases")
                                            .get(in.get("phases").size() - 1)
                                            .get("weights")))
                            .pValue());

    private static final Map<String, Function<JsonNode, @Nullable Object>> MULTIPLE_TESTING = Map.of(
            "holm",
            in -> adjust(in, Holm::adjust),
            "benjamini_hochberg",
            in -> adjust(in, BenjaminiHochberg::adjust),
            "ci",
            in -> AdjustedInterval.of(
                            in.get("lift").asDouble(),
                            in.get("adjusted_p").asDouble(),
                            in.get("p_threshold").asDouble())
                    .orNull());

    @TestFactory
    Stream<DynamicTest> twoProportions() {
        return check("two_proportion_z", TWO_PROPORTIONS);
    }

    @TestFactory
    Stream<DynamicTest> betaBinomial() {
        return check("bayesian_beta_binomial", BETA_BINOMIAL);
    }

    @TestFactory
    Stream<DynamicTest> sampleRatioMismatch() {
        return check("srm", SRM);
    }

    @TestFactory
    Stream<DynamicTest> multipleTesting() {
        return check("multiple_testing", MULTIPLE_TESTING);
    }

    private static Stream<DynamicTest> check(String file, Map<String, Function<JsonNode, @Nullable Object>> figures) {
        return Vectors.check(file, vector -> figures);
    }

    /** Questions without an answer do not count, and keep their place. */
    private static List<@Nullable Double> adjust(JsonNode input, UnaryOperator<List<Double>> method) {
        JsonNode pValues = input.get("p_values");
        Iterator<Double> adjusted = method.apply(pValues.valueStream()
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asDouble)
                        .toList())
                .iterator();
        List<@Nullable Double> all = new ArrayList<>();
        pValues.forEach(p -> all.add(p.isNumber() ? adjusted.next() : null));
        return all;
    }

    private static SrmTest srm(JsonNode input) {
        List<Long> observed = longs(input.get("observed"));
        if (!input.has("phases")) {
            return SrmTest.of(observed, doubles(input.get("weights")));
        }
        List<SrmTest.Phase> phases = new ArrayList<>();
        input.get("phases")
                .forEach(
                        phase -> phases.add(new SrmTest.Phase(phase.get("n").asLong(), doubles(phase.get("weights")))));
        return SrmTest.ofPhases(observed, phases);
    }

    private static Proportion control(JsonNode input) {
        return proportion(input.get("control"));
    }

    private static Proportion treatment(JsonNode input) {
        return proportion(input.get("treatment"));
    }

    private static Proportion proportion(JsonNode counts) {
        return new Proportion(
                counts.get("conversions").asLong(), counts.get("n").asLong());
    }

    private static double alpha(JsonNode input) {
        return input.get("alpha").asDouble();
    }

    private static List<Long> longs(JsonNode array) {
        return array.valueStream().map(JsonNode::asLong).toList();
    }

    private static List<Double> doubles(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }
}
