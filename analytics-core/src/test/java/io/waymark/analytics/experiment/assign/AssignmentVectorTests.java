/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.waymark.analytics.ReferenceData;
import io.waymark.analytics.experiment.Experiment.Phase;
import io.waymark.analytics.experiment.stats.SrmTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AssignmentVectorTests {

    private static final Map<String, List<Integer>> WEIGHTS_BY_NAME = Map.of(
            "index_50_50", List.of(50, 50),
            "index_1_2_1", List.of(1, 2, 1),
            "index_thirds", List.of(1, 1, 1),
            "index_90_10", List.of(90, 10));

    @TestFactory
    Stream<DynamicTest> assignment() {
        return ReferenceData.vectors("assignment_proposed")
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asString(),
                        () -> assignment(
                                vector.get("input"),
                                vector.get("expected"),
                                vector.get("tolerance").asDouble())));
    }

    /** The hash is a library's; what is checked is that it is the right one of its many variants. */
    @TestFactory
    Stream<DynamicTest> hash() {
        return ReferenceData.vectors("murmur3_guava")
                .filter(vector -> vector.get("expected").propertyNames().stream()
                        .anyMatch(name -> name.startsWith("murmur3_128") || name.startsWith("floorMod")))
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asString(), () -> hash(vector.get("input"), vector.get("expected"))));
    }

    private static void hash(JsonNode input, JsonNode expected) {
        int seed = input.get("seed").asInt();
        HashFunction function = Hashing.murmur3_128(seed);
        var hash = function.hashString(input.get("string").asString(), StandardCharsets.UTF_8);
        expected.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "murmur3_128_utf8_hex" -> assertThat(hash).hasToString(value.asString());
                case "murmur3_128_asInt" -> assertThat(hash.asInt()).isEqualTo(value.asInt());
                case "murmur3_128_asLong" -> assertThat("" + hash.asLong()).isEqualTo(value.asString());
                case "murmur3_128_h1_hex" ->
                    assertThat(Long.toHexString(hash.asLong())).isEqualTo(value.asString());
                case "murmur3_128_h2_hex" ->
                    assertThat(hash.toString().substring(16)).isEqualTo(littleEndian(value.asString()));
                case "floorMod_asLong_10000" -> {
                    assertThat(Math.floorMod(hash.asLong(), 10_000L)).isEqualTo(value.asLong());
                    String[] parts = input.get("string").asString().split(":", 3);
                    if (seed == 0 && parts.length == 3) {
                        assertThat(Bucketing.bucket(parts[0], parts[1], parts[2]))
                                .isEqualTo(value.asInt());
                    }
                }
                default -> assertThat(entry.getKey()).matches("(deprecated_)?murmur3_32.*|unsigned32.*");
            }
        });
    }

    private static void assignment(JsonNode input, JsonNode expected, double tolerance) {
        switch (input.path("fn").asString("")) {
            case "" -> single(input.get("salt").asString(), input.get("unit_id").asString(), expected);
            case "normalise_weights" ->
                assertThat(Bucketing.basisPoints(weights(input.get("weights"))))
                        .containsExactly(ints(expected.get("basis_points")).stream()
                                .mapToInt(i -> i)
                                .toArray());
            case "distribution" -> {
                List<Integer> weights = weights(input.get("weights"));
                long[] counts = counts(
                        input.get("salt").asString(),
                        weights,
                        10_000,
                        input.get("units").asString());
                assertThat(counts).containsExactly(longs(expected.get("counts")));
                // Against the shares that people were assigned by.
                List<Integer> shares =
                        Arrays.stream(Bucketing.basisPoints(weights)).boxed().toList();
                assertThat(SrmTest.of(Arrays.stream(counts).boxed().toList(), shares)
                                .pValue())
                        .isCloseTo(expected.get("chi2_p").asDouble(), within(tolerance));
            }
            case "ramp" -> ramp(input, expected);
            case "reweight_movement_without_sticky" -> {
                String salt = input.get("salt").asString();
                long moved = units(input.get("units").asString())
                        .filter(unit -> Bucketing.variant(salt, phase(10_000, weights(input.get("before"))), unit)
                                != Bucketing.variant(salt, phase(10_000, weights(input.get("after"))), unit))
                        .count();
                assertThat(moved).isEqualTo(expected.get("moved").asLong());
            }
            default -> throw new AssertionError("What is " + input + "?");
        }
    }

    private static void single(String salt, String unit, JsonNode expected) {
        expected.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.equals("traffic_bucket")) {
                assertThat(Bucketing.bucket(salt, "traffic", unit))
                        .isEqualTo(entry.getValue().asInt());
            } else if (name.equals("variant_bucket")) {
                assertThat(Bucketing.bucket(salt, "variant", unit))
                        .isEqualTo(entry.getValue().asInt());
            } else if (name.startsWith("in_at_")) {
                int percent = Integer.parseInt(name.replaceAll("\\D", ""));
                assertThat(Bucketing.variant(salt, phase(percent * 100, List.of(1, 1)), unit) != Bucketing.OUTSIDE)
                        .as(name)
                        .isEqualTo(entry.getValue().asBoolean());
            } else {
                assertThat(WEIGHTS_BY_NAME).containsKey(name);
                assertThat(Bucketing.variant(salt, phase(10_000, WEIGHTS_BY_NAME.get(name)), unit))
                        .as(name)
                        .isEqualTo(entry.getValue().asInt());
            }
        });
    }

    private static void ramp(JsonNode input, JsonNode expected) {
        String salt = input.get("salt").asString();
        List<Integer> weights = weights(input.get("weights"));
        String units = input.get("units").asString();
        expected.get("counts_by_traffic_bp")
                .properties()
                .forEach(step -> assertThat(counts(salt, weights, Integer.parseInt(step.getKey()), units))
                        .containsExactly(longs(step.getValue())));
        List<Integer> steps = expected.get("counts_by_traffic_bp").propertyNames().stream()
                .map(Integer::parseInt)
                .sorted()
                .toList();
        long changed = units(units)
                .filter(unit -> steps.stream()
                                .map(traffic -> Bucketing.variant(salt, phase(traffic, weights), unit))
                                .filter(variant -> variant != Bucketing.OUTSIDE)
                                .distinct()
                                .count()
                        > 1)
                .count();
        assertThat(changed)
                .isEqualTo(
                        expected.get("users_that_change_variant_when_ramping").asLong());
    }

    private static long[] counts(String salt, List<Integer> weights, int traffic, String units) {
        long[] counts = new long[weights.size()];
        Phase phase = phase(traffic, weights);
        units(units).forEach(unit -> {
            int variant = Bucketing.variant(salt, phase, unit);
            if (variant != Bucketing.OUTSIDE) {
                counts[variant]++;
            }
        });
        return counts;
    }

    /** Units given as {@code user-0..user-99999}. */
    private static Stream<String> units(String range) {
        String[] ends = range.split("\\.\\.");
        String prefix = ends[0].replaceAll("\\d+$", "");
        return IntStream.rangeClosed(
                        Integer.parseInt(ends[0].substring(prefix.length())),
                        Integer.parseInt(ends[1].substring(prefix.length())))
                .mapToObj(i -> prefix + i);
    }

    private static Phase phase(int traffic, List<Integer> weights) {
        return new Phase(1, Instant.EPOCH, traffic, weights);
    }

    private static List<Integer> ints(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }

    /** Weights are relative, so fractions are brought to whole numbers. */
    private static List<Integer> weights(JsonNode array) {
        int digits = array.valueStream()
                .mapToInt(weight ->
                        Math.max(0, weight.decimalValue().stripTrailingZeros().scale()))
                .max()
                .orElse(0);
        return array.valueStream()
                .map(weight -> weight.decimalValue().scaleByPowerOfTen(digits).intValueExact())
                .toList();
    }

    private static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    private static String littleEndian(String hex) {
        StringBuilder bytes = new StringBuilder();
        for (int i = hex.length() - 2; i >= 0; i -= 2) {
            bytes.append(hex, i, i + 2);
        }
        return bytes.toString();
    }
}
