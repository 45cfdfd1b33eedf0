/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.json.JsonInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rollout and plan as JSON, as fields of an experiment that are left out where they are as usual.
 *
 * <pre>{@code
 * {"audience": {"segment": "power-users", "person": [{"property": "plan", "op": "eq", "value": "pro"}],
 *               "attributes": [{"property": "country", "op": "in", "value": ["DE", "AT"]}]},
 *  "layer": {"key": "checkout", "from": 0, "to": 5000},
 *  "schedule": {"startAt": "2026-03-01T08:00:00Z", "endAt": null},
 *  "plan": {"owner": "kim", "sampleSize": 10000, "minimumEffect": 0.05, "alpha": 0.05, "minimumDays": 14}}
 * }</pre>
 */
public final class PlanJson {

    private PlanJson() {}

    /**
     * Reads the rollout.
     *
     * @param experiment the fields of an experiment
     * @return the rollout, as usual where there is nothing
     */
    public static Rollout rollout(JsonInput experiment) {
        return new Rollout(
                audience(experiment.at("audience")),
                layer(experiment.at("layer")),
                schedule(experiment.at("schedule")));
    }

    private static Audience audience(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return Audience.EVERYBODY;
        }
        return new Audience(
                input.at("segment").text(PlanRules.MAX_TEXT),
                EventFilterJson.conditions(input.at("person")),
                EventFilterJson.conditions(input.at("attributes")));
    }

    private static @Nullable Layer layer(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return null;
        }
        String key = input.at("key").requiredText(100);
        Integer from = input.at("from").integer(0, 10_000);
        Integer to = input.at("to").integer(0, 10_000);
        return key == null ? null : new Layer(key, from == null ? 0 : from, to == null ? 10_000 : to);
    }

    /**
     * Reads when an experiment starts and ends by itself.
     *
     * @param input where it is, or is not
     * @return the schedule
     */
    public static Schedule schedule(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return Schedule.NONE;
        }
        return new Schedule(instant(input.at("startAt")), instant(input.at("endAt")));
    }

    private static @Nullable Instant instant(JsonInput input) {
        String text = input.text(PlanRules.MAX_TEXT);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            input.fault("must be an instant in the form of ISO 8601, for example 2026-01-31T08:00:00Z");
            return null;
        }
    }

    /**
     * Reads the plan.
     *
     * @param input where it is, or is not
     * @return the plan, as usual where there is nothing
     */
    public static Plan plan(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return Plan.DEFAULT;
        }
        Integer days = input.at("minimumDays").integer(0, PlanRules.MAX_DAYS);
        Double alpha = number(input.at("alpha"));
        return new Plan(
                input.at("owner").text(PlanRules.MAX_TEXT),
                input.at("sampleSize").integer(1, PlanRules.MAX_SAMPLE),
                number(input.at("minimumEffect")),
                alpha == null ? Plan.DEFAULT_ALPHA : alpha,
                days == null ? Plan.DEFAULT_MINIMUM_DAYS : days);
    }

    private static @Nullable Double number(JsonInput input) {
        JsonNode node = input.node();
        if (input.isAbsent()) {
            return null;
        }
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            input.fault("must be a number");
            return null;
        }
        return node.doubleValue();
    }

    /**
     * Writes what is not as usual.
     *
     * @param rollout who may take part and when
     * @param plan what is planned
     * @return an object with the fields
     */
    public static ObjectNode write(Rollout rollout, Plan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Audience audience = rollout.audience();
        if (!audience.isEverybody()) {
            ObjectNode node = json.putObject("audience");
            node.put("segment", audience.segment());
            node.set("person", conditions(audience.person()));
            node.set("attributes", conditions(audience.attributes()));
        }
        Layer layer = rollout.layer();
        if (layer != null) {
            json.putObject("layer")
                    .put("key", layer.key())
                    .put("from", layer.fromBasisPoints())
                    .put("to", layer.toBasisPoints());
        }
        Schedule schedule = rollout.schedule();
        if (!schedule.equals(Schedule.NONE)) {
            json.putObject("schedule").put("startAt", text(schedule.startAt())).put("endAt", text(schedule.endAt()));
        }
        if (!plan.equals(Plan.DEFAULT)) {
            json.putObject("plan")
                    .put("owner", plan.owner())
                    .put("sampleSize", plan.sampleSize())
                    .put("minimumEffect", plan.minimumEffect())
                    .put("alpha", plan.alpha())
                    .put("minimumDays", plan.minimumDays());
        }
        return json;
    }

    private static ArrayNode conditions(List<PropertyCondition> conditions) {
        return EventFilterJson.write(conditions);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
