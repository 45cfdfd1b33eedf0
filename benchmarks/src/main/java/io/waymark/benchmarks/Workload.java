/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.Event;
import io.waymark.analytics.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reproducible stream of events of a shop: 30 event names, 90 days unless told otherwise, in order of arrival, people
 * with a long tail of activity (one per ten events, at most 200,000, unless told otherwise), 2.5 % of the events late by up
 * to 48 hours.
 */
final class Workload {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    static final int PEOPLE = 200_000;
    static final int DAYS = 90;

    private static final TypeReference<HashMap<String, Object>> PROPERTIES = new TypeReference<>() {};
    private static final long SEED = 42;
    private static final Map<String, Double> SHARES = shares();

    private final int events;
    private final int days;
    private final String[] names = SHARES.keySet().toArray(String[]::new);
    private final double[] cumulativeShares =
            cumulative(SHARES.values().stream().mapToDouble(Double::doubleValue).toArray());
    private final double[] cumulativeActivity;

    Workload(int events) {
        this(events, Math.min(PEOPLE, Math.max(1, events / 10)), DAYS);
    }

    Workload(int events, int people, int days) {
        this.events = events;
        this.days = days;
        double[] activity = new double[people];
        for (int i = 0; i < people; i++) {
            activity[i] = 1 / Math.pow(i + 50, 0.9);
        }
        this.cumulativeActivity = cumulative(activity);
    }

    int events() {
        return events;
    }

    Period period() {
        return Period.between(START, START.plus(Duration.ofDays(days)));
    }

    void forEach(Consumer<Fact> consumer) {
        SplittableRandom random = new SplittableRandom(SEED);
        long step = Duration.ofDays(days).toMillis() / events;
        for (int i = 0; i < events; i++) {
            long millis = START.toEpochMilli() + i * step + random.nextLong(Math.max(1, step));
            if (random.nextInt(1000) < 25) {
                millis -= random.nextLong(Duration.ofHours(48).toMillis());
            }
            String person = "user-" + pick(cumulativeActivity, random);
            String name = names[pick(cumulativeShares, random)];
            String properties = "{\"$pathname\":\"/p/" + random.nextInt(500) + "\",\"$country\":\""
                    + COUNTRIES[random.nextInt(COUNTRIES.length)] + "\",\"$source\":\""
                    + SOURCES[random.nextInt(SOURCES.length)] + "\",\"price\":" + random.nextInt(200) + "}";
            consumer.accept(new Fact(
                    new UUID(random.nextLong(), random.nextLong()),
                    name,
                    person,
                    Instant.ofEpochMilli(millis),
                    properties));
        }
    }

    record Fact(UUID id, String name, String distinctId, Instant occurredAt, String properties) {

        Event event() {
            return Event.builder(name, distinctId)
                    .eventId(id)
                    .occurredAt(occurredAt)
                    .properties(JsonMapper.shared().readValue(properties, PROPERTIES))
                    .build();
        }
    }

    private static final String[] COUNTRIES = {"DE", "FR", "GB", "US", "PL", "ES", "IT", "NL"};
    private static final String[] SOURCES = {"google", "bing", "newsletter", "mastodon"};

    private static Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("$pageview", 0.38);
        shares.put("product_view", 0.05);
        shares.put("signup_start", 0.04);
        shares.put("signup_complete", 0.03);
        shares.put("add_to_cart", 0.025);
        shares.put("checkout_start", 0.01);
        shares.put("purchase", 0.005);
        double rest =
                1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 1; i <= 23; i++) {
            shares.put("feature_" + i + "_used", rest / 23);
        }
        return shares;
    }

    private static double[] cumulative(double[] weights) {
        double[] sums = weights.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        double total = sums[sums.length - 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        return sums;
    }

    private static int pick(double[] cumulative, SplittableRandom random) {
        int index = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(cumulative.length - 1, index < 0 ? -index - 1 : index);
    }
}
