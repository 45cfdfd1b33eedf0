/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.stats.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AttributionVectorTests {

    private static final List<String> VARIANTS = List.of("control", "treatment");

    @TestFactory
    Stream<DynamicTest> attribution() {
        return Vectors.check("exposure_attribution", in -> {
            Map<String, @Nullable Object> counted = count(in);
            Map<String, Function<JsonNode, @Nullable Object>> figures = new LinkedHashMap<>();
            counted.forEach((name, value) -> figures.put(name, any -> value));
            return figures;
        });
    }

    private static Map<String, @Nullable Object> count(JsonNode in) {
        JsonNode experiment = in.get("experiment");
        Frame frame = Frame.of(
                VARIANTS,
                List.of(1),
                Instant.parse(experiment.get("start").asString()),
                experiment.path("end").isString()
                        ? Instant.parse(experiment.get("end").asString())
                        : Instant.MAX,
                Instant.parse(in.get("as_of").asString()),
                ZoneOffset.UTC);
        List<String> units = new ArrayList<>();
        ExposedPeople people = new ExposedPeople(
                frame,
                switch (in.path("multiple_exposure_policy").asString("exclude")) {
                    case "exclude" -> false;
                    case "first", "first_seen", "first-seen" -> true;
                    default -> throw new AssertionError("What is " + in.get("multiple_exposure_policy") + "?");
                },
                bytes -> {});
        for (JsonNode exposure : in.get("exposures")) {
            people.add(
                    place(units, exposure.get("unit").asString()),
                    VARIANTS.indexOf(exposure.get("variant").asString()),
                    0,
                    millis(exposure));
        }
        boolean matured = in.path("matured_only").asBoolean(false);
        MetricData converted = fold(in, people, frame, units, metric(in, MetricKind.CONVERSION));
        MetricData summed = fold(in, people, frame, units, metric(in, MetricKind.RATIO));
        Map<String, Object> exposed = new LinkedHashMap<>();
        Map<String, Object> conversions = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        int last = frame.days().size() - 1;
        for (String variant : VARIANTS) {
            int place = VARIANTS.indexOf(variant);
            Cell cell = converted.cells(matured).through(place, 0, last);
            exposed.put(variant, cell.n());
            conversions.put(variant, cell.y());
            values.put(variant, summed.cells(matured).through(place, 0, last).y());
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("units", exposed);
        figures.put("converted_units", conversions);
        figures.put("value_sum", values);
        figures.put("multiple_exposure_units", people.several());
        return figures;
    }

    /** Sums as numerators of a ratio, which are not cut down. */
    private static Metric metric(JsonNode in, MetricKind kind) {
        JsonNode metric = in.get("metric");
        EventFilter event = EventFilter.named(metric.get("event").asString());
        return new Metric(
                "metric",
                "metric",
                MetricRole.GOAL,
                kind,
                kind == MetricKind.RATIO ? List.of(event, event) : List.of(event),
                kind == MetricKind.RATIO ? "value" : null,
                null,
                0.5,
                Metric.DEFAULT_PERIOD,
                0,
                hours(metric.path("delay_hours").asDouble(0)),
                metric.path("window_hours").isNumber()
                        ? hours(metric.get("window_hours").asDouble())
                        : null,
                false);
    }

    private static MetricData fold(JsonNode in, ExposedPeople people, Frame frame, List<String> units, Metric metric) {
        GatheredFolds gathered = new GatheredFolds(metric, frame, bytes -> {});
        for (Exposed exposed : people.buckets().values()) {
            Fold fold = Fold.of(frame, exposed, metric);
            in.get("events")
                    .valueStream()
                    .filter(event -> event.get("event")
                            .asString()
                            .equals(in.get("metric").get("event").asString()))
                    .sorted(Comparator.comparing(AttributionVectorTests::millis))
                    .forEach(event -> {
                        int person =
                                exposed.place(place(units, event.get("unit").asString()));
                        if (person != Exposed.NOBODY) {
                            fold.event(
                                    person,
                                    millis(event),
                                    0,
                                    event.path("value").asDouble(1));
                        }
                    });
            fold.finish();
            gathered.add(fold);
        }
        return gathered.data();
    }

    private static int place(List<String> units, String unit) {
        if (!units.contains(unit)) {
            units.add(unit);
        }
        return units.indexOf(unit);
    }

    private static long millis(JsonNode at) {
        return Instant.parse(at.get("ts").asString()).toEpochMilli();
    }

    private static Duration hours(double hours) {
        return Duration.ofMillis(Math.round(hours * 3_600_000));
    }
}
