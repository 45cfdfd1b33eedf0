/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.report.MetricResult.Deciding;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.report.MetricResult.OfVariant;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results of metrics as JSON on the wire. What cannot be computed is {@code null}. */
final class MetricResultJson {

    private MetricResultJson() {}

    static ArrayNode write(List<MetricResult> results) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        results.forEach(result -> json.add(write(result)));
        return json;
    }

    private static ObjectNode write(MetricResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", result.metric().key());
        json.put("name", result.metric().name());
        json.put("role", result.metric().role().name());
        json.put("kind", result.metric().kind().name());
        json.put("lowerIsBetter", result.metric().lowerIsBetter());
        ArrayNode variants = json.putArray("variants");
        result.variants().forEach(variant -> variants.add(write(variant)));
        return json;
    }

    private static ObjectNode write(OfVariant of) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", of.variant().key());
        json.put("people", of.people());
        json.put("total", of.total());
        json.put("open", of.open());
        json.put("estimate", of.estimate().orNull());
        OfEffect effect = of.effect();
        if (effect != null) {
            json.put("controlEstimate", effect.base().orNull());
            json.put("difference", effect.difference().map(Effect::value).orNull());
            json.put("lift", effect.lift().map(Effect::value).orNull());
            json.set("liftInterval", interval(effect.liftInterval().orNull()));
            json.put("pValue", effect.pValue().orNull());
            json.put("pValueAdjusted", effect.pValueAdjusted().orNull());
            json.put("unadjustedLift", effect.unadjustedLift().orNull());
            json.put("varianceReduction", effect.varianceReduction());
            json.put("chanceToWin", effect.chanceToWin().orNull());
            json.set("liftPosterior", interval(effect.posterior().orNull()));
            json.set("deciding", deciding(effect.deciding()));
            json.put("state", effect.state().name());
            Computed.Reason reason = effect.deciding().reason();
            json.put("notComputable", reason == null ? null : reason.name());
        }
        return json;
    }

    static @Nullable ObjectNode deciding(Computed<Deciding> computed) {
        Deciding deciding = computed.orNull();
        if (deciding == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pValue", deciding.pValue());
        json.set("absolute", interval(deciding.difference()));
        json.set("relative", interval(deciding.lift()));
        json.put("planned", deciding.planned());
        json.put("day", deciding.day().toString());
        return json;
    }

    static @Nullable ArrayNode interval(@Nullable Interval interval) {
        return interval == null
                ? null
                : JsonNodeFactory.instance.arrayNode().add(interval.lower()).add(interval.upper());
    }
}
