/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReports;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.EventSummary;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.OverviewReport;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every expected figure of every set, except those of funnels and segments, by the Java API. */
class EventReferenceIT {

    private static final String SETS = "io.waymark.analytics.reference.ReferenceEvents#sets";

    @ParameterizedTest
    @MethodSource(SETS)
    void retention(ReferenceEvents set) {
        set.expected("retention").forEach(expected -> set.ofEachEngine(columns -> retention(set, columns, expected)));
    }

    private static void retention(ReferenceEvents set, @Nullable ColumnEngine columns, JsonNode expected) {
        AnalyticsDatabase database = set.database();
        RetentionReports reports = new RetentionReports(
                database,
                new EventNames(database),
                new Segments(database, new EventNames(database), Clock.systemUTC()),
                columns,
                Clock.systemUTC());
        RetentionReport report = reports.report(RetentionQuery.builder(AppId.DEFAULT, ZoneOffset.UTC)
                .range(period(expected))
                .period(CalendarInterval.WEEK)
                .startEvent(text(expected, "start_event"))
                .returnEvent(text(expected, "return_event"))
                .maxPeriods(
                        expected.path("max_week").isNumber()
                                ? expected.get("max_week").intValue()
                                : null)
                .build());

        List<Map<String, Object>> cohorts = new ArrayList<>();
        for (RetentionReport.Cohort cohort : report.cohorts()) {
            cohorts.add(Map.of(
                    "cohort_week", cohort.start().toString(),
                    "users", cohort.users(),
                    "returned",
                            cohort.cells().stream()
                                    .map(RetentionReport.Cell::returned)
                                    .toList(),
                    "percent",
                            cohort.cells().stream()
                                    .map(RetentionReport.Cell::percent)
                                    .toList()));
        }
        List<Map<String, Object>> expectedCohorts = new ArrayList<>();
        for (JsonNode cohort : expected.get("cohorts")) {
            expectedCohorts.add(Map.of(
                    "cohort_week", cohort.get("cohort_week").stringValue(),
                    "users", cohort.get("users").longValue(),
                    "returned",
                            values(cohort.get("returned")).stream()
                                    .map(JsonNode::longValue)
                                    .toList(),
                    "percent",
                            values(cohort.get("percent")).stream()
                                    .map(JsonNode::doubleValue)
                                    .toList()));
        }
        assertThat(cohorts).as("%s %s", set, header(expected)).isEqualTo(expectedCohorts);
        assertThat(report.average().stream()
                        .map(RetentionReport.Average::percent)
                        .toList())
                .as("%s %s", set, header(expected))
                .isEqualTo(values(expected.get("all_cohorts_percent_by_week")).stream()
                        .map(JsonNode::doubleValue)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void sessions(ReferenceEvents set) {
        set.expected("sessions").forEach(expected -> set.ofEachEngine(columns -> sessions(set, columns, expected)));
    }

    private static void sessions(ReferenceEvents set, @Nullable ColumnEngine columns, JsonNode expected) {
        AnalyticsDatabase database = set.database();
        EventNames names = new EventNames(database);
        SessionReports reports =
                new SessionReports(database, names, new Segments(database, names, Clock.systemUTC()), columns);
        SessionReport report = reports.report(SessionQuery.of(AppId.DEFAULT, period(expected), ZoneOffset.UTC)
                .sessionGap(timeout(expected))
                .event(text(expected, "event"))
                .labelProperty(set.labelProperty())
                .limit(Math.max(1, expected.get("top_entry").size())));

        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("sessions", report.sessions());
        counts.put("users", report.users());
        counts.put("events", report.events());
        counts.put("single_event_sessions", report.bounces());
        assertThat(counts)
                .as("%s %s", set, header(expected))
                .allSatisfy((key, value) ->
                        assertThat(value).as(key).isEqualTo(expected.get(key).longValue()));

        Map<String, ToDoubleFunction<SessionReport>> rates = Map.of(
                "bounce_rate_percent", SessionReport::bounceRate,
                "mean_duration_seconds", SessionReport::averageDurationSeconds,
                "median_duration_seconds", SessionReport::medianDurationSeconds,
                "mean_duration_seconds_of_sessions_with_2_or_more_events",
                        SessionReport::averageDurationSecondsOfSeveralEvents);
        rates.forEach((key, rate) -> assertThat(rounded(rate.applyAsDouble(report), 4))
                .as("%s %s %s", set, header(expected), key)
                .isEqualByComparingTo(rounded(expected.get(key).doubleValue(), 4)));
        assertThat(rounded(report.averageEvents(), 6))
                .isEqualByComparingTo(
                        rounded(expected.get("mean_events_per_session").doubleValue(), 6));

        assertThat(labels(report.entries())).as("%s entries", set).isEqualTo(rows(expected.get("top_entry")));
        assertThat(labels(report.exits()).subList(0, expected.get("top_exit").size()))
                .as("%s exits", set)
                .isEqualTo(rows(expected.get("top_exit")));
        Map<String, Long> days = new TreeMap<>();
        report.perStartDay().forEach(day -> days.put(day.day().toString(), day.sessions()));
        Map<String, Long> expectedDays = new TreeMap<>();
        expected.get("sessions_per_start_day")
                .properties()
                .forEach(day -> expectedDays.put(day.getKey(), day.getValue().longValue()));
        assertThat(days).as("%s days", set).isEqualTo(expectedDays);
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void paths(ReferenceEvents set) {
        set.expected("paths").forEach(expected -> set.ofEachEngine(columns -> paths(set, columns, expected)));
    }

    private static void paths(ReferenceEvents set, @Nullable ColumnEngine columns, JsonNode expected) {
        AnalyticsDatabase database = set.database();
        EventNames names = new EventNames(database);
        JourneyReports reports = new JourneyReports(
                database, names, new Segments(database, names, Clock.systemUTC()), columns, Clock.systemUTC());
        JsonNode transitions = expected.get("top_transitions_[from,to,count,users]");
        JsonNode paths = expected.get("first_4_collapsed_events_top");
        JourneyReport report = reports.report(JourneyQuery.of(AppId.DEFAULT, period(expected))
                .sessionGap(timeout(expected))
                .labelProperty(set.labelProperty())
                .limit(Math.max(1, Math.max(transitions.size(), paths.size()))));

        assertThat(report.total())
                .as("%s", set)
                .isEqualTo(expected.get("transitions_total").longValue());
        assertThat(report.distinct())
                .as("%s", set)
                .isEqualTo(expected.get("distinct_transitions").longValue());
        assertThat(report.transitions().stream()
                        .limit(transitions.size())
                        .map(edge -> List.<Object>of(edge.from(), edge.to(), edge.count(), edge.users()))
                        .toList())
                .as("%s transitions", set)
                .isEqualTo(rows(transitions));
        assertThat(report.paths().stream()
                        .limit(paths.size())
                        .map(path -> List.<Object>of(String.join(" > ", path.steps()), path.count()))
                        .toList())
                .as("%s paths", set)
                .isEqualTo(rows(paths));
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void daily(ReferenceEvents set) {
        set.ofEachEngine(engine -> daily(set, engine));
    }

    private static void daily(ReferenceEvents set, @Nullable ColumnEngine columns) {
        AnalyticsDatabase database = set.database();
        TrendReports reports = new TrendReports(database, new EventNames(database), columns, Clock.systemUTC());
        JsonNode expected = set.expected().path("daily");
        Map<String, Map<String, List<Long>>> days = new TreeMap<>();
        List<String> events =
                new ArrayList<>(new EventNames(database).all(AppId.DEFAULT).keySet());
        events.add(null);
        for (String event : events) {
            TrendReport report = reports.trend(new TrendQuery(
                    AppId.DEFAULT, event, period(expected), CalendarInterval.DAY, ZoneOffset.UTC, DayOfWeek.MONDAY));
            report.points().stream()
                    .filter(point -> point.count() > 0)
                    .forEach(point -> days.computeIfAbsent(
                                    point.start().toLocalDate().toString(), day -> new TreeMap<>())
                            .put(event == null ? "*" : event, List.of(point.count(), point.users())));
            assertThat(report.points()).noneMatch(TrendReport.Point::open).noneMatch(TrendReport.Point::purged);
        }
        Map<String, Map<String, List<Long>>> expectedDays = new TreeMap<>();
        expected.path("per_day_per_event_[events,users]")
                .properties()
                .forEach(day -> expectedDays.put(day.getKey(), counts(day.getValue())));
        assertThat(days).as("%s", set).isEqualTo(expectedDays);
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void uniques(ReferenceEvents set) {
        set.expected("uniques").forEach(expected -> set.ofEachEngine(columns -> uniques(set, columns, expected)));
    }

    private static void uniques(ReferenceEvents set, @Nullable ColumnEngine columns, JsonNode expected) {
        AnalyticsDatabase database = set.database();
        TrendReports reports = new TrendReports(database, new EventNames(database), columns, Clock.systemUTC());
        OverviewReport report = reports.overview(
                OverviewQuery.of(AppId.DEFAULT, period(expected)).limit(Integer.MAX_VALUE));
        Map<String, List<Long>> counts = new TreeMap<>();
        counts.put("*", List.of(report.figures().events(), report.figures().users()));
        report.topEvents().forEach(top -> counts.put(top.event(), List.of(top.count(), top.users())));
        assertThat(counts)
                .as("%s %s", set, header(expected))
                .isEqualTo(counts(expected.get("per_event_[events,users]")));
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void summary(ReferenceEvents set) {
        set.ofEachEngine(engine -> summary(set, engine));
    }

    private static void summary(ReferenceEvents set, @Nullable ColumnEngine columns) {
        AnalyticsDatabase database = set.database();
        TrendReports reports = new TrendReports(database, new EventNames(database), columns, Clock.systemUTC());
        JsonNode expected = set.expected().get("summary");
        OverviewReport report = reports.overview(OverviewQuery.of(AppId.DEFAULT, Period.allTime()));
        assertThat(report.figures().events()).isEqualTo(expected.get("events").longValue());
        assertThat(report.figures().users()).isEqualTo(expected.get("users").longValue());

        List<EventSummary> events = reports.events(AppId.DEFAULT, Period.allTime());
        Map<String, Long> expectedEvents = new TreeMap<>();
        expected.get("event_names")
                .properties()
                .forEach(event ->
                        expectedEvents.put(event.getKey(), event.getValue().longValue()));
        assertThat(events.stream().collect(Collectors.toMap(EventSummary::event, EventSummary::count)))
                .isEqualTo(expectedEvents);
        assertThat(events.stream().map(EventSummary::lastSeen).max(Instant::compareTo))
                .contains(Instant.parse(expected.get("last").stringValue()));
        TrendReport months = reports.trend(new TrendQuery(
                AppId.DEFAULT, null, Period.allTime(), CalendarInterval.MONTH, ZoneOffset.UTC, DayOfWeek.MONDAY));
        assertThat(months.points().get(0).start().toLocalDate())
                .isEqualTo(LocalDate.parse(expected.get("first").stringValue().substring(0, 7) + "-01"));
        assertThat(months.points().stream().mapToLong(TrendReport.Point::count).sum())
                .isEqualTo(expected.get("events").longValue());
    }

    private static Map<String, List<Long>> counts(JsonNode expected) {
        Map<String, List<Long>> counts = new TreeMap<>();
        expected.properties()
                .forEach(event -> counts.put(
                        event.getKey(),
                        values(event.getValue()).stream()
                                .map(JsonNode::longValue)
                                .toList()));
        return counts;
    }

    private static Period period(JsonNode expected) {
        String from = text(expected, "from");
        String to = text(expected, "to");
        return new Period(from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to));
    }

    private static Duration timeout(JsonNode expected) {
        return Duration.ofMinutes(expected.get("timeout_minutes").longValue());
    }

    private static String text(JsonNode expected, String key) {
        return expected.path(key).isString() ? expected.get(key).stringValue() : null;
    }

    private static List<JsonNode> values(JsonNode array) {
        List<JsonNode> values = new ArrayList<>();
        array.forEach(values::add);
        return values;
    }

    private static List<List<Object>> rows(JsonNode array) {
        return values(array).stream()
                .map(row -> values(row).stream()
                        .map(value -> value.isString() ? (Object) value.stringValue() : value.longValue())
                        .toList())
                .toList();
    }

    private static List<List<Object>> labels(List<SessionReport.LabelCount> labels) {
        return labels.stream()
                .map(label -> List.<Object>of(label.label(), label.sessions()))
                .toList();
    }

    private static BigDecimal rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private static Map<String, Object> header(JsonNode expected) {
        Map<String, Object> header = new LinkedHashMap<>();
        expected.properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                header.put(entry.getKey(), entry.getValue());
            }
        });
        return header;
    }
}
