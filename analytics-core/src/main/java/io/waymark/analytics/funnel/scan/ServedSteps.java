/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import java.util.Arrays;

/**
 * Finds how many steps in a row the events of one instant can serve, each event one step: step after step gets an event of
 * its own, where one that serves an earlier step may be exchanged for another (augmenting paths, Kuhn 1955). Not safe for
 * use by several threads.
 */
final class ServedSteps {

    private static final int NOBODY = -1;

    private final FunnelPlan plan;
    private final int[] used;
    private final int[] placeOf;
    private final boolean simple;

    ServedSteps(FunnelPlan plan) {
        this.plan = plan;
        this.used = new int[plan.kinds()];
        this.placeOf = new int[plan.steps()];
        this.simple = Arrays.stream(plan.servers()).allMatch(places -> Long.bitCount(places) <= 1);
    }

    /**
     * How many steps an attempt has made after the instant.
     *
     * @param made how many it has made before
     * @param counts how many events there are in each place
     */
    int reached(int made, int[] counts) {
        Arrays.fill(used, 0);
        Arrays.fill(placeOf, NOBODY);
        int reached = made;
        while (reached < plan.steps() && (simple ? serve(reached, counts) : serve(reached, made, counts, 0))) {
            reached++;
        }
        return reached;
    }

    private boolean serve(int step, int[] counts) {
        long places = plan.servers()[step];
        int place = Long.numberOfTrailingZeros(places);
        return places != 0 && used[place]++ < counts[place];
    }

    private boolean serve(int step, int made, int[] counts, long tried) {
        long seen = tried;
        for (long places = plan.servers()[step] & ~seen; places != 0; places &= places - 1) {
            int place = Long.numberOfTrailingZeros(places);
            seen |= 1L << place;
            if (used[place] < counts[place]) {
                used[place]++;
                placeOf[step] = place;
                return true;
            }
            for (int other = made; other < step; other++) {
                if (counts[place] > 0 && placeOf[other] == place && serve(other, made, counts, seen)) {
                    placeOf[step] = place;
                    return true;
                }
            }
        }
        return false;
    }
}
