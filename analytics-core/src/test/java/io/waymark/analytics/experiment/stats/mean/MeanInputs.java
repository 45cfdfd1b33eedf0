/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats.mean;

import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Proportion;
import tools.jackson.databind.JsonNode;

/** Reads what test vectors compare. */
public final class MeanInputs {

    private MeanInputs() {}

    /** What a variant shows, given as counts or as sums. */
    public static Arm arm(JsonNode json) {
        long n = json.get("n").asLong();
        String type = json.path("type").asString("proportion");
        return switch (type) {
            case "proportion" -> Arm.of(new Proportion(json.get("conversions").asLong(), n));
            case "mean" ->
                Arm.of(new Sums(
                        n, json.get("sum").asDouble(), json.get("sum_squares").asDouble()));
            default -> throw new AssertionError("What is a " + type + "?");
        };
    }

    /** The effect in the terms that a vector asks for. */
    public static Computed<Effect> compare(JsonNode in) {
        String difference = in.get("difference").asString();
        Arm control = arm(in.get("control"));
        Arm treatment = arm(in.get("treatment"));
        return switch (difference) {
            case "absolute" -> WelchTest.absolute(control, treatment);
            case "relative" -> WelchTest.relative(control, treatment);
            default -> throw new AssertionError("What is " + difference + "?");
        };
    }
}
