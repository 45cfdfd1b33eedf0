/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.metric.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What was measured, as it is kept after an experiment has been concluded. Metrics are told by their keys. */
public final class MeasurementsJson {

    private static final int VERSION = 1;

    private MeasurementsJson() {}

    /**
     * Writes.
     *
     * @param measured what was measured
     * @return an object
     */
    public static ObjectNode write(Measurements measured) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Frame frame = measured.frame();
        json.put("version", VERSION);
        ArrayNode variants = json.putArray("variants");
        frame.variants().forEach(variants::add);
        ArrayNode phases = json.putArray("phases");
        frame.phases().forEach(phases::add);
        ArrayNode days = json.putArray("days");
        frame.days().forEach(day -> days.add(day.toString()));
        ArrayNode starts = json.putArray("dayStarts");
        Arrays.stream(frame.dayStarts()).forEach(starts::add);
        json.put("from", frame.from()).put("until", frame.until()).put("asOf", frame.asOf());
        json.put("several", measured.several());
        json.put("lastExposure", measured.lastExposure());
        ObjectNode metrics = json.putObject("metrics");
        for (MetricData data : measured.metrics()) {
            ObjectNode node = metrics.putObject(data.metric().key());
            numbers(node.putArray("all"), data.cells(false).sums());
            numbers(node.putArray("matured"), data.cells(true).sums());
            ArrayNode open = node.putArray("open");
            for (int i = 0; i < frame.variants().size(); i++) {
                open.add(data.open(i));
            }
            ArrayNode values = node.putArray("values");
            data.lists().forEach(list -> numbers(values.addArray(), list));
        }
        return json;
    }

    /**
     * Reads.
     *
     * @param json what {@link #write} wrote
     * @param experiment the experiment it is of
     * @return what was measured of the metrics that it has
     */
    public static Measurements read(JsonNode json, Experiment experiment) {
        if (json.path("version").asInt() != VERSION) {
            throw new IllegalStateException("The result of experiment " + experiment.id() + " is of another version");
        }
        Frame frame = new Frame(
                json.get("variants").valueStream().map(JsonNode::asString).toList(),
                json.get("phases").valueStream().map(JsonNode::asInt).toList(),
                json.get("days")
                        .valueStream()
                        .map(day -> LocalDate.parse(day.asString()))
                        .toList(),
                json.get("dayStarts").valueStream().mapToLong(JsonNode::asLong).toArray(),
                json.get("from").asLong(),
                json.get("until").asLong(),
                json.get("asOf").asLong());
        List<MetricData> metrics = new ArrayList<>();
        for (Metric metric : experiment.definition().metrics()) {
            JsonNode node = json.get("metrics").get(metric.key());
            if (node != null) {
                metrics.add(MetricData.kept(
                        metric,
                        frame,
                        numbers(node.get("all")),
                        numbers(node.get("matured")),
                        node.get("open")
                                .valueStream()
                                .mapToLong(JsonNode::asLong)
                                .toArray(),
                        node.get("values")
                                .valueStream()
                                .map(MeasurementsJson::numbers)
                                .toList()));
            }
        }
        JsonNode last = json.path("lastExposure");
        return new Measurements(frame, metrics, json.get("several").asLong(), last.isNumber() ? last.asLong() : null);
    }

    private static void numbers(ArrayNode array, double[] numbers) {
        Arrays.stream(numbers).forEach(array::add);
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
