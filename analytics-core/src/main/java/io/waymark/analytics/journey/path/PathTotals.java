/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.step.StepNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds up how often paths were taken, of those that can be among the most frequent: at least one of the threads counted them
 * at least as often as the last of these was taken, divided by the number of threads. Only of the most frequent the people
 * are counted. Not safe for use by several threads.
 */
final class PathTotals {

    private static final Comparator<Named> ORDER = Comparator.comparing(Named::text, PropertyValue::compareText)
            .thenComparing(Named::steps, PathTotals::compare);

    private final PathBuckets buckets;
    private final WalkMemory memory;
    private final StepNames names;
    private final Paths candidates;

    PathTotals(PathBuckets buckets, WalkMemory memory, StepNames names) {
        this.buckets = buckets;
        this.memory = memory;
        this.names = names;
        this.candidates = new Paths(memory);
    }

    /** How many journeys there are. */
    long journeys() {
        return buckets.counts().stream()
                .mapToLong(counts -> IntStream.range(0, counts.paths().size())
                        .mapToLong(counts.takers()::times)
                        .sum())
                .sum();
    }

    List<Path> mostFrequent(ColumnEngine engine, int limit) {
        takeCandidates(limit);
        memory.take((long) candidates.size() * Long.BYTES);
        long[] times = new long[candidates.size()];
        for (PathCounts counts : buckets.counts()) {
            for (int path = 0; path < times.length; path++) {
                int own = counts.paths().find(candidates.steps(path));
                times[path] += own < 0 ? 0 : counts.takers().times(own);
            }
        }
        int[] top = MostFrequent.of(times.length, path -> times[path], limit, path -> new Named(steps(path)), ORDER);
        long[] users = buckets.users(
                engine,
                PathBucket::paths,
                top.length,
                counts -> IntStream.of(top)
                        .map(path -> counts.paths().find(candidates.steps(path)))
                        .toArray());
        List<Path> paths = new ArrayList<>();
        for (int place = 0; place < top.length; place++) {
            paths.add(new Path(steps(top[place]), times[top[place]], users[place]));
        }
        return paths;
    }

    private record Named(List<String> steps, String text) {
        Named(List<String> steps) {
            this(steps, String.join(" > ", steps));
        }
    }

    private void takeCandidates(int limit) {
        long reached = buckets.counts().stream()
                .mapToLong(counts -> MostFrequent.reached(counts.paths().size(), counts.takers()::times, limit))
                .max()
                .orElse(1);
        long least = Math.max(1, reached / Math.max(1, buckets.counts().size()));
        for (PathCounts counts : buckets.counts()) {
            for (int path = 0; path < counts.paths().size(); path++) {
                if (counts.takers().times(path) >= least) {
                    char[] steps = counts.paths().steps(path);
                    candidates.number(steps, 0, steps.length);
                }
            }
        }
    }

    private List<String> steps(int path) {
        List<String> steps = new ArrayList<>();
        for (char step : candidates.steps(path)) {
            steps.add(names.name(step));
        }
        return steps;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int step = 0; step < Math.min(one.size(), other.size()); step++) {
            int order = PropertyValue.compareText(one.get(step), other.get(step));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
