/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.ReferenceData;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/** Compares test vectors with what is computed from their input. A vector or figure that is not known fails. */
public final class Vectors {

    private Vectors() {}

    /**
     * A test for each vector of a file.
     *
     * @param file the name of the file, without its ending
     * @param figures gives the ways to compute the figures of a vector, by their names
     * @return the tests
     */
    public static Stream<DynamicTest> check(
            String file, Function<JsonNode, Map<String, Function<JsonNode, @Nullable Object>>> figures) {
        return ReferenceData.vectors(file)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> {
                    Map<String, Function<JsonNode, @Nullable Object>> known = figures.apply(vector.get("input"));
                    double tolerance = vector.get("tolerance").asDouble();
                    vector.get("expected").properties().forEach(expected -> {
                        assertThat(known).as("figures computed").containsKey(expected.getKey());
                        compare(
                                expected.getKey(),
                                known.get(expected.getKey()).apply(vector.get("input")),
                                expected.getValue(),
                                tolerance);
                    });
                }));
    }

    static void compare(String name, @Nullable Object actual, JsonNode expected, double tolerance) {
        if (actual instanceof Ignored) {
            return;
        }
        if (expected.isNull()) {
            assertThat(actual).as(name).isNull();
        } else if (expected.isBoolean()) {
            assertThat(actual).as(name).isEqualTo(expected.asBoolean());
        } else if (expected.isObject()) {
            assertThat(actual).as(name).isInstanceOf(Map.class);
            expected.properties().forEach(field -> {
                assertThat(((Map<?, ?>) actual).containsKey(field.getKey()))
                        .as(name + "/" + field.getKey())
                        .isTrue();
                compare(
                        name + "/" + field.getKey(),
                        ((Map<?, ?>) actual).get(field.getKey()),
                        field.getValue(),
                        tolerance);
            });
        } else if (actual instanceof Interval interval) {
            compare(name, List.of(interval.lower(), interval.upper()), expected, tolerance);
        } else if (actual instanceof List<?> list) {
            assertThat(list).as(name).hasSize(expected.size());
            for (int i = 0; i < list.size(); i++) {
                compare(name + "/" + i, list.get(i), expected.get(i), tolerance);
            }
        } else if (expected.isString() && !expected.asString().endsWith("Infinity")) {
            assertThat(actual).as(name).isEqualTo(expected.asString());
        } else {
            assertThat(actual).as(name).isNotNull();
            double value = ((Number) actual).doubleValue();
            double of = expected.isString() ? Double.parseDouble(expected.asString()) : expected.asDouble();
            if (Double.isInfinite(of)) {
                assertThat(value).as(name).isEqualTo(of);
            } else {
                assertThat(value).as(name).isCloseTo(of, within(tolerance));
            }
        }
    }

    /** Stands for what another system says and ours does not, such as its messages. */
    public enum Ignored {
        /** Not compared. */
        IGNORED
    }
}
