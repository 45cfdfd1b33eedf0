/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Measures the four-step funnel of the hand-made SQL on a hand-made table beside the product's, on the same events in
 * the same server, and checks that they count the same people.
 */
final class FunnelComparison {

    private static final String[] SIGN_UP = {"page_view", "signup_start", "signup_complete", "purchase"};
    private static final String[] SHOP = {"product_view", "add_to_cart", "checkout_start", "purchase"};

    private FunnelComparison() {}

    /**
     * Runs the comparison.
     *
     * @param arguments the number of events, 1,000,000 unless given, and the number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        Workload workload = new Workload(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (BenchmarkDatabase database = BenchmarkDatabase.start(4)) {
            ClassicSchema classic = new ClassicSchema(database.dataSource());
            WaymarkSchema waymark = new WaymarkSchema(database.dataSource());
            load(workload, classic, waymark);
            compare("sign-up funnel", SIGN_UP, rounds, classic, waymark);
            compare("shop funnel", SHOP, rounds, classic, waymark);
        }
    }

    private static void load(Workload workload, ClassicSchema classic, WaymarkSchema waymark)
            throws SQLException, IOException {
        System.out.printf("Loading %,d events twice%n", workload.events());
        classic.create();
        classic.load(workload);
        waymark.load(workload);
    }

    private static void compare(String title, String[] steps, int rounds, ClassicSchema classic, WaymarkSchema waymark)
            throws Exception {
        String named = title + " " + String.join(" > ", steps);
        long[] first = classic.firstEntryFunnel(steps);
        new Comparison(named + ", first entry", rounds)
                .way(
                        "one common table expression per step, classic table",
                        1,
                        timed(first, () -> classic.firstEntryFunnel(steps)))
                .way("Waymark", 1, timed(first, () -> waymark.firstEntryFunnel(steps)))
                .run();
        long[] best = classic.bestAttemptFunnel(steps);
        new Comparison(named + ", best attempt", rounds)
                .way("window functions, classic table", 1, timed(best, () -> classic.bestAttemptFunnel(steps)))
                .way("Waymark", 1, timed(best, () -> waymark.bestAttemptFunnel(steps)))
                .run();
    }

    private static Comparison.Work timed(long[] expected, Supplier<long[]> funnel) {
        return () -> {
            long start = System.nanoTime();
            long[] counts = funnel.get();
            long nanos = System.nanoTime() - start;
            if (!Arrays.equals(expected, counts)) {
                throw new IllegalStateException(
                        "Counted " + Arrays.toString(counts) + " instead of " + Arrays.toString(expected));
            }
            return nanos;
        };
    }
}
