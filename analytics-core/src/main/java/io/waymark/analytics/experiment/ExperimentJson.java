/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.metric.MeasuresJson;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.PlanJson;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.json.JsonInput;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Experiments as JSON on the wire.
 *
 * <pre>{@code
 * {"key": "checkout-button", "name": "Checkout button", "hypothesis": null,
 *  "variants": [{"key": "control", "name": "Grey", "weight": 1}, {"key": "big", "name": "Big and green", "weight": 1}],
 *  "trafficBasisPoints": 10000, "goal": {"event": "order_placed", "where": []}, "conversionWindow": "P7D"}
 * }</pre>
 *
 * A variant may have a {@code value}. What {@link PlanJson} and {@link MeasuresJson} write is there where it is not as
 * usual.
 */
public final class ExperimentJson {

    private ExperimentJson() {}

    /**
     * Reads a definition. Needed are {@code key}, {@code variants} with their keys, and {@code goal}; a name defaults to the
     * key, a weight to 1.
     *
     * @param json the document
     * @return the definition
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static ExperimentDefinition read(JsonNode json) {
        return JsonInput.read(json, "", ExperimentJson::definition);
    }

    private static @Nullable ExperimentDefinition definition(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String key = input.at("key").requiredText(100);
        String name = input.at("name").text(DefinitionRules.MAX_NAME);
        String hypothesis = input.at("hypothesis").text(DefinitionRules.MAX_HYPOTHESIS);
        List<Variant> variants = input.at("variants").list(2, DefinitionRules.MAX_VARIANTS, ExperimentJson::variant);
        Integer traffic = input.at("trafficBasisPoints").integer(0, ExperimentDefinition.ALL_TRAFFIC);
        JsonInput at = input.at("goal");
        EventFilter goal = EventFilterJson.read(at);
        var window = input.at("conversionWindow")
                .duration(DefinitionRules.MAX_WINDOW, ExperimentDefinition.DEFAULT_CONVERSION_WINDOW);
        Rollout rollout = PlanJson.rollout(input);
        Plan plan = PlanJson.plan(input.at("plan"));
        Measures measures = MeasuresJson.read(input);
        if (input.faulty() || key == null || goal == null) {
            return null;
        }
        return new ExperimentDefinition(
                key,
                name == null ? key : name,
                hypothesis,
                variants,
                traffic == null ? ExperimentDefinition.ALL_TRAFFIC : traffic,
                goal,
                window,
                false,
                rollout,
                plan,
                measures);
    }

    private static @Nullable Variant variant(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String key = input.at("key").requiredText(100);
        String name = input.at("name").text(DefinitionRules.MAX_NAME);
        Integer weight = input.at("weight").integer(0, Variant.MAX_WEIGHT);
        JsonInput value = input.at("value");
        return key == null
                ? null
                : new Variant(
                        key,
                        name == null ? key : name,
                        weight == null ? 1 : weight,
                        value.isAbsent() ? null : value.node());
    }

    /**
     * Writes an experiment: its definition as {@link #read} takes it, and {@code id}, {@code state},
     * {@code shippedVariant}, {@code phases}, {@code overrides} and the instants of its life.
     *
     * @param experiment the experiment
     * @return an object
     */
    public static ObjectNode write(Experiment experiment) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", experiment.id());
        json.setAll(write(experiment.definition()));
        json.put("state", experiment.state().name());
        json.put("shippedVariant", experiment.shippedVariant());
        ArrayNode phases = json.putArray("phases");
        for (Experiment.Phase phase : experiment.phases()) {
            ObjectNode item = phases.addObject();
            item.put("number", phase.number());
            item.put("startedAt", phase.startedAt().toString());
            item.put("trafficBasisPoints", phase.trafficBasisPoints());
            ArrayNode weights = item.putArray("weights");
            phase.weights().forEach(weights::add);
        }
        json.put("createdAt", experiment.createdAt().toString());
        json.put("startedAt", text(experiment.startedAt()));
        json.put("concludedAt", text(experiment.concludedAt()));
        json.put("archivedAt", text(experiment.archivedAt()));
        json.put("version", experiment.version());
        ObjectNode overrides = json.putObject("overrides");
        new TreeMap<>(experiment.overrides()).forEach(overrides::put);
        return json;
    }

    static ObjectNode write(ExperimentDefinition definition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", definition.key());
        json.put("name", definition.name());
        json.put("hypothesis", definition.hypothesis());
        ArrayNode variants = json.putArray("variants");
        for (Variant variant : definition.variants()) {
            ObjectNode item = variants.addObject()
                    .put("key", variant.key())
                    .put("name", variant.name())
                    .put("weight", variant.weight());
            if (variant.value() != null) {
                item.set("value", variant.value());
            }
        }
        json.put("trafficBasisPoints", definition.trafficBasisPoints());
        json.set("goal", EventFilterJson.write(definition.goal()));
        json.put("conversionWindow", definition.conversionWindow().toString());
        json.setAll(PlanJson.write(definition.rollout(), definition.plan()));
        if (!definition.measures().equals(Measures.NONE)) {
            json.setAll(MeasuresJson.write(definition.measures()));
        }
        return json;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
