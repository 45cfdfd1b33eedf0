/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.step.StepNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Adds up what was kept of the buckets. Which steps are told apart is known only once all are there, and so everything else
 * is counted last. Not safe for use by several threads.
 */
final class FlowTotals {

    private final FlowPlan plan;
    private final ColumnEngine engine;
    private final WalkMemory memory;
    private final List<FlowBucket> buckets = new ArrayList<>();

    FlowTotals(FlowPlan plan, ColumnEngine engine, WalkMemory memory) {
        this.plan = plan;
        this.engine = engine;
        this.memory = memory;
    }

    /** Adds a bucket; several may have the same number, of other people each. */
    void add(FlowBucket bucket) {
        buckets.add(bucket);
    }

    /** The answer, of everything that was added. */
    FlowReport report(StepNames names, int top) {
        KeptSteps kept = times(names.size()).top(names, top);
        FlowFigures figures = new FlowFigures(kept, memory);
        each(bucket -> counted(bucket, kept).finish(), some -> {
            figures.add(some);
            some.release();
        });
        return figures.report(names);
    }

    /** The answer, of everything that was added and of journeys that were over before. */
    FlowReport report(StepNames names, KeptSteps kept, EndedJourneys ended) {
        Map<Integer, List<FlowBucket>> byNumber = new TreeMap<>();
        ended.buckets().forEach(number -> byNumber.put(number, new ArrayList<>()));
        buckets.forEach(bucket -> byNumber.computeIfAbsent(bucket.number(), any -> new ArrayList<>())
                .add(bucket));
        FlowFigures figures = new FlowFigures(kept, memory);
        engine.eachBucket(
                byNumber.keySet().stream().mapToInt(Integer::intValue).toArray(),
                number -> number,
                number -> {
                    FlowCounts counts = new FlowCounts(kept, memory);
                    ended.addPeopleTo(counts, number);
                    Objects.requireNonNull(byNumber.get(number)).forEach(counts::add);
                    return counts.finish();
                },
                some -> {
                    figures.add(some);
                    some.release();
                });
        ended.addTo(figures);
        return figures.report(names);
    }

    /** How many journeys have each of so many steps. */
    FlowTimes times(int steps) {
        FlowTimes times = new FlowTimes(memory, plan, steps);
        each(
                bucket -> {
                    FlowTimes some = new FlowTimes(memory, plan, steps);
                    some.add(bucket);
                    return some;
                },
                some -> {
                    times.add(some);
                    some.release();
                });
        return times;
    }

    /** Tells what comes of the journeys that are over, in an order of no meaning. */
    void ended(KeptSteps kept, EndedJourneys ended) {
        each(bucket -> Map.entry(bucket.number(), counted(bucket, kept)), some -> {
            ended.add(some.getKey(), some.getValue());
            some.getValue().release();
        });
    }

    /** Tells the journeys that were left open, with the number of their bucket. */
    void open(BiConsumer<Integer, OpenJourneys> told) {
        buckets.forEach(bucket -> bucket.open().ifPresent(open -> told.accept(bucket.number(), open)));
    }

    private FlowCounts counted(FlowBucket bucket, KeptSteps kept) {
        FlowCounts counts = new FlowCounts(kept, memory);
        counts.add(bucket);
        return counts;
    }

    private <R> void each(Function<FlowBucket, R> work, Consumer<R> merge) {
        engine.eachBucket(IntStream.range(0, buckets.size()).toArray(), buckets::get, work, merge);
    }
}
