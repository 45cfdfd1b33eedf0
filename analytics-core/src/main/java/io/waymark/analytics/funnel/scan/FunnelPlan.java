/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.EventPlaces;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.funnel.FunnelBreakdown;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelEntry;
import io.waymark.analytics.funnel.FunnelOrder;
import io.waymark.analytics.funnel.WindowFrom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A funnel in numbers. Kinds of events have places: those of steps first, in order of the first step that they can serve.
 *
 * @param places the place of each event
 * @param steps how many steps there are
 * @param serves which steps an event in each place can serve: bit k is the step after k steps
 * @param ends after how many steps an event in each place ends an attempt: bit k is after k steps
 * @param servers the places whose events can serve each step: bit k is place k
 * @param window the conversion window
 * @param restarts whether the window restarts at each step
 * @param firstOnly whether only the first entry counts
 * @param anyOrder whether the steps may happen in any order
 * @param value the value at a step that matters; {@code null} for none
 * @param entries the numbers of the names of events that can be a first step
 * @param to attempts start before this
 * @param range when the events happened that matter
 */
@SuppressWarnings("ArrayRecordComponent")
record FunnelPlan(
        EventPlaces places,
        int steps,
        int[] serves,
        int[] ends,
        long[] servers,
        long window,
        boolean restarts,
        boolean firstOnly,
        boolean anyOrder,
        @Nullable Value value,
        Set<Integer> entries,
        long to,
        Millis range) {

    /**
     * A value at a step.
     *
     * @param property the key of the property
     * @param step the step, counted from 1
     * @param eventNameIds the numbers of the names of events that can be the step
     */
    record Value(String property, int step, Set<Integer> eventNameIds) {

        static @Nullable Value of(FunnelDefinition definition, Map<String, Integer> nameIds) {
            FunnelBreakdown breakdown = definition.breakdown();
            return breakdown == null || breakdown.step() == null
                    ? null
                    : new Value(
                            breakdown.property(),
                            breakdown.step(),
                            tracked(FunnelPlan.names(definition, breakdown.step()), nameIds));
        }
    }

    static FunnelPlan of(FunnelDefinition definition, Map<String, Integer> nameIds, Millis period, long longest) {
        EventKinds all = new EventKinds(definition);
        List<EventKinds.Kind> kinds = all.of(nameIds);
        int[] serves = kinds.stream().mapToInt(EventKinds.Kind::serves).toArray();
        long[] servers = new long[definition.steps().size()];
        for (int place = 0; place < serves.length; place++) {
            for (int step = 0; step < servers.length; step++) {
                servers[step] |= (long) (serves[place] >> step & 1) << place;
            }
        }
        return new FunnelPlan(
                all.places(nameIds),
                servers.length,
                serves,
                kinds.stream().mapToInt(EventKinds.Kind::ends).toArray(),
                servers,
                definition.conversionWindow().toMillis(),
                definition.windowFrom() == WindowFrom.PREVIOUS_STEP,
                definition.entry() == FunnelEntry.FIRST_ENTRY,
                definition.order() == FunnelOrder.ANY,
                Value.of(definition, nameIds),
                tracked(names(definition, 1), nameIds),
                period.to(),
                range(period, longest));
    }

    /** The names of the events that can be a step, counted from 1. */
    static Set<String> names(FunnelDefinition definition, int step) {
        List<EventFilter> steps = definition.steps();
        return (definition.order() == FunnelOrder.ANY ? steps : steps.subList(step - 1, step))
                .stream().map(EventFilter::event).collect(Collectors.toSet());
    }

    private static Set<Integer> tracked(Set<String> names, Map<String, Integer> nameIds) {
        return names.stream().map(nameIds::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Whether some events of a name can be a first step. */
    boolean canEnter(int eventNameId) {
        return entries.contains(eventNameId);
    }

    /** Whether an event in a place can be a step, counted from 1. */
    boolean canBe(int step, int place) {
        return anyOrder ? serves[place] != 0 : (serves[place] >> (step - 1) & 1) != 0;
    }

    /** The same, for those of its events that happened in a part of the time. */
    FunnelPlan during(Millis part) {
        return new FunnelPlan(
                places,
                steps,
                serves,
                ends,
                servers,
                window,
                restarts,
                firstOnly,
                anyOrder,
                value,
                entries,
                to,
                range.within(part));
    }

    /** When the events happened that matter. */
    static Millis range(Millis period, long longest) {
        return new Millis(period.from(), Math.min(period.to() + longest + 1, Millis.ALL.to()));
    }

    /** How many kinds of events there are. */
    int kinds() {
        return serves.length;
    }

    /** Whether every step has an event name of its own, and none ends an attempt. */
    boolean isPlain() {
        return kinds() == steps
                && places.eventNameIds().size() == steps
                && Arrays.stream(ends).allMatch(bits -> bits == 0)
                && IntStream.range(0, steps).allMatch(step -> serves[step] == 1 << step);
    }
}
