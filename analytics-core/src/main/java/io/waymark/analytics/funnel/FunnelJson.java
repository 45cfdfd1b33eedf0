/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.json.JsonInput;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Funnels as JSON, on the wire and in the database. */
public final class FunnelJson {

    private static final int MAX_EXCLUSIONS = 20;
    static final int MAX_KEY = 200;

    private FunnelJson() {}

    /**
     * Reads a definition.
     *
     * @param json an object with {@code steps} and the options
     * @return the definition
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static FunnelDefinition definition(JsonNode json) {
        return JsonInput.read(json, "", FunnelJson::definition);
    }

    /**
     * Reads a query: a definition with {@code from}, {@code to}, {@code timezone} and {@code weekStart}.
     *
     * @param app whose events
     * @param json an object
     * @return the query
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static FunnelQuery query(AppId app, JsonNode json) {
        return JsonInput.read(json, "", input -> {
            FunnelDefinition definition = definition(input);
            ZoneId zone = input.at("timezone").zone();
            Period period = input.period(zone);
            DayOfWeek weekStart = input.at("weekStart").oneOf(DayOfWeek.class, DayOfWeek.MONDAY);
            return definition == null ? null : new FunnelQuery(app, definition, period, zone, weekStart, null);
        });
    }

    private static @Nullable FunnelDefinition definition(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        List<EventFilter> steps =
                input.at("steps").list(FunnelDefinition.MIN_STEPS, FunnelDefinition.MAX_STEPS, EventFilterJson::read);
        Duration window =
                input.at("conversionWindow").duration(FunnelDefinition.MAX_WINDOW, FunnelDefinition.DEFAULT_WINDOW);
        FunnelOrder order = input.at("order").oneOf(FunnelOrder.class, FunnelOrder.ORDERED);
        FunnelEntry entry = input.at("entry").oneOf(FunnelEntry.class, FunnelEntry.BEST);
        WindowFrom windowFrom = input.at("windowFrom").oneOf(WindowFrom.class, WindowFrom.FIRST_STEP);
        List<FunnelExclusion> exclude = input.at("exclude")
                .list(
                        0,
                        MAX_EXCLUSIONS,
                        item -> exclusion(item, order, input.at("steps").node().size()));
        FunnelBreakdown breakdown = FunnelBreakdownJson.read(
                input.at("breakdown"), input.at("steps").node().size());
        String segment = input.at("segment").text(MAX_KEY);
        return input.faulty()
                ? null
                : new FunnelDefinition(steps, window, order, entry, windowFrom, exclude, breakdown, segment);
    }

    private static @Nullable FunnelExclusion exclusion(JsonInput input, FunnelOrder order, int steps) {
        EventFilter event = EventFilterJson.read(input);
        if (steps < FunnelDefinition.MIN_STEPS) {
            return null;
        }
        Integer from = input.at("fromStep").integer(1, steps - 1);
        int fromStep = from == null ? 1 : from;
        Integer to = input.at("toStep").integer(fromStep + 1, steps);
        if (order == FunnelOrder.ANY && (fromStep > 1 || (to != null && to < steps))) {
            input.fault("must span all steps: with order ANY none lies between two others");
            return null;
        }
        return event == null ? null : new FunnelExclusion(event, fromStep, to == null ? FunnelExclusion.LAST_STEP : to);
    }

    /**
     * Writes a definition, as {@link #definition(JsonNode)} reads it.
     *
     * @param definition the definition
     * @return an object
     */
    public static ObjectNode write(FunnelDefinition definition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = json.putArray("steps");
        definition.steps().forEach(step -> steps.add(EventFilterJson.write(step)));
        json.put("conversionWindow", definition.conversionWindow().toString());
        json.put("order", definition.order().name());
        json.put("entry", definition.entry().name());
        json.put("windowFrom", definition.windowFrom().name());
        ArrayNode exclude = json.putArray("exclude");
        for (FunnelExclusion exclusion : definition.exclude()) {
            ObjectNode item = EventFilterJson.write(exclusion.event());
            item.put("fromStep", exclusion.fromStep());
            item.put("toStep", Math.min(exclusion.toStep(), definition.steps().size()));
            exclude.add(item);
        }
        json.set("breakdown", FunnelBreakdownJson.write(definition.breakdown()));
        json.put("segment", definition.segment());
        return json;
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @return an object
     */
    public static ObjectNode write(FunnelReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        write(json, report.steps(), report.medianSeconds(), report.averageSeconds());
        ArrayNode breakdown = json.putArray("breakdown");
        for (FunnelReport.Group group : report.breakdown()) {
            ObjectNode item = breakdown.addObject();
            item.put("value", group.value());
            item.put("kind", group.kind().name());
            write(item, group.steps(), group.medianSeconds(), group.averageSeconds());
        }
        ArrayNode timeToConvert = json.putArray("timeToConvert");
        for (FunnelReport.Bin bin : report.timeToConvert()) {
            timeToConvert
                    .addObject()
                    .put("fromSeconds", bin.fromSeconds())
                    .put("toSeconds", bin.toSeconds())
                    .put("users", bin.users());
        }
        ArrayNode trend = json.putArray("trend");
        for (FunnelReport.TrendPoint point : report.trend()) {
            trend.addObject()
                    .put("start", point.start().toString())
                    .put("days", point.days())
                    .put("entered", point.entered())
                    .put("converted", point.converted())
                    .put("complete", point.complete());
        }
        json.put("windowOpen", report.windowOpen());
        json.put("purged", report.purged());
        return json;
    }

    private static void write(
            ObjectNode json, List<FunnelReport.Step> steps, @Nullable Double median, @Nullable Double average) {
        ArrayNode array = json.putArray("steps");
        for (FunnelReport.Step step : steps) {
            array.addObject()
                    .put("step", step.step())
                    .put("event", step.event())
                    .put("users", step.users())
                    .put("conversionFromPrev", step.conversionFromPrev())
                    .put("conversionFromStart", step.conversionFromStart())
                    .put("dropOff", step.dropOff())
                    .put("medianSecondsFromPrev", step.medianSecondsFromPrev())
                    .put("averageSecondsFromPrev", step.averageSecondsFromPrev());
        }
        json.put("medianSeconds", median);
        json.put("averageSeconds", average);
    }
}
