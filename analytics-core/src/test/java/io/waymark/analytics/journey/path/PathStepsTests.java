/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.JourneyReport.Transition;
import io.waymark.analytics.journey.step.MadeJourneys;
import io.waymark.analytics.journey.step.MadeJourneys.Journey;
import io.waymark.analytics.journey.step.StepNames;
import io.waymark.analytics.journey.step.TestEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathStepsTests {

    @Test
    void countsAsByHand() {
        long seed = new Random().nextLong();
        System.out.println("PathStepsTests seed " + seed);
        Random random = new Random(seed);
        try (ColumnEngine engine = TestEngine.create()) {
            for (int i = 0; i < 500; i++) {
                MadeJourneys made = new MadeJourneys(random);
                int length = 1 + random.nextInt(5);
                int limit = 1 + random.nextInt(12);
                WalkMemory memory = new WalkMemory(Long.MAX_VALUE, any -> {});
                StepNames names = new StepNames();
                PathBuckets buckets = new PathBuckets(memory);
                made.<PathBucket>tell(names, () -> new PathSteps(memory, length))
                        .forEach(buckets::add);

                assertThat(PathScan.report(engine, buckets, memory, names, limit))
                        .as("seed %d, %d", seed, i)
                        .isEqualTo(byHand(made, length, limit));
            }
        }
    }

    @Test
    void manyPathsOfTheSameCountAreToldByTheirNames() {
        WalkMemory memory = new WalkMemory(32 << 20, any -> {});
        StepNames names = new StepNames();
        PathBuckets buckets = new PathBuckets(memory);
        PathSteps steps = new PathSteps(memory, 2);
        List<String> words = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        for (String from : words) {
            for (String to : words) {
                steps.begin(0);
                steps.event(0, 0, 0, names.number(from));
                steps.event(0, 0, 0, names.number(to));
                steps.end(0, 0);
            }
        }
        buckets.add(steps.finish(0));
        try (ColumnEngine engine = TestEngine.create()) {
            JourneyReport report = PathScan.report(engine, buckets, memory, names, 4);

            assertThat(report.sessions()).isEqualTo(300 * 300);
            assertThat(report.paths())
                    .containsExactly(
                            new Path(List.of("0"), 1, 1),
                            new Path(List.of("0", "1"), 1, 1),
                            new Path(List.of("0", "10"), 1, 1),
                            new Path(List.of("0", "100"), 1, 1));
            assertThat(report.transitions())
                    .containsExactly(
                            new Transition("0", "1", 1, 1),
                            new Transition("0", "10", 1, 1),
                            new Transition("0", "100", 1, 1),
                            new Transition("0", "101", 1, 1));
        }
    }

    @Test
    void givesUpWhereThereIsTooMuchToKeep() {
        PathSteps steps = new PathSteps(new WalkMemory(1 << 20, any -> {}), 3);
        steps.begin(0);

        assertThatThrownBy(() -> {
                    for (int step = 0; step < 1_000_000; step++) {
                        steps.event(0, 0, 0, step);
                    }
                })
                .isInstanceOf(UnansweredException.class);
    }

    private static JourneyReport byHand(MadeJourneys made, int length, int limit) {
        Map<List<String>, List<String>> transitions = new HashMap<>();
        Map<List<String>, List<String>> paths = new HashMap<>();
        int sessions = 0;
        for (int bucket = 0; bucket < made.buckets().size(); bucket++) {
            for (Journey journey : made.buckets().get(bucket)) {
                String person = bucket + " " + journey.person();
                List<String> steps = journey.steps();
                for (int i = 1; i < steps.size(); i++) {
                    transitions
                            .computeIfAbsent(steps.subList(i - 1, i + 1), any -> new ArrayList<>())
                            .add(person);
                }
                paths.computeIfAbsent(steps.subList(0, Math.min(length, steps.size())), any -> new ArrayList<>())
                        .add(person);
                sessions++;
            }
        }
        List<Transition> edges = new ArrayList<>();
        transitions.forEach((steps, people) ->
                edges.add(new Transition(steps.get(0), steps.get(1), people.size(), different(people))));
        edges.sort(Comparator.comparingLong(Transition::count)
                .reversed()
                .thenComparing(Transition::from, PropertyValue::compareText)
                .thenComparing(Transition::to, PropertyValue::compareText));
        List<Path> starts = new ArrayList<>();
        paths.forEach((steps, people) -> starts.add(new Path(steps, people.size(), different(people))));
        starts.sort(Comparator.comparingLong(Path::count)
                .reversed()
                .thenComparing(path -> String.join(" > ", path.steps()), PropertyValue::compareText)
                .thenComparing(path -> String.join("\0", path.steps()), PropertyValue::compareText));
        return new JourneyReport(
                edges.stream().limit(limit).toList(),
                edges.stream().mapToLong(Transition::count).sum(),
                edges.size(),
                starts.stream().limit(limit).toList(),
                sessions,
                false);
    }

    private static long different(List<String> people) {
        Set<String> different = new HashSet<>(people);
        return different.size();
    }
}
