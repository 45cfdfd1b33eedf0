/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.reference.RandomEvents.Occurrence;
import io.waymark.analytics.webstats.SessionReport.DayCount;
import io.waymark.analytics.webstats.SessionReport.LabelCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionReportsIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), FROM, TO, 30, 900);
    private final SessionReports reports = new SessionReports(events.database(), new EventNames(events.database()));

    @Test
    void countsAsACountByHandDoes() {
        System.out.println("SessionReportsIT seed " + seed);
        Set<String> buyers = events.segment("buyers", "order", 6);
        for (int i = 0; i < 60; i++) {
            SessionQuery query = SessionQuery.of(
                            AppId.DEFAULT,
                            events.period(FROM, TO),
                            random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/Havana"))
                    .sessionGap(
                            random.nextBoolean() ? RandomEvents.TIMEOUT : Duration.ofMillis(random.nextInt(900_000)))
                    .event(random.nextInt(3) == 0 ? "cart" : null)
                    .labelProperty(random.nextBoolean() ? "path" : null)
                    .pageView(random.nextBoolean() ? "$pageview" : null)
                    .limit(1 + random.nextInt(6))
                    .segment(i % 3 == 0 ? "buyers" : null);
            isAsByHand(query, query.segment() == null ? null : buyers, reports.report(query));
        }
    }

    @Test
    void webOverviewCountsViewsAndBouncesOfPageViews() {
        for (int i = 0; i < 10; i++) {
            Period period = events.period(FROM, TO);
            List<List<Occurrence>> sessions = events.sessions(period, null, RandomEvents.TIMEOUT);
            WebOverview overview = reports.webOverview(AppId.DEFAULT, period);
            assertThat(overview.visitors())
                    .isEqualTo(sessions.stream()
                            .map(session -> session.get(0).person())
                            .distinct()
                            .count());
            assertThat(overview.sessions()).isEqualTo(sessions.size());
            assertThat(overview.views())
                    .isEqualTo(sessions.stream()
                            .flatMap(List::stream)
                            .filter(event -> event.event().equals("$pageview"))
                            .count());
            long bounces = sessions.stream()
                    .filter(session ->
                            session.size() == 1 && session.get(0).event().equals("$pageview"))
                    .count();
            assertThat(overview.bounceRate())
                    .isEqualTo(sessions.isEmpty() ? 0 : 100.0 * bounces / sessions.size(), EXACT);
            assertThat(overview.averageDurationSeconds())
                    .isEqualTo(
                            sessions.stream()
                                    .mapToDouble(SessionReportsIT::seconds)
                                    .average()
                                    .orElse(0),
                            EXACT);
        }
    }

    @Test
    void answersWithZerosWhereTheEventIsUnknown() {
        SessionQuery query =
                SessionQuery.of(AppId.DEFAULT, Period.allTime(), ZoneOffset.UTC).event("never tracked");
        assertThat(reports.report(query))
                .isEqualTo(new SessionReport(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), false));
        assertThat(reports.webOverview(new AppId(77), Period.allTime()))
                .isEqualTo(new WebOverview(0, 0, 0, 0, 0, false));
    }

    private void isAsByHand(SessionQuery query, @Nullable Set<String> only, SessionReport report) {
        List<List<Occurrence>> sessions = events.sessions(query.period(), query.event(), query.sessionGap()).stream()
                .filter(session -> only == null || only.contains(session.get(0).person()))
                .toList();
        String description = "seed " + seed + ", " + query;
        assertThat(report.sessions()).as(description).isEqualTo(sessions.size());
        assertThat(report.users())
                .as(description)
                .isEqualTo(sessions.stream()
                        .map(session -> session.get(0).person())
                        .distinct()
                        .count());
        assertThat(report.events())
                .as(description)
                .isEqualTo(sessions.stream().mapToLong(List::size).sum());
        long bounces = sessions.stream()
                .filter(session -> session.size() == 1
                        && (query.pageView() == null || session.get(0).event().equals(query.pageView())))
                .count();
        assertThat(report.bounces()).as(description).isEqualTo(bounces);
        double[] seconds = sessions.stream()
                .mapToDouble(SessionReportsIT::seconds)
                .sorted()
                .toArray();
        int half = seconds.length / 2;
        double median = seconds.length == 0
                ? 0
                : seconds.length % 2 == 1 ? seconds[half] : (seconds[half - 1] + seconds[half]) / 2;
        assertThat(report.medianDurationSeconds()).as(description).isEqualTo(median, EXACT);
        assertThat(report.averageDurationSecondsOfSeveralEvents())
                .as(description)
                .isEqualTo(
                        sessions.stream()
                                .filter(session -> session.size() > 1)
                                .mapToDouble(SessionReportsIT::seconds)
                                .average()
                                .orElse(0),
                        EXACT);
        assertThat(report.entries())
                .as(description)
                .isEqualTo(top(sessions, session -> session.get(0).label(query.labelProperty()), query.limit()));
        assertThat(report.exits())
                .as(description)
                .isEqualTo(top(
                        sessions,
                        session -> session.get(session.size() - 1).label(query.labelProperty()),
                        query.limit()));
        Map<LocalDate, Long> days = sessions.stream()
                .collect(Collectors.groupingBy(
                        session -> session.get(0).at().atZone(query.timezone()).toLocalDate(), Collectors.counting()));
        assertThat(report.perStartDay().stream().collect(Collectors.toMap(DayCount::day, DayCount::sessions)))
                .as(description)
                .isEqualTo(days);
        assertThat(report.perStartDay()).isSortedAccordingTo(Comparator.comparing(DayCount::day));
    }

    private static List<LabelCount> top(
            List<List<Occurrence>> sessions, Function<List<Occurrence>, String> label, int limit) {
        return sessions.stream().collect(Collectors.groupingBy(label, Collectors.counting())).entrySet().stream()
                .map(entry -> new LabelCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(LabelCount::sessions)
                        .reversed()
                        .thenComparing(LabelCount::label))
                .limit(limit)
                .toList();
    }

    private static double seconds(List<Occurrence> session) {
        return Duration.between(
                                session.get(0).at(),
                                session.get(session.size() - 1).at())
                        .toMillis()
                / 1000.0;
    }
}
