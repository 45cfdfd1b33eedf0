/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel.scan;

import io.waymark.analytics.chunk.scan.EventPlaces;
import io.waymark.analytics.chunk.scan.FilterMasks;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.DisjointConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelExclusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kinds of events that a funnel tells apart: by their name and what they mean to it. Those of steps come first, in the
 * order of the first step that they can serve.
 */
final class EventKinds {

    /**
     * Events of one kind.
     *
     * @param event the event name
     * @param serves which steps they can serve: bit k is the step after k steps
     * @param ends after how many steps they end an attempt: bit k is after k steps
     */
    record Kind(String event, int serves, int ends) {}

    private final Map<String, List<List<PropertyCondition>>> filters = new LinkedHashMap<>();
    private final Map<String, Kind[]> byMask = new LinkedHashMap<>();
    private final List<Kind> kinds;
    private boolean tooMany;

    EventKinds(FunnelDefinition definition) {
        definition.steps().forEach(this::addFilter);
        definition.exclude().forEach(exclusion -> addFilter(exclusion.event()));
        Set<Kind> found = new LinkedHashSet<>();
        filters.forEach((event, own) -> {
            if (FilterMasks.canTell(own)) {
                Kind[] kindOf = new Kind[1 << own.size()];
                for (int mask = 0; mask < kindOf.length; mask++) {
                    kindOf[mask] = kind(definition, event, own, mask);
                    if (isPossible(own, mask) && (kindOf[mask].serves() | kindOf[mask].ends()) != 0) {
                        found.add(kindOf[mask]);
                    }
                }
                byMask.put(event, kindOf);
            } else {
                tooMany = true;
            }
        });
        this.kinds = found.stream()
                .sorted(Comparator.comparingInt((Kind kind) -> Integer.numberOfTrailingZeros(kind.serves()))
                        .thenComparing(Kind::event)
                        .thenComparingInt(Kind::serves)
                        .thenComparingInt(Kind::ends))
                .toList();
    }

    private void addFilter(EventFilter filter) {
        List<List<PropertyCondition>> own = filters.computeIfAbsent(filter.event(), event -> new ArrayList<>());
        if (!own.contains(filter.where())) {
            own.add(filter.where());
        }
    }

    private static boolean isPossible(List<List<PropertyCondition>> filters, int mask) {
        for (int one = 0; one < filters.size(); one++) {
            if ((mask >> one & 1) == 0 && filters.get(one).isEmpty()) {
                return false;
            }
            for (int other = 0; other < one; other++) {
                if ((mask >> one & mask >> other & 1) != 0
                        && DisjointConditions.test(filters.get(one), filters.get(other))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Kind kind(
            FunnelDefinition definition, String event, List<List<PropertyCondition>> filters, int mask) {
        int steps = definition.steps().size();
        int serves = 0;
        for (int step = 0; step < steps; step++) {
            if (isOf(definition.steps().get(step), event, filters, mask)) {
                serves |= 1 << step;
            }
        }
        int ends = 0;
        for (FunnelExclusion exclusion : definition.exclude()) {
            if (isOf(exclusion.event(), event, filters, mask)) {
                for (int made = exclusion.fromStep(); made < Math.min(exclusion.toStep(), steps); made++) {
                    ends |= 1 << made;
                }
            }
        }
        return new Kind(event, serves, ends);
    }

    private static boolean isOf(EventFilter filter, String event, List<List<PropertyCondition>> filters, int mask) {
        return filter.event().equals(event) && (mask >> filters.indexOf(filter.where()) & 1) != 0;
    }

    /** Whether they are not too many, and, if steps go in any order, each step is served by one kind only. */
    boolean areFew(boolean apart) {
        Set<Integer> served = new HashSet<>();
        return !tooMany
                && kinds.size() <= SliceMerge.MAX_PLACES
                && (!apart || kinds.stream().allMatch(kind -> steps(kind).allMatch(served::add)));
    }

    private static Stream<Integer> steps(Kind kind) {
        return IntStream.range(0, Integer.SIZE)
                .filter(step -> (kind.serves() >> step & 1) != 0)
                .boxed();
    }

    /** The kinds of names that were tracked. */
    List<Kind> of(Map<String, Integer> nameIds) {
        return kinds.stream().filter(kind -> nameIds.containsKey(kind.event())).toList();
    }

    /** The keys of the properties that tell events of a name apart. */
    Set<String> keys(String event) {
        return FilterMasks.keys(filters.getOrDefault(event, List.of()));
    }

    /** Gives events the places of their kinds. */
    EventPlaces places(Map<String, Integer> nameIds) {
        List<Kind> tracked = of(nameIds);
        EventPlaces places = new EventPlaces();
        byMask.forEach((event, kindOf) -> {
            Integer name = nameIds.get(event);
            List<List<PropertyCondition>> own = filters.getOrDefault(event, List.of());
            if (name != null) {
                int[] placeOf = Arrays.stream(kindOf).mapToInt(tracked::indexOf).toArray();
                if (keys(event).isEmpty()) {
                    places.put(name, placeOf[placeOf.length - 1]);
                } else {
                    places.put(name, new FilterMasks(own), placeOf);
                }
            }
        });
        return places;
    }
}
