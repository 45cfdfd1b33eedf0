/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.webstats.WebProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlowReportsIT {

    private static final AppId APP = AppId.DEFAULT;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-31T00:00:00Z"), ZoneOffset.UTC);
    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();

    private static TestEvents world;

    @BeforeAll
    static void threeVisitors() {
        world = new TestEvents(DATABASE, APP);
        view("ana", "01T10:00", "/").view("ana", "01T10:01", "/plants/1");
        view("ana", "01T10:02", "/plants/2/").view("ana", "01T10:03", "/plants/2?q=1");
        world.add("ana", "order", "2026-03-01T10:04:00Z");
        view("ben", "01T10:00", "/").view("ben", "01T10:01", "/cart");
        view("ben", "20T10:00", "/plants/1");
        world.add("ben", "order", "2026-03-20T10:01:00Z").add("ben", "order", "2026-03-20T10:02:00Z");
        view("cleo", "02T10:00", "/");
        view("cleo", "25T10:00", "/");
        new ChunkRollup(DATABASE, new ChunkSettings() {}, List.of(new WebProperties(DATABASE)), CLOCK).rollUp();
    }

    private static Adding view(String person, String time, String path) {
        world.add(person, "$pageview", "2026-03-" + time + ":00Z", "{\"$pathname\": \"" + path + "\"}");
        return FlowReportsIT::view;
    }

    private interface Adding {
        Adding view(String person, String time, String path);
    }

    @Test
    void sessionsStartWithTheirFirstStepsAndEqualOnesInARowAreOne() {
        FlowReport report = report(starts().size(3, 5));

        assertThat(report.journeys()).isEqualTo(5);
        assertThat(report.users()).isEqualTo(3);
        assertThat(at(report, 0)).containsExactly(new Node(0, "/", 4, 3, 2), new Node(0, "/plants/1", 1, 1, 0));
        assertThat(at(report, 1))
                .containsExactly(
                        new Node(1, "/cart", 1, 1, 1),
                        new Node(1, "/plants/1", 1, 1, 0),
                        new Node(1, "order", 1, 1, 1));
        assertThat(at(report, 2)).containsExactly(new Node(2, "/plants/2", 1, 1, 0));
        assertThat(report.links())
                .containsExactly(
                        new Link(0, "/", "/cart", 1, 1),
                        new Link(0, "/", "/plants/1", 1, 1),
                        new Link(0, "/plants/1", "order", 1, 1),
                        new Link(1, "/plants/1", "/plants/2", 1, 1));
    }

    @Test
    void beyondTheTopStepsIsOther() {
        FlowReport report = report(starts().size(2, 1));

        assertThat(at(report, 1)).containsExactly(new Node(1, "/cart", 1, 1, 1), new Node(1, null, 2, 2, 1));
        assertThat(report.hidden(1)).isEqualTo(100.0 * 2 / 3);
        assertThat(report.links())
                .containsExactly(
                        new Link(0, "/", "/cart", 1, 1), new Link(0, "/", null, 1, 1), new Link(0, null, null, 1, 1));
    }

    @Test
    void pathsAreGroupedByPatterns() {
        FlowReport report = report(starts().size(3, 5).patterns(List.of("/plants/*", "/never/**")));

        assertThat(at(report, 1)).contains(new Node(1, "/plants/*", 1, 1, 0));
        assertThat(at(report, 2)).containsExactly(new Node(2, "order", 1, 1, 1));
        assertThat(StepLabels.regex("/a.b/*/c/**")).isEqualTo("^/a\\.b/[^/]+/c/.*$");
    }

    @Test
    void beforeConversionEndsAtTheConversion() {
        FlowReport report = report(
                FlowQuery.beforeConversion(APP, march(), "order").size(3, 5).patterns(List.of("/plants/*")));

        assertThat(report.journeys()).isEqualTo(2);
        assertThat(at(report, 0)).containsExactly(new Node(0, "order", 2, 2, 2));
        assertThat(at(report, -1)).containsExactly(new Node(-1, "/plants/*", 2, 2, 0));
        assertThat(at(report, -2)).containsExactly(new Node(-2, "/", 1, 1, 0));
        assertThat(report.links())
                .containsExactly(new Link(-2, "/", "/plants/*", 1, 1), new Link(-1, "/plants/*", "order", 2, 2));
    }

    @Test
    void aroundAndFromAnEventGoOnFromItsFirstTime() {
        FlowReport around = report(starts().about(FlowMode.AROUND, "/plants/1").size(3, 5));
        FlowReport from = report(starts().about(FlowMode.FROM, "/plants/1").size(3, 5));

        assertThat(around.nodes()).extracting(Node::place).containsExactly(-1, 0, 1, 1);
        assertThat(from.nodes()).extracting(Node::place).containsExactly(0, 1, 1, 2);
        assertThat(at(from, 2)).containsExactly(new Node(2, "order", 1, 1, 1));
    }

    @Test
    void beforeChurnShowsTheLastStepsOfThoseWhoAreQuietSince() {
        FlowReport report = report(FlowQuery.beforeChurn(APP, march()).size(2, 5));

        // Ben and Cleo were here within the last 14 days of March.
        assertThat(report.users()).isEqualTo(1);
        assertThat(report.links()).containsExactly(new Link(-1, "/plants/2", "order", 1, 1));
        assertThat(report(FlowQuery.beforeChurn(APP, march()).quietFor(Duration.ofDays(10)))
                        .users())
                .isEqualTo(2);
    }

    @Test
    void theWholeRangeCanBeOneJourneyAndASegmentNarrowsIt() {
        new Segments(DATABASE, new EventNames(DATABASE), CLOCK)
                .save(APP, "buyers", "Buyers", SegmentRule.did("order"), "test");

        assertThat(report(starts().wholeRange()).journeys()).isEqualTo(3);
        assertThat(report(starts().wholeRange().segment("buyers")).journeys()).isEqualTo(2);
        assertThat(report(starts().segment("buyers")).journeys()).isEqualTo(3);
        assertThatThrownBy(() -> starts().about(FlowMode.TO, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomWorldsAreCountedAsByHand() {
        long seed = new Random().nextLong();
        System.out.println("FlowReportsIT seed " + seed);
        Random random = new Random(seed);
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        Instant to = Instant.parse("2026-03-20T00:00:00Z");
        RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), from, to, 15, 300);
        events.database().sql("""
            update {schema}.event set properties = properties || jsonb_build_object('$pathname', (properties ->> 'path') || '/')
            where properties ->> 'path' is not null
            """).update();
        for (int i = 0; i < 15; i++) {
            FlowMode mode = FlowMode.values()[random.nextInt(FlowMode.values().length)];
            Period period = events.period(from, to);
            FlowQuery query = FlowQuery.starts(APP, period)
                    .about(
                            mode,
                            mode.ofEvent()
                                    ? List.of("cart", "order", "/1", "/2").get(random.nextInt(4))
                                    : null)
                    .size(2 + random.nextInt(4), 50)
                    .quietFor(Duration.ofDays(random.nextInt(6)));
            FlowQuery asked = random.nextBoolean() ? query : query.wholeRange();
            FlowReport report = new FlowReports(
                            events.database(),
                            new EventNames(events.database()),
                            new Segments(events.database(), new EventNames(events.database()), CLOCK),
                            Clock.fixed(to, ZoneOffset.UTC))
                    .report(asked);
            isAsByHand(report, events, asked, to, "seed " + seed + ", " + asked);
        }
    }

    private static void isAsByHand(
            FlowReport report, RandomEvents events, FlowQuery query, Instant now, String description) {
        Map<String, Set<String>> journeysOfNodes = new HashMap<>();
        Map<String, Set<String>> journeysOfLinks = new HashMap<>();
        Set<String> people = new HashSet<>();
        int journeys = 0;
        Instant end = query.period().to() == null || query.period().to().isAfter(now)
                ? now
                : query.period().to();
        for (List<Occurrence> journey : journeys(events, query)) {
            List<String> steps = new ArrayList<>();
            journey.stream().map(FlowReportsIT::label).forEach(label -> {
                if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(label)) {
                    steps.add(label);
                }
            });
            String person = journey.get(0).person();
            int anchor = switch (query.mode()) {
                case START -> 0;
                case CHURN ->
                    lastAt(events, query.period(), person).isBefore(end.minus(query.quietFor()))
                            ? steps.size() - 1
                            : -1;
                default -> steps.indexOf(query.event());
            };
            if (anchor < 0) {
                continue;
            }
            String id = person + " " + journeys++;
            people.add(person);
            for (int i = 0; i < steps.size(); i++) {
                int place = i - anchor;
                if (place >= -query.before() && place <= query.after()) {
                    journeysOfNodes
                            .computeIfAbsent(place + " " + steps.get(i), any -> new HashSet<>())
                            .add(id);
                    if (i + 1 < steps.size() && place < query.after()) {
                        journeysOfLinks
                                .computeIfAbsent(
                                        place + " " + steps.get(i) + " " + steps.get(i + 1), any -> new HashSet<>())
                                .add(id);
                    }
                }
            }
        }
        assertThat(report.journeys()).as(description).isEqualTo(journeys);
        assertThat(report.users()).as(description).isEqualTo(people.size());
        assertThat(report.nodes().stream()
                        .collect(Collectors.toMap(
                                node -> node.place() + " " + node.label(), node -> node.count() + "/" + node.users())))
                .as(description)
                .isEqualTo(counts(journeysOfNodes));
        assertThat(report.links().stream()
                        .collect(Collectors.toMap(
                                link -> link.place() + " " + link.from() + " " + link.to(),
                                link -> link.count() + "/" + link.users())))
                .as(description)
                .isEqualTo(counts(journeysOfLinks));
    }

    private static Map<String, String> counts(Map<String, Set<String>> journeys) {
        return journeys.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().size() + "/"
                                + entry.getValue().stream()
                                        .map(id -> id.substring(0, id.indexOf(' ')))
                                        .distinct()
                                        .count()));
    }

    private static List<List<Occurrence>> journeys(RandomEvents events, FlowQuery query) {
        return query.sessions()
                ? events.sessions(query.period(), null, RandomEvents.TIMEOUT)
                : events.byPerson().values().stream()
                        .map(history -> history.stream()
                                .filter(event -> RandomEvents.isIn(query.period(), event.at()))
                                .toList())
                        .filter(history -> !history.isEmpty())
                        .toList();
    }

    private static Instant lastAt(RandomEvents events, Period period, String person) {
        return events.byPerson().get(person).stream()
                .map(Occurrence::at)
                .filter(at -> RandomEvents.isIn(period, at))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String label(Occurrence event) {
        return event.event().equals("$pageview") && event.path() != null ? event.path() : event.event();
    }

    private static List<Node> at(FlowReport report, int place) {
        return report.nodes().stream().filter(node -> node.place() == place).toList();
    }

    private static FlowQuery starts() {
        return FlowQuery.starts(APP, march());
    }

    private static Period march() {
        return Period.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
    }

    private static FlowReport report(FlowQuery query) {
        EventNames names = new EventNames(DATABASE);
        Segments segments = new Segments(DATABASE, names, CLOCK);
        FlowReport report = new FlowReports(DATABASE, names, segments, CLOCK).report(query);
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(DATABASE, new ChunkSettings() {}, CLOCK), 2, 0)) {
            assertThat(new ColumnJourneys(DATABASE, names, segments, engine, CLOCK).report(query, CLOCK.instant()))
                    .hasValue(report);
        }
        return report;
    }
}
