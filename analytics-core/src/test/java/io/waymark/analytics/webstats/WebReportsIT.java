/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.segment.Segments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebReportsIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");
    private static final String PAGE_VIEW = "$pageview";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), FROM, TO, 30, 900);
    private final EventNames names = new EventNames(events.database());
    private Set<String> buyers = events.segment("buyers", "order", 8);
    private final WebReports reports =
            new WebReports(events.database(), names, Clock.fixed(TO.minus(Duration.ofDays(3)), ZoneOffset.UTC));

    @BeforeEach
    void pathsAreThoseOfPages() {
        System.out.println("WebReportsIT seed " + seed);
        events.database().sql("""
            update {schema}.event set properties = jsonb_build_object('$pathname', properties -> 'path', '$source',
              case properties ->> 'path' when '/1' then 'internal' when '/2' then 'direct' else 'Google' end)
            where properties ->> 'path' is not null
            """).update();
    }

    @Test
    void countsPagesAsACountByHandDoes() {
        for (int i = 0; i < 20; i++) {
            Period period = events.period(FROM, TO);
            int limit = 1 + random.nextInt(6);
            WebQuery query = new WebQuery(AppId.DEFAULT, period, limit, segment());
            assertThat(reports.pages(query).rows())
                    .as("seed " + seed + ", " + query)
                    .isEqualTo(pages(query).stream().limit(limit).toList());
        }
    }

    @Test
    void columnsCountViewsAsTheEventTableDoes() {
        Clock clock = Clock.fixed(TO, ZoneOffset.UTC);
        ChunkSettings settings = new ChunkSettings() {};
        new ChunkRollup(events.database(), settings, List.of(new WebProperties(events.database())), clock).rollUp();
        events.add(FROM, TO, 30, 0);
        buyers = events.segment("buyers", "order", 8);
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(events.database(), settings, clock), 2, 0)) {
            WebReports columns = new WebReports(events.database(), names, engine, clock);
            ColumnPages told =
                    new ColumnPages(events.database(), engine, new Segments(events.database(), names, clock), "(none)");
            int view = names.find(AppId.DEFAULT, Set.of(PAGE_VIEW)).get(PAGE_VIEW);
            for (int i = 0; i < 10; i++) {
                Period period = events.period(FROM, TO);
                int limit = 1 + random.nextInt(6);
                WebQuery query = new WebQuery(AppId.DEFAULT, period, limit, segment());
                List<PageViews> expected = pages(query).stream()
                        .map(page -> new PageViews(page.page(), page.views(), page.visitors()))
                        .limit(limit)
                        .toList();
                assertThat(columns.topPages(query).rows())
                        .as("seed " + seed + ", " + period)
                        .isEqualTo(expected);
                assertThat(reports.topPages(query).rows())
                        .as("seed " + seed + ", " + period)
                        .isEqualTo(expected);
                assertThat(told.top(query, view)).hasValue(new WebTable<>(expected, false));
                String page = List.of("/3", "(none)", "/never").get(random.nextInt(3));
                WebQuery everybody = new WebQuery(AppId.DEFAULT, period, 1_000, query.segment());
                assertThat(columns.viewers(everybody, page))
                        .as("seed " + seed + ", " + everybody + ", " + page)
                        .isEqualTo(reports.viewers(everybody, page));
                assertThat(reports.viewers(everybody, page).stream().map(events::personOf))
                        .as("seed " + seed + ", " + everybody + ", " + page)
                        .containsExactlyInAnyOrderElementsOf(sessions(everybody).stream()
                                .flatMap(session -> views(session).stream())
                                .filter(each -> page(each).equals(page))
                                .map(Occurrence::person)
                                .collect(Collectors.toSet()));
            }
            WebQuery query = new WebQuery(AppId.DEFAULT, Period.between(FROM, TO), 1, segment());
            List<String> pages = List.of("/3", "(none)", "/0", "/never");
            assertThat(columns.pageViews(query, pages, CalendarInterval.DAY, events.zone()))
                    .isEqualTo(reports.pageViews(query, pages, CalendarInterval.DAY, events.zone()));
        }
    }

    @Test
    void entryAndExitPagesComeByWhatTheyAre() {
        for (int i = 0; i < 10; i++) {
            Period period = events.period(FROM, TO);
            WebQuery query = new WebQuery(AppId.DEFAULT, period, 10, segment());
            assertThat(reports.pages(query, PageOrder.ENTRIES).rows())
                    .as("seed " + seed + ", " + period)
                    .isEqualTo(pages(query).stream()
                            .filter(page -> page.entries() > 0)
                            .sorted(Comparator.comparingLong(PageFigures::entries)
                                    .reversed()
                                    .thenComparing(PageFigures::page))
                            .toList());
            assertThat(reports.pages(query, PageOrder.EXITS).rows())
                    .as("seed " + seed + ", " + period)
                    .isEqualTo(pages(query).stream()
                            .filter(page -> page.exits() > 0)
                            .sorted(Comparator.comparingLong(PageFigures::exits)
                                    .reversed()
                                    .thenComparing(PageFigures::page))
                            .toList());
        }
    }

    @Test
    void viewsOfPagesOverTimeAreThoseOfEachDay() {
        ZoneId zone = ZoneId.of("America/Havana");
        List<String> pages = List.of("/3", "(none)", "/0", "/never");
        WebQuery query = new WebQuery(AppId.DEFAULT, Period.between(FROM, TO), 1, segment());

        Map<String, List<Long>> views = reports.pageViews(query, pages, CalendarInterval.DAY, zone);

        LocalDate first = FROM.atZone(zone).toLocalDate();
        LocalDate last = TO.minusMillis(1).atZone(zone).toLocalDate();
        assertThat(views).containsOnlyKeys(pages);
        assertThat(views)
                .allSatisfy((page, counts) -> assertThat(counts)
                        .as("seed " + seed + ", " + page)
                        .isEqualTo(first.datesUntil(last.plusDays(1))
                                .map(day -> views(events.all()).stream()
                                        .filter(view -> page(view).equals(page))
                                        .filter(view -> view.at()
                                                .atZone(zone)
                                                .toLocalDate()
                                                .equals(day))
                                        .filter(view -> RandomEvents.isIn(query.period(), view.at()))
                                        .filter(view -> isAsked(query, view))
                                        .count())
                                .toList()));
    }

    private @Nullable String segment() {
        return random.nextInt(3) == 0 ? "buyers" : null;
    }

    private boolean isAsked(WebQuery query, Occurrence event) {
        return query.segment() == null || buyers.contains(event.person());
    }

    private List<List<Occurrence>> sessions(WebQuery query) {
        return events.sessions(query.period(), null, RandomEvents.TIMEOUT).stream()
                .filter(session -> isAsked(query, session.get(0)))
                .toList();
    }

    private List<PageFigures> pages(WebQuery query) {
        List<List<Occurrence>> sessions = sessions(query);
        List<PageFigures> pages = new ArrayList<>();
        for (String page : List.of("(none)", "/0", "/1", "/2", "/3")) {
            List<Occurrence> views = sessions.stream()
                    .flatMap(session -> views(session).stream())
                    .filter(view -> page(view).equals(page))
                    .toList();
            long entries = sessions.stream()
                    .map(WebReportsIT::views)
                    .filter(view -> !view.isEmpty() && page(view.get(0)).equals(page))
                    .count();
            long exits = sessions.stream()
                    .map(WebReportsIT::views)
                    .filter(view ->
                            !view.isEmpty() && page(view.get(view.size() - 1)).equals(page))
                    .count();
            long bounces = sessions.stream()
                    .filter(session -> isBounce(session) && page(session.get(0)).equals(page))
                    .count();
            if (!views.isEmpty()) {
                pages.add(new PageFigures(page, views.size(), people(views), entries, exits, bounces));
            }
        }
        return pages.stream()
                .sorted(Comparator.comparingLong(PageFigures::views).reversed().thenComparing(PageFigures::page))
                .toList();
    }

    @Test
    void tellsVisitsApartByTheirFirstPageView() {
        for (int i = 0; i < 20; i++) {
            Period period = events.period(FROM, TO);
            WebQuery query = new WebQuery(AppId.DEFAULT, period, 10, segment());
            Map<String, List<List<Occurrence>>> bySource = sessions(query).stream()
                    .filter(session -> !views(session).isEmpty())
                    .collect(Collectors.groupingBy(
                            session -> source(views(session).get(0))));
            List<VisitFigures> visits =
                    reports.visits(query, WebDimension.SOURCE).rows();
            String description = "seed " + seed + ", " + query;
            assertThat(visits).as(description).extracting(VisitFigures::value).hasSameElementsAs(bySource.keySet());
            assertThat(visits)
                    .as(description)
                    .isSortedAccordingTo(Comparator.comparingLong(VisitFigures::visitors)
                            .thenComparingLong(VisitFigures::sessions)
                            .reversed()
                            .thenComparing(VisitFigures::value));
            visits.forEach(visit -> isAsByHand(visit, bySource.get(visit.value()), description));
        }
    }

    private static void isAsByHand(VisitFigures visit, List<List<Occurrence>> sessions, String description) {
        long bounces = sessions.stream().filter(WebReportsIT::isBounce).count();
        assertThat(visit.sessions()).as(description).isEqualTo(sessions.size());
        assertThat(visit.visitors())
                .as(description)
                .isEqualTo(people(sessions.stream().flatMap(List::stream).toList()));
        assertThat(visit.views())
                .as(description)
                .isEqualTo(sessions.stream()
                        .mapToLong(session -> views(session).size())
                        .sum());
        assertThat(visit.bounceRate()).as(description).isEqualTo(100.0 * bounces / sessions.size());
        assertThat(visit.averageDurationSeconds())
                .as(description)
                .isCloseTo(
                        sessions.stream()
                                .mapToDouble(WebReportsIT::seconds)
                                .average()
                                .orElseThrow(),
                        org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void countsOverTimeAsACountByHandDoes() {
        for (int i = 0; i < 10; i++) {
            Period period = events.period(FROM, TO);
            ZoneId zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/Havana");
            Map<LocalDate, long[]> expected = new TreeMap<>();
            WebQuery query = new WebQuery(AppId.DEFAULT, period, 1, segment());
            List<List<Occurrence>> sessions = sessions(query);
            sessions.stream()
                    .flatMap(List::stream)
                    .collect(Collectors.groupingBy(
                            event -> event.at().atZone(zone).toLocalDate()))
                    .forEach((day, all) -> expected.put(
                            day, new long[] {people(all), views(all).size(), 0}));
            sessions.forEach(
                    session -> expected.get(session.get(0).at().atZone(zone).toLocalDate())[2]++);
            List<WebPoint> points = reports.timeSeries(query, CalendarInterval.DAY, zone);
            for (WebPoint point : points) {
                long[] day = expected.getOrDefault(point.start().toLocalDate(), new long[3]);
                expected.remove(point.start().toLocalDate());
                assertThat(new long[] {point.visitors(), point.views(), point.sessions()})
                        .as("seed " + seed + ", " + period + ", " + point)
                        .isEqualTo(day);
            }
            assertThat(expected).as("seed " + seed + ", " + period).isEmpty();
        }
    }

    @Test
    void whoDidSomethingInTheLastFiveMinutesIsHere() {
        for (Occurrence event : events.all().subList(0, 50)) {
            Instant now = event.at().plusSeconds(random.nextInt(300));
            WebReports then = new WebReports(events.database(), names, Clock.fixed(now, ZoneOffset.UTC));
            assertThat(then.realtime(AppId.DEFAULT))
                    .as("seed " + seed + ", " + now)
                    .isEqualTo(people(events.all().stream()
                            .filter(other -> !other.at().isBefore(now.minus(WebReports.REALTIME))
                                    && !other.at().isAfter(now))
                            .toList()));
        }
    }

    @Test
    void answersWithNothingWhereNothingWasTracked() {
        WebQuery query = new WebQuery(new AppId(77), Period.allTime(), 10);
        assertThat(reports.pages(query).rows()).isEmpty();
        assertThat(reports.visits(query, WebDimension.COUNTRY).rows()).isEmpty();
        assertThat(reports.timeSeries(query, CalendarInterval.DAY, ZoneOffset.UTC))
                .isEmpty();
        assertThat(reports.realtime(new AppId(77))).isZero();
    }

    private static boolean isBounce(List<Occurrence> session) {
        return session.size() == 1 && session.get(0).event().equals(PAGE_VIEW);
    }

    private static List<Occurrence> views(Collection<Occurrence> events) {
        return events.stream().filter(event -> event.event().equals(PAGE_VIEW)).toList();
    }

    private static String page(Occurrence view) {
        return view.path() == null ? "(none)" : view.path();
    }

    private static String source(Occurrence view) {
        return switch (page(view)) {
            case "(none)" -> "(none)";
            case "/1", "/2" -> "direct";
            default -> "Google";
        };
    }

    private static long people(Collection<Occurrence> events) {
        return events.stream().map(Occurrence::person).distinct().count();
    }

    private static double seconds(List<Occurrence> session) {
        return Duration.between(
                                session.get(0).at(),
                                session.get(session.size() - 1).at())
                        .toMillis()
                / 1000.0;
    }
}
