/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Made-up journeys of the people of some buckets, told side by side as well as kept in a list. */
public final class MadeJourneys {

    private static final List<String> NAMES = List.of("a", "\u00e9", "A", "\ud83c\udf31", "\uffff", "b > c", "b", "c");

    /** What somebody did, equal steps in a row included. */
    public record Journey(int person, List<String> events) {

        /** The steps. */
        public List<String> steps() {
            List<String> steps = new ArrayList<>();
            for (String event : events) {
                if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(event)) {
                    steps.add(event);
                }
            }
            return steps;
        }
    }

    private final List<List<Journey>> buckets = new ArrayList<>();
    private final Map<String, Long> lastAt = new HashMap<>();
    private final Random random;
    private long millis;

    public MadeJourneys(Random random) {
        this.random = random;
        int names = 1 + random.nextInt(NAMES.size());
        for (int bucket = 1 + random.nextInt(3); bucket > 0; bucket--) {
            List<Journey> journeys = new ArrayList<>();
            int people = 1 + random.nextInt(5);
            for (int journey = random.nextInt(30); journey > 0; journey--) {
                List<String> events = new ArrayList<>();
                for (int event = 1 + random.nextInt(12); event > 0; event--) {
                    events.add(NAMES.get(random.nextInt(names)));
                }
                journeys.add(new Journey(random.nextInt(people), events));
            }
            buckets.add(journeys);
        }
    }

    public String anyName() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** The journeys of each bucket. */
    public List<List<Journey>> buckets() {
        return buckets;
    }

    /** When the last event of somebody was told, by bucket and person. */
    public long lastAt(int bucket, int person) {
        return lastAt.get(bucket + " " + person);
    }

    /** Tells of all journeys, and what each bucket came to, as if there were two threads. */
    public <R> List<R> tell(StepNames names, Supplier<JourneySteps<R>> steps) {
        List<R> told = new ArrayList<>();
        List<JourneySteps<R>> threads = List.of(steps.get(), steps.get());
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            JourneySteps<R> own = threads.get(random.nextInt(2));
            tell(bucket, names, own);
            told.add(own.finish(bucket));
        }
        return told;
    }

    /** A few at a time, at places that others had before. */
    private void tell(int bucket, StepNames names, JourneySteps<?> steps) {
        List<Journey> waiting = new ArrayList<>(buckets.get(bucket));
        Journey[] underWay = new Journey[4];
        int[] told = new int[underWay.length];
        int left = waiting.size();
        while (left > 0) {
            int place = random.nextInt(underWay.length);
            Journey journey = underWay[place];
            int at = place * 100;
            if (journey == null) {
                if (!waiting.isEmpty()) {
                    underWay[place] = waiting.remove(waiting.size() - 1);
                    told[place] = 0;
                    steps.begin(at);
                }
            } else if (told[place] < journey.events().size()) {
                String event = journey.events().get(told[place]++);
                lastAt.put(bucket + " " + journey.person(), ++millis);
                steps.event(at, journey.person(), millis, names.number(event));
            } else {
                steps.end(at, journey.person());
                underWay[place] = null;
                left--;
            }
        }
    }
}
