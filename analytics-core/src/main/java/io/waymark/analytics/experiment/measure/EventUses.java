/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.EventPlaces;
import io.waymark.analytics.chunk.scan.FilterMasks;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics use which events:
 *
 * <ol>
 *   <li>The events of a name are told apart by which of the conditions of the metrics they meet. Each such set of
 *       conditions that a metric has a use for is a place.
 *   <li>Places are in the order of the events of metrics that they are, those of funnels before all others: at one instant
 *       events come in the order of places, and the order of the steps helps.
 *   <li>In a place later steps come first, so that one event makes one step.
 * </ol>
 *
 * @param places the places of events
 * @param uses the uses by place
 * @param needed the properties that conditions and values ask for
 */
record EventUses(EventPlaces places, List<List<Use>> uses, NeededProperties needed) {

    /**
     * A use of an event.
     *
     * @param metric the place of the metric
     * @param place which event of the metric it is
     * @param value which of the numbers of the event counts; {@link #ONE} if it counts as one
     */
    record Use(int metric, int place, int value) {

        static final int ONE = -1;
    }

    private record Candidate(
            int eventName,
            int mask,
            List<Use> uses,
            @SuppressWarnings("ArrayRecordComponent") int[] ranks) {

        /** The first step that it is of a funnel; null if it is none. */
        @Nullable
        Integer step(int metric) {
            Integer first = null;
            for (Use use : uses) {
                first = use.metric() == metric ? (Integer) use.place() : first;
            }
            return first;
        }
    }

    /** The uses of events with these numbers; null if they are too many or too different to be told apart. */
    static @Nullable EventUses of(List<Metric> metrics, Map<String, Integer> ids, long fromMillis, long toMillis) {
        List<Integer> ranked = new ArrayList<>();
        for (boolean funnels : new boolean[] {true, false}) {
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.get(i).kind() == MetricKind.FUNNEL == funnels) {
                    ranked.add(i);
                }
            }
        }
        EventPlaces places = new EventPlaces();
        List<Candidate> candidates = new ArrayList<>();
        Map<Integer, Set<String>> needed = new HashMap<>();
        Map<Integer, FilterMasks> masks = new HashMap<>();
        for (Map.Entry<String, Integer> name : ids.entrySet()) {
            Set<List<PropertyCondition>> filters = new LinkedHashSet<>();
            Set<String> numbers = new LinkedHashSet<>();
            metrics.forEach(metric -> collect(metric, name.getKey(), filters, numbers));
            List<List<PropertyCondition>> inOrder = List.copyOf(filters);
            if (!FilterMasks.canTell(inOrder)) {
                return null;
            }
            List<String> values = List.copyOf(numbers);
            places.tellNumbers(name.getValue(), values);
            for (int mask = 0; mask < 1 << inOrder.size(); mask++) {
                Candidate candidate = candidate(metrics, ranked, name, inOrder, values, mask);
                if (!candidate.uses().isEmpty()) {
                    candidates.add(candidate);
                }
            }
            masks.put(name.getValue(), new FilterMasks(inOrder));
            Set<String> keys = new LinkedHashSet<>(FilterMasks.keys(inOrder));
            keys.addAll(values);
            needed.put(name.getValue(), keys);
        }
        if (candidates.size() > SliceMerge.MAX_PLACES) {
            return null;
        }
        candidates.sort((one, other) -> Arrays.compare(one.ranks(), other.ranks()));
        if (!inOrderOfSteps(metrics, candidates)) {
            return null;
        }
        masks.forEach((name, of) -> put(places, name, of, candidates));
        return new EventUses(
                places,
                candidates.stream().map(Candidate::uses).toList(),
                new NeededProperties(needed, fromMillis, toMillis));
    }

    private static void collect(Metric metric, String name, Set<List<PropertyCondition>> filters, Set<String> numbers) {
        for (int place = 0; place < metric.events().size(); place++) {
            EventFilter event = metric.events().get(place);
            if (event.event().equals(name)) {
                if (!event.where().isEmpty()) {
                    filters.add(event.where());
                }
                String property = metric.property(place);
                if (property != null) {
                    numbers.add(property);
                }
            }
        }
    }

    private static Candidate candidate(
            List<Metric> metrics,
            List<Integer> ranked,
            Map.Entry<String, Integer> name,
            List<List<PropertyCondition>> filters,
            List<String> values,
            int mask) {
        List<Use> uses = new ArrayList<>();
        int rank = 0;
        List<Integer> ranks = new ArrayList<>();
        for (int metric : ranked) {
            List<EventFilter> events = metrics.get(metric).events();
            for (int place = events.size() - 1; place >= 0; place--) {
                EventFilter event = events.get(place);
                if (event.event().equals(name.getKey())
                        && (event.where().isEmpty() || (mask >> filters.indexOf(event.where()) & 1) == 1)) {
                    String property = metrics.get(metric).property(place);
                    uses.add(new Use(metric, place, property == null ? Use.ONE : values.indexOf(property)));
                    ranks.add(rank + place);
                }
            }
            rank += events.size();
        }
        return new Candidate(
                name.getValue(),
                mask,
                uses,
                ranks.stream().mapToInt(Integer::intValue).sorted().toArray());
    }

    /** Two funnels may want events of one instant in different orders. */
    private static boolean inOrderOfSteps(List<Metric> metrics, List<Candidate> candidates) {
        for (int metric = 0; metric < metrics.size(); metric++) {
            int last = 0;
            for (Candidate candidate : candidates) {
                Integer step = candidate.step(metric);
                if (step != null && metrics.get(metric).kind() == MetricKind.FUNNEL) {
                    if (step < last) {
                        return false;
                    }
                    last = step;
                }
            }
        }
        return true;
    }

    private static void put(EventPlaces places, int eventName, FilterMasks masks, List<Candidate> candidates) {
        int[] byMask = new int[1 << masks.size()];
        Arrays.fill(byMask, EventPlaces.NONE);
        for (int place = 0; place < candidates.size(); place++) {
            Candidate candidate = candidates.get(place);
            if (candidate.eventName() == eventName) {
                byMask[candidate.mask()] = place;
            }
        }
        if (masks.size() == 0) {
            places.put(eventName, byMask[0]);
        } else {
            places.put(eventName, masks, byMask);
        }
    }
}
