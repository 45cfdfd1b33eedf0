/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.JourneyReport.Transition;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.StepTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Adds up what was counted of the buckets. Not safe for use by several threads.
 *
 * <ol>
 *   <li>Each thread has had a tree of its own: all are put into the first.
 *   <li>Which paths are the most frequent is known then, and their people are counted: those of no others.
 * </ol>
 */
final class PathTotals {

    private static final Comparator<Path> ORDER = Comparator.comparingLong(Path::count)
            .reversed()
            .thenComparing(path -> String.join(" > ", path.steps()), PropertyValue::compareText)
            .thenComparing(Path::steps, PathTotals::compare);

    private final StepNames names;
    private final List<PathBucket> buckets = new ArrayList<>();
    private final Map<Long, long[]> transitions = new HashMap<>();

    PathTotals(StepNames names) {
        this.names = names;
    }

    void add(PathBucket bucket) {
        buckets.add(bucket);
        bucket.transitions((steps, times, users) -> {
            long[] sum = transitions.computeIfAbsent(steps, any -> new long[2]);
            sum[0] += times;
            sum[1] += users;
        });
    }

    /** The answer, of everything that was added. */
    JourneyReport report(ColumnEngine engine, int limit) {
        List<Path> paths = new ArrayList<>();
        long sessions = 0;
        if (!buckets.isEmpty()) {
            StepTree tree = buckets.get(0).tree();
            Map<StepTree, int[]> nodes = new IdentityHashMap<>();
            long[] counts = counts(tree, nodes);
            sessions = LongStream.of(counts).sum();
            int[] top = top(counts, limit);
            long[] users = users(engine, top, nodes);
            for (int place = 0; place < top.length; place++) {
                paths.add(new Path(steps(tree, top[place]), counts[top[place]], users[place]));
            }
        }
        return new JourneyReport(
                transitions(limit),
                transitions.values().stream().mapToLong(sum -> sum[0]).sum(),
                transitions.size(),
                paths.stream().sorted(ORDER).limit(limit).toList(),
                sessions);
    }

    /**
     * How many journeys began with exactly the steps of each node.
     *
     * @param nodes takes the nodes of a tree that have the same steps, by the nodes of each tree
     */
    private long[] counts(StepTree tree, Map<StepTree, int[]> nodes) {
        Map<StepTree, long[]> counts = new IdentityHashMap<>();
        buckets.forEach(bucket -> bucket.count(counts.computeIfAbsent(bucket.tree(), own -> new long[own.size()])));
        counts.keySet().forEach(own -> nodes.put(own, nodes(own, tree)));
        long[] sum = new long[tree.size()];
        counts.forEach((own, some) -> {
            int[] places = Objects.requireNonNull(nodes.get(own));
            for (int node = 0; node < some.length; node++) {
                sum[places[node]] += some[node];
            }
        });
        return sum;
    }

    private static int[] nodes(StepTree own, StepTree tree) {
        int[] nodes = new int[own.size()];
        for (int node = own.roots(); node < nodes.length; node++) {
            nodes[node] = own == tree ? node : tree.child(nodes[own.parent(node)], own.step(node));
        }
        return nodes;
    }

    private long[] users(ColumnEngine engine, int[] top, Map<StepTree, int[]> nodes) {
        int[] places = new int[IntStream.of(top).max().orElse(0) + 1];
        Arrays.fill(places, -1);
        for (int place = 0; place < top.length; place++) {
            places[top[place]] = place;
        }
        Map<StepTree, int[]> placesOf = new IdentityHashMap<>();
        nodes.forEach((own, inTree) -> placesOf.put(
                own,
                IntStream.of(inTree)
                        .map(node -> node < places.length ? places[node] : -1)
                        .toArray()));
        long[] users = new long[top.length];
        engine.eachBucket(
                IntStream.range(0, buckets.size()).toArray(),
                buckets::get,
                (PathBucket bucket) -> bucket.users(Objects.requireNonNull(placesOf.get(bucket.tree())), top.length),
                some -> Arrays.setAll(users, place -> users[place] + some[place]));
        return users;
    }

    /** The most frequent nodes, and all that are as frequent as the last of these. */
    private static int[] top(long[] counts, int limit) {
        long least = least(counts, limit);
        long[] byCount = IntStream.range(0, counts.length)
                .filter(node -> counts[node] >= least)
                .mapToLong(node -> counts[node] << Integer.SIZE | node)
                .sorted()
                .toArray();
        int from = Math.max(0, byCount.length - limit);
        while (from > 0 && byCount[from - 1] >>> Integer.SIZE == byCount[from] >>> Integer.SIZE) {
            from--;
        }
        return Arrays.stream(byCount, from, byCount.length)
                .mapToInt(each -> (int) each)
                .toArray();
    }

    /** Enough nodes have at least so many: a power of two, or all. */
    private static long least(long[] counts, int limit) {
        int[] byBits = new int[Long.SIZE + 1];
        for (long count : counts) {
            byBits[Long.SIZE - Long.numberOfLeadingZeros(count)]++;
        }
        int bits = Long.SIZE;
        for (int enough = byBits[bits]; enough < limit && bits > 1; enough += byBits[bits]) {
            bits--;
        }
        return 1L << (bits - 1);
    }

    private List<String> steps(StepTree tree, int node) {
        LinkedList<String> steps = new LinkedList<>();
        for (int step = node; step >= tree.roots(); step = tree.parent(step)) {
            steps.addFirst(names.name(tree.step(step)));
        }
        return steps;
    }

    private List<Transition> transitions(int limit) {
        List<Map.Entry<Long, long[]>> all = new ArrayList<>(transitions.entrySet());
        all.sort(Comparator.comparingLong((Map.Entry<Long, long[]> each) -> each.getValue()[0])
                .reversed()
                .thenComparing(each -> from(each.getKey()), names::compare)
                .thenComparing(each -> to(each.getKey()), names::compare));
        return all.stream()
                .limit(limit)
                .map(each -> new Transition(
                        names.name(from(each.getKey())),
                        names.name(to(each.getKey())),
                        each.getValue()[0],
                        each.getValue()[1]))
                .toList();
    }

    private static int from(long steps) {
        return (int) (steps >>> Integer.SIZE);
    }

    private static int to(long steps) {
        return (int) steps;
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
