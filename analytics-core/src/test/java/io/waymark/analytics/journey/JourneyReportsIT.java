/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.JourneyReport.Transition;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyReportsIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomEvents events = RandomEvents.create(random, ZoneOffset.UTC, FROM, TO, 30, 900);
    private final Set<String> buyers = events.segment("buyers", "order", 8);
    private final JourneyReports reports = new JourneyReports(events.database(), new EventNames(events.database()));

    @Test
    void countsAsACountByHandDoes() {
        System.out.println("JourneyReportsIT seed " + seed);
        for (int i = 0; i < 50; i++) {
            JourneyQuery query = new JourneyQuery(
                    AppId.DEFAULT,
                    events.period(FROM, TO),
                    random.nextBoolean() ? RandomEvents.TIMEOUT : Duration.ofMillis(random.nextInt(900_000)),
                    random.nextBoolean() ? "path" : null,
                    1 + random.nextInt(40),
                    1 + random.nextInt(JourneyQuery.MAX_PATH_LENGTH),
                    random.nextInt(3) == 0 ? "buyers" : null);
            assertThat(reports.report(query)).as("seed %d, %s", seed, query).isEqualTo(byHand(query));
        }
    }

    @Test
    void answersWithoutTransitionsWhereNothingWasTracked() {
        assertThat(reports.report(JourneyQuery.of(new AppId(77), Period.allTime())))
                .isEqualTo(new JourneyReport(List.of(), 0, 0, List.of(), 0, false));
    }

    private JourneyReport byHand(JourneyQuery query) {
        Map<List<String>, List<String>> transitions = new HashMap<>();
        Map<List<String>, List<String>> paths = new HashMap<>();
        List<List<Occurrence>> sessions = events.sessions(query.period(), null, query.sessionGap()).stream()
                .filter(session -> query.segment() == null
                        || buyers.contains(session.get(0).person()))
                .toList();
        for (List<Occurrence> session : sessions) {
            List<String> steps = new ArrayList<>();
            for (Occurrence event : session) {
                String label = event.label(query.labelProperty());
                if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(label)) {
                    steps.add(label);
                }
            }
            String person = session.get(0).person();
            for (int i = 1; i < steps.size(); i++) {
                transitions
                        .computeIfAbsent(List.of(steps.get(i - 1), steps.get(i)), any -> new ArrayList<>())
                        .add(person);
            }
            paths.computeIfAbsent(
                            List.copyOf(steps.subList(0, Math.min(steps.size(), query.pathLength()))),
                            any -> new ArrayList<>())
                    .add(person);
        }
        List<Transition> edges = new ArrayList<>();
        transitions.forEach((steps, people) ->
                edges.add(new Transition(steps.get(0), steps.get(1), people.size(), distinct(people))));
        edges.sort(Comparator.comparingLong(Transition::count)
                .reversed()
                .thenComparing(Transition::from)
                .thenComparing(Transition::to));
        List<Path> starts = new ArrayList<>();
        paths.forEach((steps, people) -> starts.add(new Path(steps, people.size(), distinct(people))));
        starts.sort(Comparator.comparingLong(Path::count)
                .reversed()
                .thenComparing(path -> String.join(" > ", path.steps())));
        return new JourneyReport(
                edges.subList(0, Math.min(edges.size(), query.limit())),
                edges.stream().mapToLong(Transition::count).sum(),
                edges.size(),
                starts.subList(0, Math.min(starts.size(), query.limit())),
                sessions.size(),
                false);
    }

    private static long distinct(List<String> people) {
        Set<String> different = new HashSet<>(people);
        return different.size();
    }
}
