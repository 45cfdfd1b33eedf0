/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.step.ScanMemory;
import io.waymark.analytics.journey.step.StepNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Adds up how often paths were taken, of those that can be among the most frequent: at least one of the threads counted them
 * at least as often as the last of these was taken, divided by the number of threads. Only of the most frequent the people
 * are counted. Not safe for use by several threads.
 */
final class PathTotals {

    private static final Comparator<Path> ORDER = Comparator.comparingLong(Path::count)
            .reversed()
            .thenComparing(path -> String.join(" > ", path.steps()), PropertyValue::compareText)
            .thenComparing(Path::steps, PathTotals::compare);

    private final PathBuckets buckets;
    private final StepNames names;
    private final StepTree tree;

    PathTotals(PathBuckets buckets, ScanMemory memory, StepNames names) {
        this.buckets = buckets;
        this.names = names;
        this.tree = new StepTree(memory, 0);
    }

    /** How many journeys there are. */
    long journeys() {
        return buckets.counts().stream()
                .mapToLong(counts -> IntStream.range(0, counts.tree().size())
                        .mapToLong(counts.paths()::times)
                        .sum())
                .sum();
    }

    List<Path> mostFrequent(ColumnEngine engine, int limit) {
        takeCandidates(limit);
        Map<PathCounts, int[]> nodes = new IdentityHashMap<>();
        long[] times = new long[tree.size()];
        buckets.counts().forEach(counts -> {
            int[] own = nodesIn(counts.tree());
            nodes.put(counts, own);
            for (int node = 0; node < own.length; node++) {
                times[node] += own[node] < 0 ? 0 : counts.paths().times(own[node]);
            }
        });
        long least = MostFrequent.reached(times.length, node -> times[node], limit);
        int[] top = IntStream.range(0, times.length)
                .filter(node -> times[node] >= least)
                .toArray();
        long[] users = buckets.users(
                engine,
                PathBucket::paths,
                top.length,
                counts -> IntStream.of(top)
                        .map(node -> Objects.requireNonNull(nodes.get(counts))[node])
                        .toArray());
        List<Path> paths = new ArrayList<>();
        for (int place = 0; place < top.length; place++) {
            paths.add(new Path(steps(top[place]), times[top[place]], users[place]));
        }
        return paths.stream().sorted(ORDER).limit(limit).toList();
    }

    private void takeCandidates(int limit) {
        long reached = buckets.counts().stream()
                .mapToLong(counts -> MostFrequent.reached(counts.tree().size(), counts.paths()::times, limit))
                .max()
                .orElse(1);
        long least = Math.max(1, reached / Math.max(1, buckets.counts().size()));
        for (PathCounts counts : buckets.counts()) {
            for (int node = counts.tree().roots(); node < counts.tree().size(); node++) {
                if (counts.paths().times(node) >= least) {
                    take(counts.tree(), node);
                }
            }
        }
    }

    private int take(StepTree other, int node) {
        return node < other.roots() ? node : tree.child(take(other, other.parent(node)), other.step(node));
    }

    /** The nodes of another tree that have the same steps, by those of this. */
    private int[] nodesIn(StepTree other) {
        int[] nodes = new int[tree.size()];
        for (int node = tree.roots(); node < nodes.length; node++) {
            int parent = nodes[tree.parent(node)];
            nodes[node] = parent < 0 ? parent : other.find(parent, tree.step(node));
        }
        return nodes;
    }

    private List<String> steps(int node) {
        LinkedList<String> steps = new LinkedList<>();
        for (int step = node; step >= tree.roots(); step = tree.parent(step)) {
            steps.addFirst(names.name(tree.step(step)));
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
