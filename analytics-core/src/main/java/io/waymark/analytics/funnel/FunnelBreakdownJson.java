/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.json.JsonInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Breakdowns as JSON: the key of a property at step 1 as a text, of another step as {@code {"property", "step"}}, of the
 * person as {@code {"property", "of": "person"}}.
 */
final class FunnelBreakdownJson {

    private static final String PERSON = "person";

    private FunnelBreakdownJson() {}

    /** Reads the breakdown of a funnel with so many steps. */
    static @Nullable FunnelBreakdown read(JsonInput input, int steps) {
        if (!input.node().isObject()) {
            String property = input.text(FunnelJson.MAX_KEY);
            return property == null ? null : FunnelBreakdown.atStep(1, property);
        }
        String property = input.at("property").requiredText(FunnelJson.MAX_KEY);
        Integer step =
                input.at("step").integer(1, steps < FunnelDefinition.MIN_STEPS ? FunnelDefinition.MAX_STEPS : steps);
        boolean ofPerson = !input.at("of").isAbsent();
        if (ofPerson && !PERSON.equals(input.at("of").node().asString(""))) {
            input.at("of").fault("must be '" + PERSON + "', or be left out for the event of a step");
        }
        if (ofPerson && !input.at("step").isAbsent()) {
            input.at("step").fault("must be left out: a property of the person is of no step");
        }
        if (property == null) {
            return null;
        }
        return ofPerson
                ? FunnelBreakdown.ofPerson(property)
                : FunnelBreakdown.atStep(step == null ? 1 : step, property);
    }

    /** Writes a breakdown, as {@link #read} reads it. */
    static JsonNode write(@Nullable FunnelBreakdown breakdown) {
        if (breakdown == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        Integer step = breakdown.step();
        if (step != null && step == 1) {
            return JsonNodeFactory.instance.stringNode(breakdown.property());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("property", breakdown.property());
        return step == null ? json.put("of", PERSON) : json.put("step", step);
    }
}
