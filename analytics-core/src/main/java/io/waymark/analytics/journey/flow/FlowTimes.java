/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.StepNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How many journeys have each step at each place. Not safe for use by several threads while something is added. */
final class FlowTimes {

    private final WalkMemory memory;
    private final FlowPlan plan;
    private final long[][] times;

    /** Starts with nothing, for so many steps. */
    FlowTimes(WalkMemory memory, FlowPlan plan, int steps) {
        this.memory = memory;
        this.plan = plan;
        this.times = new long[plan.before() + 1 + plan.after()][steps];
        memory.take(bytes());
    }

    private long bytes() {
        return (long) times.length * times[0].length * Long.BYTES;
    }

    void add(FlowBucket bucket) {
        bucket.addTimes(times);
    }

    /** Adds those of others, which are of no more steps. */
    void add(FlowTimes others) {
        for (int row = 0; row < times.length; row++) {
            long[] sums = times[row];
            long[] more = others.times[row];
            for (int step = 0; step < more.length; step++) {
                sums[step] += more[step];
            }
        }
    }

    /** Gives back what it took: it is not needed any more. */
    void release() {
        memory.take(-bytes());
    }

    /** The most frequent steps of each place, in an order that does not change with their times. */
    KeptSteps top(StepNames names, int most) {
        int[][] top = new int[times.length][];
        Arrays.setAll(top, row -> top(times[row], names, most));
        KeptSteps kept = new KeptSteps(plan.before(), most, top, times[0].length);
        memory.take(kept.bytes());
        return kept;
    }

    private static int[] top(long[] times, StepNames names, int most) {
        return IntStream.range(0, times.length)
                .filter(step -> times[step] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer step) -> times[step])
                        .reversed()
                        .thenComparing(names::compare))
                .limit(most)
                .sorted(names::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
