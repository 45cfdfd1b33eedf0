/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.funnel.FunnelBreakdown;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelExclusion;
import io.waymark.analytics.funnel.FunnelJson;
import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.TypedDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Between the texts of the builder and a funnel: by way of its JSON, so that both are checked by the same rules. */
final class FunnelFormJson {

    private FunnelFormJson() {}

    /**
     * What the form asks for.
     *
     * @param form the form
     * @return the funnel
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    static FunnelDefinition definition(FunnelForm form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = json.putArray("steps");
        form.steps().forEach(step -> {
            ObjectNode item = steps.addObject().put("event", step.event());
            putWhere(item, step.where());
        });
        json.put("conversionWindow", TypedDuration.toJson(form.window(), form.unit()));
        json.put("windowFrom", form.windowFrom()).put("order", form.order()).put("entry", form.entry());
        ArrayNode exclude = json.putArray("exclude");
        for (FunnelForm.Exclusion exclusion : form.exclusions()) {
            ObjectNode item = exclude.addObject().put("event", exclusion.event());
            putWhere(item, exclusion.where());
            item.set("fromStep", ConditionForm.number(exclusion.from()));
            item.set(
                    "toStep",
                    exclusion.to().isBlank()
                            ? ConditionForm.number(form.steps().size() + "")
                            : ConditionForm.number(exclusion.to()));
        }
        if (!form.breakdown().isBlank()) {
            json.set("breakdown", breakdown(form));
        }
        if (!form.segment().isBlank()) {
            json.put("segment", form.segment());
        }
        return FunnelJson.definition(json);
    }

    private static void putWhere(ObjectNode event, List<ConditionForm> conditions) {
        ArrayNode where = event.putArray("where");
        conditions.forEach(condition -> where.add(condition.toJson()));
    }

    static FunnelForm form(FunnelDefinition definition) {
        JsonNode json = FunnelJson.write(definition);
        List<FunnelForm.Step> steps = json.path("steps")
                .valueStream()
                .map(step -> new FunnelForm.Step(step.path("event").asString(""), where(step)))
                .toList();
        List<FunnelForm.Exclusion> exclusions = definition.exclude().stream()
                .map(exclusion -> new FunnelForm.Exclusion(
                        exclusion.event().event(),
                        exclusion.fromStep() + "",
                        exclusion.toStep() == FunnelExclusion.LAST_STEP ? "" : exclusion.toStep() + "",
                        where(EventFilterJson.write(exclusion.event()))))
                .toList();
        long seconds = definition.conversionWindow().toSeconds();
        String unit = seconds % 86_400 == 0 && seconds > 3 * 86_400 ? "d" : seconds % 3_600 == 0 ? "h" : "m";
        return new FunnelForm(
                steps,
                BigDecimal.valueOf(definition.conversionWindow().toMillis())
                        .divide(BigDecimal.valueOf(TypedDuration.UNITS.getOrDefault(unit, 1L)), MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toPlainString(),
                unit,
                definition.windowFrom().name(),
                definition.order().name(),
                definition.entry().name(),
                exclusions,
                definition.breakdown() == null ? "" : definition.breakdown().property(),
                at(definition.breakdown()),
                definition.segment() == null ? "" : definition.segment());
    }

    private static List<ConditionForm> where(JsonNode event) {
        return event.path("where").valueStream().map(ConditionForm::of).toList();
    }

    private static JsonNode breakdown(FunnelForm form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("property", form.breakdown());
        return form.breakdownAt().equals(FunnelForm.PERSON)
                ? json.put("of", "person")
                : json.set("step", ConditionForm.number(form.breakdownAt()));
    }

    private static String at(@Nullable FunnelBreakdown breakdown) {
        if (breakdown == null) {
            return "1";
        }
        return breakdown.step() == null ? FunnelForm.PERSON : breakdown.step().toString();
    }
}
