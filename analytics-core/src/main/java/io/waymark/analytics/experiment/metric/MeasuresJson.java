/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.json.JsonInput;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is measured, as fields of an experiment's JSON.
 *
 * <pre>{@code
 * {"metrics": [
 *    {"key": "revenue", "name": "Revenue a person", "role": "GOAL", "kind": "SUM",
 *     "events": [{"event": "order_placed", "where": []}], "property": "total", "window": "P7D"},
 *    {"key": "refunds", "role": "GUARDRAIL", "kind": "CONVERSION", "events": ["order_refunded"], "lowerIsBetter": true},
 *    {"key": "back-next-week", "role": "SECONDARY", "kind": "RETENTION", "events": ["$pageview"],
 *     "period": "P7D", "periods": 1}],
 *  "decision": "CLEAR_SIGNALS", "pauseOnHarm": false}
 * }</pre>
 */
public final class MeasuresJson {

    private MeasuresJson() {}

    /**
     * Reads what is measured.
     *
     * @param input the experiment
     * @return what is measured
     */
    public static Measures read(JsonInput input) {
        List<Metric> metrics = input.at("metrics").list(0, Measures.MAX_METRICS, MeasuresJson::metric);
        DecisionRule rule = input.at("decision").oneOf(DecisionRule.class, DecisionRule.CLEAR_SIGNALS);
        return new Measures(
                metrics,
                rule,
                input.at("pauseOnHarm").bool(false),
                input.at("keepFirstVariant").bool(false));
    }

    private static @Nullable Metric metric(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String key = input.at("key").requiredText(100);
        String name = input.at("name").text(MetricRules.MAX_NAME);
        MetricRole role = input.at("role").oneOf(MetricRole.class, MetricRole.SECONDARY);
        MetricKind kind = input.at("kind").oneOf(MetricKind.class, MetricKind.CONVERSION);
        List<EventFilter> events = input.at("events").list(1, kind.mostEvents(), EventFilterJson::read);
        String property = input.at("property").text(MetricRules.MAX_NAME);
        String denominator = input.at("denominatorProperty").text(MetricRules.MAX_NAME);
        Double quantile = number(input.at("quantile"));
        Duration period = input.at("period").duration(MetricRules.MAX_WINDOW, Metric.DEFAULT_PERIOD);
        Integer periods = input.at("periods").integer(0, MetricRules.MAX_PERIODS);
        Duration delay = input.at("delay").duration(MetricRules.MAX_WINDOW, Duration.ZERO);
        Duration window = input.at("window").isAbsent()
                ? null
                : input.at("window").duration(MetricRules.MAX_WINDOW, Metric.DEFAULT_PERIOD);
        boolean lowerIsBetter = input.at("lowerIsBetter").bool(false);
        if (input.faulty() || key == null) {
            return null;
        }
        double level = quantile == null ? Metric.DEFAULT_QUANTILE : quantile;
        int after = periods == null ? kind == MetricKind.RETENTION ? 1 : 0 : periods;
        String title = name == null ? key : name;
        MetricRules.faults(key, title, kind, events, property, denominator, level, period, after, delay, window)
                .forEach(fault -> input.at(fault.pointer().substring(1)).fault(fault.detail()));
        return input.faulty()
                ? null
                : new Metric(
                        key,
                        title,
                        role,
                        kind,
                        events,
                        property,
                        denominator,
                        level,
                        period,
                        after,
                        delay,
                        window,
                        lowerIsBetter);
    }

    private static @Nullable Double number(JsonInput input) {
        if (input.isAbsent()) {
            return null;
        }
        if (!input.node().isNumber()) {
            input.fault("must be a number");
            return null;
        }
        return input.node().doubleValue();
    }

    /**
     * Writes what is measured.
     *
     * @param measures what is measured
     * @return an object with the fields
     */
    public static ObjectNode write(Measures measures) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode metrics = json.putArray("metrics");
        measures.metrics().forEach(metric -> metrics.add(write(metric)));
        json.put("decision", measures.rule().name());
        json.put("pauseOnHarm", measures.pauseOnHarm());
        json.put("keepFirstVariant", measures.keepFirstVariant());
        return json;
    }

    private static ObjectNode write(Metric metric) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", metric.key());
        json.put("name", metric.name());
        json.put("role", metric.role().name());
        json.put("kind", metric.kind().name());
        ArrayNode events = json.putArray("events");
        metric.events().forEach(event -> events.add(EventFilterJson.write(event)));
        if (metric.property() != null) {
            json.put("property", metric.property());
        }
        if (metric.denominatorProperty() != null) {
            json.put("denominatorProperty", metric.denominatorProperty());
        }
        if (metric.kind() == MetricKind.QUANTILE) {
            json.put("quantile", metric.quantile());
        }
        if (metric.kind() == MetricKind.RETENTION) {
            json.put("period", metric.period().toString());
            json.put("periods", metric.periods());
        }
        if (!metric.delay().isZero()) {
            json.put("delay", metric.delay().toString());
        }
        Duration window = metric.window();
        json.put("window", window == null ? null : window.toString());
        json.put("lowerIsBetter", metric.lowerIsBetter());
        return json;
    }
}
