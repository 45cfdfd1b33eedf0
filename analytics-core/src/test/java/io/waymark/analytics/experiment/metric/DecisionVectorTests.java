/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import io.waymark.analytics.experiment.metric.DecisionRule.State;
import io.waymark.analytics.experiment.stats.SrmTest;
import io.waymark.analytics.experiment.stats.Vectors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class DecisionVectorTests {

    @TestFactory
    Stream<DynamicTest> decisions() {
        return Vectors.check("decision_rules", DecisionVectorTests::figures);
    }

    private static Map<String, Function<JsonNode, @Nullable Object>> figures(JsonNode in) {
        return Map.of(
                "clear_signals", at -> outcome(in, DecisionRule.CLEAR_SIGNALS),
                "do_no_harm", at -> outcome(in, DecisionRule.DO_NO_HARM),
                "status", at -> status(in));
    }

    /** Health comes first, then whether it may be decided at all: there by a gate, here by the test that decides. */
    private static String status(JsonNode in) {
        if (in.path("srm_p").asDouble(1) < SrmTest.ALARM) {
            return "unhealthy_srm";
        }
        if (in.has("multiple_exposure_units")
                && MultipleExposures.tooMany(
                        in.get("multiple_exposure_units").asLong(),
                        in.get("total_units").asLong())) {
            return "unhealthy_multiple_exposures";
        }
        boolean open = in.path("days_running").asInt(0) >= 3
                && (in.path("sequential").asBoolean(false)
                        || in.path("powered").asBoolean(false)
                        || in.path("p").asDouble(1) < 0.001);
        return open
                ? outcome(in, DecisionRule.valueOf(in.get("preset").asString().toUpperCase(Locale.ROOT)))
                : "keep_running";
    }

    private static String outcome(JsonNode in, DecisionRule rule) {
        return rule.decide(states(in.get("goals")), states(in.get("guardrails")))
                .name()
                .toLowerCase(Locale.ROOT)
                .replace("roll_back", "rollback");
    }

    private static List<State> states(JsonNode states) {
        return states.valueStream()
                .map(state -> State.valueOf(state.asString().toUpperCase(Locale.ROOT)))
                .toList();
    }
}
