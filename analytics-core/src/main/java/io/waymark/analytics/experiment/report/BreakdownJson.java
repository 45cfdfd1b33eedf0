/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.report.Breakdown.OfEffect;
import io.waymark.analytics.experiment.report.Breakdown.OfValue;
import io.waymark.analytics.experiment.report.Breakdown.OfVariant;
import io.waymark.analytics.experiment.stats.Computed;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Breakdowns as JSON on the wire. A figure that cannot be computed is {@code null}; {@code notComputable} says why there is
 * no p value.
 *
 * <pre>{@code
 * {"key": "checkout-button", "metric": "goal", "property": "device", "exploratory": true, "asOf": "2026-03-01T12:00:00Z",
 *  "parts": [{"kind": "VALUE", "value": "mobile", "people": 812, "variants": [
 *     {"key": "control", "people": 410, "total": 31, "estimate": 0.0756},
 *     {"key": "big", "people": 402, "total": 44, "estimate": 0.1095, "controlEstimate": 0.0756, "difference": 0.0339,
 *      "lift": 0.448, "liftInterval": [-0.07, 1.26], "pValue": 0.097, "pValueAdjusted": 0.19, "chanceToWin": 0.95,
 *      "notComputable": null}]}]}
 * }</pre>
 */
public final class BreakdownJson {

    private BreakdownJson() {}

    /**
     * Writes a breakdown.
     *
     * @param breakdown the breakdown
     * @return an object
     */
    public static ObjectNode write(Breakdown breakdown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", breakdown.experiment().key());
        json.put("metric", breakdown.metric().key());
        json.put("property", breakdown.property());
        json.put("exploratory", true);
        json.put("asOf", breakdown.asOf().toString());
        ArrayNode parts = json.putArray("parts");
        breakdown.parts().forEach(part -> parts.add(write(part)));
        return json;
    }

    private static ObjectNode write(OfValue part) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", part.kind().name());
        json.put("value", part.value());
        json.put("people", part.people());
        ArrayNode variants = json.putArray("variants");
        part.variants().forEach(of -> variants.add(write(of)));
        return json;
    }

    private static ObjectNode write(OfVariant of) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", of.variant().key());
        json.put("people", of.people());
        json.put("total", of.total());
        json.put("estimate", of.estimate().orNull());
        OfEffect effect = of.effect();
        if (effect != null) {
            json.put("controlEstimate", effect.base().orNull());
            json.put("difference", effect.difference().orNull());
            json.put("lift", effect.lift().orNull());
            json.set(
                    "liftInterval",
                    MetricResultJson.interval(effect.liftInterval().orNull()));
            json.put("pValue", effect.pValue().orNull());
            json.put("pValueAdjusted", effect.pValueAdjusted().orNull());
            json.put("chanceToWin", effect.chanceToWin().orNull());
            Computed.Reason reason = effect.pValue().reason();
            json.put("notComputable", reason == null ? null : reason.name());
        }
        return json;
    }
}
