/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelEntry;
import io.waymark.analytics.funnel.FunnelExclusion;
import io.waymark.analytics.funnel.FunnelOrder;
import io.waymark.analytics.funnel.WindowFrom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A funnel in numbers. Names have places: those of steps first, in order of their first step.
 *
 * @param eventNameIds the number of the name in each place
 * @param nameOf the place of each step's name; -1 if it was never tracked
 * @param serves which steps an event of each name can serve: bit k is the step after k steps
 * @param ends after how many steps an event of each name ends an attempt: bit k is after k steps
 * @param window the conversion window
 * @param restarts whether the window restarts at each step
 * @param firstOnly whether only the first entry counts
 * @param anyOrder whether the steps may happen in any order
 * @param to attempts start before this
 * @param range when the events happened that matter
 */
@SuppressWarnings("ArrayRecordComponent")
record FunnelPlan(
        int[] eventNameIds,
        int[] nameOf,
        int[] serves,
        int[] ends,
        long window,
        boolean restarts,
        boolean firstOnly,
        boolean anyOrder,
        long to,
        Millis range) {

    static FunnelPlan of(FunnelDefinition definition, Map<String, Integer> nameIds, Millis period, long longest) {
        int steps = definition.steps().size();
        Map<Integer, Integer> places = new LinkedHashMap<>();
        int[] nameOf = new int[steps];
        for (int step = 0; step < steps; step++) {
            nameOf[step] = place(nameIds.get(definition.steps().get(step).event()), places);
        }
        List<FunnelExclusion> exclusions = definition.exclude();
        int[] excluded = exclusions.stream()
                .mapToInt(exclusion -> place(nameIds.get(exclusion.event().event()), places))
                .toArray();
        int[] serves = new int[places.size()];
        for (int step = 0; step < steps; step++) {
            if (nameOf[step] >= 0) {
                serves[nameOf[step]] |= 1 << step;
            }
        }
        int[] ends = new int[places.size()];
        for (int i = 0; i < excluded.length; i++) {
            FunnelExclusion exclusion = exclusions.get(i);
            for (int made = exclusion.fromStep(); made < Math.min(exclusion.toStep(), steps); made++) {
                if (excluded[i] >= 0) {
                    ends[excluded[i]] |= 1 << made;
                }
            }
        }
        return new FunnelPlan(
                places.keySet().stream().mapToInt(Integer::intValue).toArray(),
                nameOf,
                serves,
                ends,
                definition.conversionWindow().toMillis(),
                definition.windowFrom() == WindowFrom.PREVIOUS_STEP,
                definition.entry() == FunnelEntry.FIRST_ENTRY,
                definition.order() == FunnelOrder.ANY,
                period.to(),
                new Millis(period.from(), Math.min(period.to() + longest + 1, Millis.ALL.to())));
    }

    private static int place(@Nullable Integer eventNameId, Map<Integer, Integer> places) {
        if (eventNameId == null) {
            return -1;
        }
        Integer place = places.putIfAbsent(eventNameId, places.size());
        return place == null ? places.size() - 1 : place;
    }

    Set<Integer> eventNameIdSet() {
        return Arrays.stream(eventNameIds).boxed().collect(Collectors.toSet());
    }

    int steps() {
        return nameOf.length;
    }

    /** Whether every step has an event of its own, and none ends an attempt. */
    boolean isPlain() {
        return eventNameIds.length == nameOf.length
                && Arrays.stream(ends).allMatch(bits -> bits == 0)
                && Arrays.stream(nameOf).distinct().count() == nameOf.length
                && Arrays.stream(nameOf).noneMatch(name -> name < 0);
    }
}
