/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A reproducible stream of events of a shop over six weeks, in order of time, with an experiment in the last four: ten events
 * a person, one of them an exposure, the others spread evenly over people and time.
 */
final class ShopWithExperiment {

    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    static final Instant START = BEGIN.plus(Duration.ofDays(14));
    static final Instant END = START.plus(Duration.ofDays(28));
    static final String EXPERIMENT = "checkout-button";
    static final String[] VARIANTS = {"control", "big"};

    private static final long SEED = 42;
    private static final String[] NAMES = {
        "page_view", "product_view", "add_to_cart", "order_placed", "order_refunded", "error_shown"
    };
    private static final int[] PER_MILLE = {560, 810, 920, 970, 975, 1_000};

    private final int people;

    ShopWithExperiment(int people) {
        this.people = people;
    }

    int people() {
        return people;
    }

    /** Is told of each event. */
    interface Events {

        void event(int person, Instant at, String name, String properties);

        void exposure(int person, Instant at, String variant);
    }

    void forEach(Events events) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = shuffled(random);
        long all = 10L * people;
        long millis = Duration.between(BEGIN, END).toMillis();
        int exposed = 0;
        for (long i = 0; i < all; i++) {
            Instant at = BEGIN.plusMillis(i * millis / all);
            long due = at.isBefore(START)
                    ? 0
                    : Duration.between(START, at).toMillis()
                            * people
                            / Duration.between(START, END).toMillis();
            if (exposed < due) {
                int person = order[exposed++];
                events.exposure(person, at, VARIANTS[random.nextInt(VARIANTS.length)]);
                continue;
            }
            int share = random.nextInt(1_000);
            int name = 0;
            while (share >= PER_MILLE[name]) {
                name++;
            }
            events.event(random.nextInt(people), at, NAMES[name], properties(NAMES[name], random));
        }
    }

    private static String properties(String name, SplittableRandom random) {
        return name.startsWith("order_")
                ? String.format(Locale.ROOT, "{\"total\":%.2f}", Math.exp(3.5 + 0.8 * random.nextGaussian()))
                : "{\"path\":\"/p/" + random.nextInt(500) + "\"}";
    }

    private int[] shuffled(SplittableRandom random) {
        int[] order = new int[people];
        for (int i = 0; i < people; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
