/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.json.JsonInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as the field {@code plan} of an experiment's JSON. */
public final class PlanFields {

    private static final int MAX_TEXT = 200;
    private static final int MAX_SAMPLE = 1_000_000_000;
    private static final int MAX_DAYS = 366;

    private PlanFields() {}

    /**
     * Reads a plan.
     *
     * @param input where it is, or is not
     * @return the plan
     */
    public static Plan read(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return Plan.DEFAULT;
        }
        Integer days = input.at("minimumDays").integer(0, MAX_DAYS);
        Double alpha = number(input.at("alpha"));
        return new Plan(
                input.at("owner").text(MAX_TEXT),
                input.at("sampleSize").integer(1, MAX_SAMPLE),
                number(input.at("minimumEffect")),
                alpha == null ? Plan.DEFAULT_ALPHA : alpha,
                days == null ? Plan.DEFAULT_MINIMUM_DAYS : days);
    }

    private static @Nullable Double number(JsonInput input) {
        if (input.isAbsent()) {
            return null;
        }
        JsonNode node = input.node();
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            input.fault("must be a number");
            return null;
        }
        return node.doubleValue();
    }

    /**
     * What is wrong with a plan.
     *
     * @param plan the plan
     * @return the faults
     */
    public static List<Fault> faults(Plan plan) {
        List<Fault> faults = new ArrayList<>();
        Double effect = plan.minimumEffect();
        if (effect != null && !(effect > 0 && effect <= 100)) {
            faults.add(new Fault("/plan/minimumEffect", "must be above 0, for example 0.05 for a lift of 5 per cent"));
        }
        if (!(plan.alpha() > 0 && plan.alpha() < 0.5)) {
            faults.add(new Fault("/plan/alpha", "must be above 0 and below 0.5"));
        }
        return faults;
    }

    /**
     * Writes a plan.
     *
     * @param plan the plan
     * @return an object
     */
    public static ObjectNode write(Plan plan) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("owner", plan.owner())
                .put("sampleSize", plan.sampleSize())
                .put("minimumEffect", plan.minimumEffect())
                .put("alpha", plan.alpha())
                .put("minimumDays", plan.minimumDays());
    }
}
