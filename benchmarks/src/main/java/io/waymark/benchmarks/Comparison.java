/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs several ways of doing the same work in turn, so that they share whatever else the machine is doing, and prints
 * the median of each with its speed in relation to the first.
 */
final class Comparison {

    private static final int ROUNDS_OF_FAST = 7;
    private static final double FAST_MILLIS = 1_000;

    private final String title;
    private final int rounds;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    Comparison(String title, int rounds) {
        this.title = title;
        this.rounds = rounds;
    }

    /**
     * Adds a way.
     *
     * @param name what the table calls it
     * @param items how many items it works on
     * @param work does the work once and says how many nanoseconds the measured part took
     * @return this comparison
     */
    Comparison way(String name, long items, Work work) {
        ways.put(name, new Way(items, work));
        return this;
    }

    /** Runs one round that does not count, then the counted ones, and prints the table. */
    void run() throws Exception {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int round = 0; round <= Math.max(rounds, ROUNDS_OF_FAST); round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                List<Double> known = millis.computeIfAbsent(way.getKey(), name -> new ArrayList<>());
                if (round > rounds && !isFast(known)) {
                    continue;
                }
                long nanos = way.getValue().work().nanos();
                if (round > 0) {
                    known.add(nanos / 1e6);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d rounds, at least %d of what takes less than a second%n%n",
                title,
                rounds,
                ROUNDS_OF_FAST);
        System.out.println("| way | ms (min to max) | per second | times the first |");
        System.out.println("|---|---:|---:|---:|");
        double first = 0;
        for (Map.Entry<String, Way> way : ways.entrySet()) {
            List<Double> sorted = millis.getOrDefault(way.getKey(), List.of()).stream()
                    .sorted()
                    .toList();
            double median = sorted.get(sorted.size() / 2);
            double perSecond = way.getValue().items() * 1000 / median;
            first = first == 0 ? perSecond : first;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f (%,.0f to %,.0f) | %,.0f | %.2f |%n",
                    way.getKey(),
                    median,
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    perSecond,
                    perSecond / first);
        }
    }

    private static boolean isFast(List<Double> millis) {
        return millis.stream().allMatch(each -> each < FAST_MILLIS);
    }

    /** One run of one way. */
    interface Work {

        /** Does the work once and returns the nanoseconds of its measured part. */
        long nanos() throws Exception;
    }

    private record Way(long items, Work work) {}
}
