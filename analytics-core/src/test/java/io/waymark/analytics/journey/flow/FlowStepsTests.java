/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.FlowReport;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.journey.flow.FlowPlan.Anchor;
import io.waymark.analytics.journey.step.MadeJourneys;
import io.waymark.analytics.journey.step.MadeJourneys.Journey;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.TestEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FlowStepsTests {

    @Test
    void countsAsByHand() {
        long seed = new Random().nextLong();
        System.out.println("FlowStepsTests seed " + seed);
        Random random = new Random(seed);
        try (ColumnEngine engine = TestEngine.create()) {
            for (int i = 0; i < 500; i++) {
                MadeJourneys made = new MadeJourneys(random);
                WalkMemory memory = new WalkMemory(Long.MAX_VALUE, any -> {});
                StepNames names = new StepNames();
                Anchor anchor = Anchor.values()[random.nextInt(Anchor.values().length)];
                String event = made.anyName();
                FlowPlan plan = new FlowPlan(
                        anchor,
                        event,
                        anchor == Anchor.FIRST ? 0 : random.nextInt(4),
                        anchor == Anchor.LAST ? 0 : random.nextInt(4),
                        random.nextInt(300));
                int top = 1 + random.nextInt(4);
                FlowTotals totals = new FlowTotals(plan, engine, memory);
                made.<FlowBucket>tell(names, () -> new FlowSteps(memory, plan, plan.number(names)))
                        .forEach(totals::add);

                assertThat(totals.report(names, top))
                        .as("seed %d, %d", seed, i)
                        .isEqualTo(byHand(made, plan, event, top));
            }
        }
    }

    @Test
    void bucketsOfFewPeopleTakeLittleMemory() {
        int buckets = 2_000;
        WalkMemory memory = new WalkMemory(8 << 20, any -> {});
        StepNames names = new StepNames();
        FlowPlan plan = new FlowPlan(Anchor.FIRST, null, 0, 3, 0);
        try (ColumnEngine engine = TestEngine.create()) {
            FlowTotals totals = new FlowTotals(plan, engine, memory);
            FlowSteps steps = new FlowSteps(memory, plan, 0);
            for (int bucket = 0; bucket < buckets; bucket++) {
                steps.begin(0);
                steps.event(0, 0, 0, names.number("a"));
                steps.event(0, 0, 1, names.number("b"));
                steps.end(0, 0);
                totals.add(steps.finish(bucket));
            }
            assertThat(totals.report(names, 2).links()).containsExactly(new Link(0, "a", "b", buckets, buckets));
        }
    }

    @Test
    void countingWhoTookWhatHasABound() {
        StepNames names = new StepNames();
        AtomicLong run = new AtomicLong();
        WalkMemory memory = new WalkMemory(4 << 20, run::addAndGet);
        FlowPlan plan = new FlowPlan(Anchor.FIRST, null, 0, 1, 0);
        FlowSteps steps = new FlowSteps(memory, plan, 0);
        for (int journey = 0; journey < 100_000; journey++) {
            steps.begin(0);
            steps.event(0, journey / 50, 0, names.number("from " + journey % 5));
            steps.event(0, journey / 50, 0, names.number("to " + journey % 50));
            steps.end(0, journey / 50);
        }
        try (ColumnEngine engine = TestEngine.create()) {
            FlowTotals totals = new FlowTotals(plan, engine, memory);
            totals.add(steps.finish(0));
            long kept = memory.taken();
            assertThat(totals.report(names, 50).links()).hasSize(50).allMatch(link -> link.users() == 2_000);
            assertThat(memory.taken()).isEqualTo(run.get()).isBetween(kept, kept + (256 << 10));
            memory.take((4 << 20) - memory.taken() - (100 << 10));
            assertThatThrownBy(() -> totals.report(names, 50)).isInstanceOf(UnansweredException.class);
        }
        memory.close();

        assertThat(run).hasValue(0);
    }

    /** A step of a journey at its place; the next is null at the end. */
    private record Step(String person, int place, String label, String next) {}

    private static FlowReport byHand(MadeJourneys made, FlowPlan plan, String event, int top) {
        List<Step> all = steps(made, plan, event);
        Map<Integer, List<String>> kept = new TreeMap<>();
        all.stream()
                .collect(Collectors.groupingBy(Step::place, Collectors.groupingBy(Step::label, Collectors.counting())))
                .forEach((place, counts) -> kept.put(
                        place,
                        counts.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry::getKey, PropertyValue::compareText))
                                .limit(top)
                                .map(Map.Entry::getKey)
                                .toList()));
        List<Node> nodes = new ArrayList<>();
        all.stream()
                .collect(Collectors.groupingBy(step -> List.of(step.place(), told(kept, step.place(), step.label()))))
                .forEach((key, own) -> nodes.add(new Node(
                        (Integer) key.get(0),
                        name(key.get(1)),
                        own.size(),
                        people(own),
                        own.stream().filter(step -> step.next() == null).count())));
        List<Link> links = new ArrayList<>();
        all.stream()
                .filter(step -> step.next() != null && step.place() < plan.after())
                .collect(Collectors.groupingBy(step -> List.of(
                        step.place(),
                        told(kept, step.place(), step.label()),
                        told(kept, step.place() + 1, step.next()))))
                .forEach((key, own) -> links.add(
                        new Link((Integer) key.get(0), name(key.get(1)), name(key.get(2)), own.size(), people(own))));
        Comparator<String> byName = Comparator.nullsLast(PropertyValue::compareText);
        nodes.sort(Comparator.comparingInt(Node::place)
                .thenComparing(node -> node.label() == null)
                .thenComparing(node -> -node.count())
                .thenComparing(Node::label, byName));
        links.sort(Comparator.comparingInt(Link::place)
                .thenComparing(link -> -link.count())
                .thenComparing(Link::from, byName)
                .thenComparing(Link::to, byName));
        List<Step> anchors = all.stream().filter(step -> step.place() == 0).toList();
        return new FlowReport(anchors.size(), people(anchors), nodes, links, false);
    }

    private static List<Step> steps(MadeJourneys made, FlowPlan plan, String event) {
        List<Step> all = new ArrayList<>();
        for (int bucket = 0; bucket < made.buckets().size(); bucket++) {
            for (Journey journey : made.buckets().get(bucket)) {
                List<String> steps = journey.steps();
                int anchor = switch (plan.anchor()) {
                    case FIRST -> 0;
                    case EVENT -> steps.indexOf(event);
                    case LAST -> made.lastAt(bucket, journey.person()) < plan.quietFrom() ? steps.size() - 1 : -1;
                };
                for (int step = 0; step < steps.size() && anchor >= 0; step++) {
                    int place = step - anchor;
                    if (place >= -plan.before() && place <= plan.after()) {
                        all.add(new Step(
                                bucket + " " + journey.person(),
                                place,
                                steps.get(step),
                                step + 1 < steps.size() ? steps.get(step + 1) : null));
                    }
                }
            }
        }
        return all;
    }

    private static String told(Map<Integer, List<String>> kept, int place, String label) {
        return kept.get(place).contains(label) ? label : "";
    }

    private static String name(Object told) {
        return Objects.equals(told, "") ? null : (String) told;
    }

    private static long people(List<Step> steps) {
        Set<String> people = new HashSet<>();
        steps.forEach(step -> people.add(step.person()));
        return people.size();
    }
}
