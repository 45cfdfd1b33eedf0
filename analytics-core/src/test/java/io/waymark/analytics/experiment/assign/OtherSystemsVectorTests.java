/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.waymark.analytics.ReferenceData;
import io.waymark.analytics.experiment.stats.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * What Unleash, PostHog, GrowthBook and Optimizely publish of their assignments: given the hash of each, our way from a number
 * and weights to a variant gives theirs.
 */
class OtherSystemsVectorTests {

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;
    private static final int UNLEASH_VARIANTS = 86028157;

    @TestFactory
    Stream<DynamicTest> unleash() {
        return Vectors.check("unleash_bucketing", in -> {
            Map<String, Function<JsonNode, @Nullable Object>> figures = new LinkedHashMap<>();
            if (in.has("variants")) {
                List<Integer> weights = weights(in);
                int all = weights.stream().mapToInt(Integer::intValue).sum();
                String override =
                        in.path("override").isString() ? in.get("override").asString() : null;
                int number =
                        normalised(in.get("feature").asString(), in.get("id").asString(), UNLEASH_VARIANTS, all);
                figures.put("normalised", any -> override == null ? number : null);
                figures.put("variant", any -> override == null ? chosen(in, weights, number - 1) : override);
            } else {
                int number = normalised(
                        in.get("group").asString(),
                        in.get("id").asString(),
                        in.path("seed").asInt(0),
                        in.path("normalizer").asInt(100));
                figures.put("normalised", any -> number);
                figures.put(
                        "in_rollout", any -> number <= in.get("rollout_percent").asInt());
            }
            return figures;
        });
    }

    @TestFactory
    Stream<DynamicTest> posthog() {
        return Vectors.check("posthog_bucketing", in -> {
            double rollout = share(in, "");
            double variant = share(in, "variant");
            boolean in100 = rollout <= in.get("rollout_percent").asDouble() / 100;
            boolean several =
                    in.path("variants").isArray() && !in.get("variants").isEmpty();
            Map<String, Function<JsonNode, @Nullable Object>> figures = new LinkedHashMap<>();
            figures.put("rollout_hash", any -> rollout);
            figures.put("variant_hash", any -> variant);
            figures.put("result", any -> in100 && several ? chosen(in, weights(in), (int) (variant * 100)) : in100);
            return figures;
        });
    }

    @TestFactory
    Stream<DynamicTest> optimizely() {
        return Vectors.check("optimizely_bucketing", in -> {
            Map<String, Function<JsonNode, @Nullable Object>> figures = new LinkedHashMap<>();
            figures.put("bucket", any -> {
                long hash = Integer.toUnsignedLong(murmur(
                        in.get("bucketing_id").asString()
                                + in.get("experiment_id").asString(),
                        1));
                return hash * 10_000 >>> 32;
            });
            figures.put("variation", any -> {
                List<Integer> widths = new ArrayList<>();
                int end = 0;
                for (JsonNode allocation : in.get("allocations")) {
                    widths.add(allocation.get(1).asInt() - end);
                    end = allocation.get(1).asInt();
                }
                int bucket = in.get("bucket").asInt();
                return bucket < end ? chosen(in, "allocations", widths, bucket) : null;
            });
            return figures;
        });
    }

    @TestFactory
    Stream<DynamicTest> growthbook() {
        return Vectors.check("growthbook_bucketing", in -> {
            Map<String, Function<JsonNode, @Nullable Object>> figures = new LinkedHashMap<>();
            switch (in.get("fn").asString()) {
                case "hash" ->
                    figures.put(
                            "bucket",
                            any -> fnv(
                                    in.get("seed").asString(),
                                    in.get("value").asString(),
                                    in.get("version").asInt()));
                case "bucket_ranges" ->
                    figures.put(
                            "ranges",
                            any -> ranges(
                                    in.get("variations").asInt(),
                                    in.get("coverage").asDouble(),
                                    in.get("weights")));
                case "choose_variation" ->
                    figures.put("index", any -> index(in.get("hash").asDouble(), in.get("ranges")));
                case "in_namespace" ->
                    figures.put("included", any -> included(in.get("user").asString(), in.get("namespace")));
                default -> run(in, figures);
            }
            return figures;
        });
    }

    @TestFactory
    Stream<DynamicTest> the32BitsOfMurmur3() {
        return ReferenceData.vectors("murmur3_guava")
                .filter(vector -> vector.get("expected").has("murmur3_32_fixed_utf8_int"))
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> {
                    JsonNode in = vector.get("input");
                    int hash =
                            murmur(in.get("string").asString(), in.get("seed").asInt());
                    assertThat(hash)
                            .isEqualTo(vector.get("expected")
                                    .get("murmur3_32_fixed_utf8_int")
                                    .asInt());
                }));
    }

    private static int murmur(String text, int seed) {
        return Hashing.murmur3_32_fixed(seed)
                .hashString(text, StandardCharsets.UTF_8)
                .asInt();
    }

    private static int normalised(String group, String id, int seed, int normalizer) {
        return Integer.remainderUnsigned(murmur(group + ":" + id, seed), normalizer) + 1;
    }

    @SuppressWarnings("deprecation")
    private static double share(JsonNode in, String salt) {
        HashCode hash = Hashing.sha1()
                .hashString(
                        in.get("flag").asString() + "." + in.get("distinct_id").asString() + salt,
                        StandardCharsets.UTF_8);
        return Long.parseLong(hash.toString().substring(0, 15), 16) / (double) 0xFFFFFFFFFFFFFFFL;
    }

    private static @Nullable Double fnv(String seed, String value, int version) {
        return switch (version) {
            case 1 -> Integer.remainderUnsigned(fnv1a(value + seed), 1_000) / 1_000.0;
            case 2 ->
                Integer.remainderUnsigned(fnv1a(Integer.toUnsignedString(fnv1a(seed + value))), 10_000) / 10_000.0;
            default -> null;
        };
    }

    private static int fnv1a(String text) {
        int hash = FNV_OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** Weights that are not there, too few or not all of it are equal ones; ours are refused before they get so far. */
    private static List<List<Double>> ranges(int variations, double coverage, @Nullable JsonNode given) {
        double[] weights = given != null && given.isArray()
                ? given.valueStream().mapToDouble(JsonNode::asDouble).toArray()
                : new double[0];
        if (weights.length != variations || Math.abs(DoubleStream.of(weights).sum() - 1) > 0.01) {
            weights = DoubleStream.generate(() -> 1.0 / variations)
                    .limit(variations)
                    .toArray();
        }
        List<List<Double>> ranges = new ArrayList<>();
        double start = 0;
        for (double weight : weights) {
            ranges.add(List.of(start, start + Math.max(0, Math.min(1, coverage)) * weight));
            start += weight;
        }
        return ranges;
    }

    /** By our own way where the ranges leave no gaps; a gap is for those outside. */
    private static int index(double hash, Iterable<?> ranges) {
        List<Integer> widths = new ArrayList<>();
        List<Integer> variants = new ArrayList<>();
        int end = 0;
        int variant = 0;
        for (Object range : ranges) {
            int from = tenThousandths(range, 0);
            int to = tenThousandths(range, 1);
            widths.add(from - end);
            variants.add(Bucketing.OUTSIDE);
            widths.add(to - from);
            variants.add(variant++);
            end = to;
        }
        widths.add(10_000 - end);
        variants.add(Bucketing.OUTSIDE);
        return variants.get(Bucketing.variant(
                widths.stream().mapToInt(Integer::intValue).toArray(), (int) Math.round(hash * 10_000)));
    }

    private static int tenThousandths(Object range, int side) {
        double value = range instanceof JsonNode node
                ? node.get(side).asDouble()
                : ((Number) ((List<?>) range).get(side)).doubleValue();
        return (int) Math.round(value * 10_000);
    }

    private static boolean included(String user, JsonNode namespace) {
        double hash = Objects.requireNonNull(fnv("__" + namespace.get(0).asString(), user, 1));
        return hash >= namespace.get(1).asDouble() && hash < namespace.get(2).asDouble();
    }

    private static void run(JsonNode in, Map<String, Function<JsonNode, @Nullable Object>> figures) {
        JsonNode experiment = in.get("experiment");
        String attribute = experiment.path("hashAttribute").asString("id");
        String user = in.get("attributes").path(attribute).asString("");
        int index = Bucketing.OUTSIDE;
        if (!user.isEmpty() && (!experiment.has("namespace") || included(user, experiment.get("namespace")))) {
            Double hash = fnv(
                    experiment.path("seed").asString(experiment.get("key").asString()),
                    user,
                    experiment.path("hashVersion").asInt(1));
            index = index(
                    Objects.requireNonNull(hash),
                    ranges(
                            experiment.get("variations").size(),
                            experiment.path("coverage").asDouble(1),
                            experiment.get("weights")));
        }
        int variant = index;
        figures.put(
                "value",
                any -> experiment.get("variations").get(Math.max(0, variant)).asInt());
        figures.put("in_experiment", any -> variant >= 0);
        figures.put("hash_used", any -> variant >= 0);
    }

    private static List<Integer> weights(JsonNode in) {
        return in.get("variants")
                .valueStream()
                .map(variant -> variant.get(1).asInt())
                .toList();
    }

    private static String chosen(JsonNode in, List<Integer> weights, int number) {
        return chosen(in, "variants", weights, number);
    }

    private static String chosen(JsonNode in, String list, List<Integer> widths, int number) {
        int[] array = IntStream.range(0, widths.size()).map(widths::get).toArray();
        return in.get(list).get(Bucketing.variant(array, number)).get(0).asString();
    }
}
