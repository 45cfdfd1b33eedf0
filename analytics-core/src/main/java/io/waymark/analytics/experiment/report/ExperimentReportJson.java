/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.report.ExperimentReport.ExposureDay;
import io.waymark.analytics.experiment.report.VariantResult.Comparison;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Interval;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports as JSON on the wire. Rates and lifts are shares, so 0.1 is 10 %; a figure that cannot be computed is {@code null}.
 *
 * <pre>{@code
 * {"id": 1, "key": "checkout-button", "name": "Checkout button", "state": "RUNNING", "metric": "order_placed",
 *  "engine": "HYBRID", "daysRunning": 9, "windowOpen": 12, "asOf": "2026-03-01T12:00:00Z",
 *  "variants": [{"key": "big", "name": "Big", "control": false, "metric": "order_placed", "users": 1000,
 *                "conversions": 130, "windowOpen": 7, "rate": 0.13, "rateInterval": [0.1106, 0.1522],
 *                "controlRate": 0.1, "lift": {"relative": 0.3, "absolute": 0.03},
 *                "interval": {"relative": [0.0177, 0.6655], "absolute": [0.002, 0.0581]},
 *                "pValue": 0.0355, "pValueAdjusted": 0.0355, "exactPValue": 0.0419, "chanceToWin": 0.9822,
 *                "liftPosterior": {"low": 0.0176, "high": 0.6610, "percent": 95}, "expectedLoss": 0.0001,
 *                "deciding": {"pValue": 0.21, "absolute": [-0.02, 0.08], "relative": [-0.17, 1.1], "planned": false,
 *                             "day": "2026-03-01"}, "engine": "HYBRID"}],
 *  "srm": {"pValue": 0.67, "alarm": false}, "multipleExposures": {"users": 0, "alarm": false},
 *  "exposures": [{"day": "2026-02-20", "users": {"control": 51, "big": 49}}],
 *  "health": {"silent": false, "notExposed": 14, "acknowledged": [],
 *             "phases": [{"number": 1, "startedAt": "2026-02-20T08:00:00Z", "people": 2000, "pValue": 0.67}]},
 *  "metrics": [{"key": "goal", "role": "GOAL", "kind": "CONVERSION", "variants": […]}], "matured": […],
 *  "series": {"big": [{"day": "2026-02-20", "people": 100, "lift": 0.12, "interval": [-0.4, 0.9]}]},
 *  "advice": {"code": "SHIP", "text": "…", "variant": "big"}}
 * }</pre>
 */
public final class ExperimentReportJson {

    private ExperimentReportJson() {}

    /**
     * Writes a report. The fields {@code lift} to {@code expectedLoss} are {@code null} for the control.
     *
     * @param report the report
     * @return an object
     */
    public static ObjectNode write(ExperimentReport report) {
        Experiment experiment = report.experiment();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", experiment.id());
        json.put("key", experiment.key());
        json.put("name", experiment.definition().name());
        json.put("state", experiment.state().name());
        json.put("metric", experiment.definition().goal().event());
        json.put("engine", report.engine().name());
        json.put("daysRunning", report.daysRunning());
        json.put("daysLeft", report.daysLeft());
        json.put("windowOpen", report.windowOpen());
        json.put("frozen", report.frozen());
        json.put("asOf", report.asOf().toString());
        ArrayNode variants = json.putArray("variants");
        report.variants().forEach(result -> write(variants.addObject(), report, result));
        json.putObject("srm")
                .put("pValue", report.health().srm().pValue())
                .put("alarm", report.health().srm().alarm());
        json.putObject("multipleExposures")
                .put("users", report.health().multipleExposures())
                .put("alarm", report.health().multipleExposuresAlarm());
        ArrayNode exposures = json.putArray("exposures");
        for (ExposureDay day : report.exposuresPerDay()) {
            ObjectNode users =
                    exposures.addObject().put("day", day.day().toString()).putObject("users");
            report.variants()
                    .forEach(result -> users.put(
                            result.variant().key(),
                            day.users().getOrDefault(result.variant().key(), 0L)));
        }
        ObjectNode health = json.putObject("health");
        health.put("silent", report.health().silent());
        health.put("notExposed", report.health().notExposed());
        ArrayNode phases = health.putArray("phases");
        report.health()
                .phases()
                .forEach(phase -> phases.addObject()
                        .put("number", phase.number())
                        .put("startedAt", phase.startedAt().toString())
                        .put("people", phase.people())
                        .put("pValue", phase.pValue()));
        ArrayNode acknowledged = health.putArray("acknowledged");
        report.health().acknowledged().stream().sorted().forEach(acknowledged::add);
        json.set("metrics", MetricResultJson.write(report.metrics()));
        json.set("matured", MetricResultJson.write(report.matured()));
        ObjectNode series = json.putObject("series");
        report.series().forEach((variant, points) -> {
            ArrayNode array = series.putArray(variant);
            points.forEach(point -> {
                ObjectNode item = array.addObject();
                item.put("day", point.day().toString());
                item.put("people", point.people());
                item.put("lift", point.lift());
                item.set("interval", MetricResultJson.interval(point.always()));
            });
        });
        json.putObject("advice")
                .put("code", report.advice().code().name())
                .put("text", report.advice().text())
                .put("variant", report.advice().variant());
        return json;
    }

    private static void write(ObjectNode json, ExperimentReport report, VariantResult result) {
        json.put("key", result.variant().key());
        json.put("name", result.variant().name());
        json.put("control", result.control());
        json.put("metric", report.experiment().definition().goal().event());
        json.put("users", result.users());
        json.put("conversions", result.conversions());
        json.put("windowOpen", result.windowOpen());
        json.put("rate", result.rate().orNull());
        interval(json, "rateInterval", result.rateInterval());
        Comparison comparison = result.comparison();
        if (comparison == null) {
            for (String field : new String[] {
                "controlRate",
                "lift",
                "interval",
                "pValue",
                "pValueAdjusted",
                "exactPValue",
                "chanceToWin",
                "liftPosterior",
                "expectedLoss",
                "deciding"
            }) {
                json.putNull(field);
            }
        } else {
            json.put("controlRate", comparison.controlRate().orNull());
            json.putObject("lift")
                    .put("relative", comparison.lift().orNull())
                    .put("absolute", comparison.difference().orNull());
            ObjectNode intervals = json.putObject("interval");
            interval(intervals, "relative", comparison.liftInterval());
            interval(intervals, "absolute", comparison.differenceInterval());
            json.put("pValue", comparison.pValue().orNull());
            json.put("pValueAdjusted", comparison.pValueAdjusted().orNull());
            json.put("exactPValue", comparison.exactPValue().orNull());
            json.put("chanceToWin", comparison.chanceToWin());
            posterior(json, comparison.liftPosterior());
            json.put("expectedLoss", comparison.expectedLoss());
            json.set("deciding", MetricResultJson.deciding(comparison.deciding()));
        }
        json.put("engine", report.engine().name());
    }

    private static void posterior(ObjectNode json, Computed<Interval> lift) {
        @Nullable Interval known = lift.orNull();
        if (known == null) {
            json.putNull("liftPosterior");
        } else {
            json.putObject("liftPosterior")
                    .put("low", known.lower())
                    .put("high", known.upper())
                    .put("percent", Math.round(100 * (1 - Figures.ALPHA)));
        }
    }

    private static void interval(ObjectNode json, String field, Computed<Interval> interval) {
        @Nullable Interval known = interval.orNull();
        if (known == null) {
            json.putNull(field);
        } else {
            json.putArray(field).add(known.lower()).add(known.upper());
        }
    }
}
