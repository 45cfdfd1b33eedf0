/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.ReferenceData;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.enrich.ContextEnricher;
import io.waymark.analytics.enrich.ContextProperties;
import io.waymark.analytics.enrich.EnrichSettings;
import io.waymark.analytics.enrich.PrivacyEnricher;
import io.waymark.analytics.enrich.PrivacySettings;
import io.waymark.analytics.enrich.Unwanted;
import io.waymark.analytics.enrich.agent.UapUserAgents;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.place.Countries;
import io.waymark.analytics.enrich.source.Referrer;
import io.waymark.analytics.enrich.source.ReferrerKind;
import io.waymark.analytics.enrich.source.Referrers;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.imports.format.AccessLogFormat;
import io.waymark.analytics.imports.format.AccessLogOptions;
import io.waymark.analytics.imports.format.CsvFormat;
import io.waymark.analytics.imports.format.LogVisitors;
import io.waymark.analytics.journey.JourneyQuery;
import io.waymark.analytics.journey.JourneyReport;
import io.waymark.analytics.journey.JourneyReports;
import io.waymark.analytics.reference.AnsweringColumns;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import io.waymark.analytics.trend.TrendQuery;
import io.waymark.analytics.trend.TrendReport;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.analytics.webstats.SessionQuery;
import io.waymark.analytics.webstats.SessionReport;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebQuery;
import io.waymark.analytics.webstats.WebReports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Imports every access log of the reference data, and compares the reports with what is expected of it. */
class WebLogImportReferenceIT {

    private static final Pattern REFERRER = Pattern.compile("\"([^\"]*)\" \"[^\"]*\"$");

    static List<Path> logs() throws IOException {
        return ReferenceData.files("weblogs", "*.gz").stream()
                .filter(log -> REFERRER.matcher(lines(log).get(0)).find())
                .toList();
    }

    static List<Path> pageViews() throws IOException {
        return ReferenceData.files("expected", "weblog_*.json").stream()
                .map(WebLogImportReferenceIT::pageViewsOf)
                .filter(Files::exists)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void reportsOfAnAccessLog(Path log) {
        JsonNode expected = expected(log.getFileName().toString().replace(".gz", ""));
        String host = ownHost(lines(log));
        AnalyticsDatabase database = TestDatabase.migrated();

        ImportRun run = run(
                database,
                host,
                log,
                new AccessLogFormat(new AccessLogOptions(List.of(host), LogVisitors.hashed(""), Bots.listed())));

        assertThat(run.state()).isEqualTo(ImportState.FINISHED);
        assertThat(run.lines() - run.rejected())
                .isEqualTo(expected.get("lines_parsed").longValue());
        assertThat(run.errors().stream().map(ImportError::line).toList())
                .isEqualTo(values(expected.get("unparsable_line_numbers")).stream()
                        .map(JsonNode::longValue)
                        .limit(ImportRun.MAX_ERRORS)
                        .toList());
        assertThat(run.rejected())
                .isEqualTo(expected.get("unparsable_line_numbers").size());
        assertThat(run.dropped().getOrDefault(Unwanted.BOT, 0L))
                .isEqualTo(expected.get("bot_requests").longValue());
        assertThat(run.recorded())
                .isEqualTo(expected.get("page_views_without_bots").longValue());
        assertSources(database, host, expected);
        assertPages(database, null, expected);
        assertFigures(database, null, StandardProperties.PATH, expected);
        try (AnsweringColumns columns = AnsweringColumns.of(database)) {
            columns.answer(engine -> assertPages(database, engine, expected));
            assertFiguresOfColumns(database, columns, StandardProperties.PATH, expected);
        }
        assertThat(run(database, host, log, new AccessLogFormat(AccessLogOptions.of(Bots.listed(), List.of(host))))
                        .recorded())
                .isEqualTo(run.recorded());
        assertThat(count(database, "true")).isEqualTo(run.recorded());
    }

    @ParameterizedTest
    @MethodSource("logs")
    void pageViewsOfBots(Path log) {
        JsonNode expected = expected(log.getFileName().toString().replace(".gz", ""));
        String host = ownHost(lines(log));
        AnalyticsDatabase database = TestDatabase.migrated();

        run(
                database,
                host,
                log,
                new AccessLogFormat(new AccessLogOptions(List.of(host), LogVisitors.hashed(""), null)));

        assertThat(count(database, "properties ->> '$bot' <> '" + Unwanted.REFERRER_SPAM + "'"))
                .isEqualTo(expected.get("page_views_by_bots").longValue());
        assertThat(count(database, "true"))
                .isEqualTo(expected.get("page_views_by_bots").longValue()
                        + expected.get("page_views_without_bots").longValue());
    }

    @ParameterizedTest
    @MethodSource("pageViews")
    void reportsOfPageViewsAsCsv(Path csv) {
        JsonNode expected = expected(csv.getFileName().toString().replace("_pageviews.csv.gz", ""));
        AnalyticsDatabase database = TestDatabase.migrated();

        ImportRun run = run(database, "", csv, new CsvFormat());

        assertThat(run.rejected()).isZero();
        assertThat(run.recorded())
                .isEqualTo(expected.get("page_views_without_bots").longValue());
        assertFigures(database, null, "path", expected);
        try (AnsweringColumns columns = AnsweringColumns.of(database)) {
            assertFiguresOfColumns(database, columns, "path", expected);
        }
    }

    private static ImportRun run(AnalyticsDatabase database, String host, Path file, ImportFormat format) {
        Referrers referrers = new Referrers(host.isEmpty() ? Set.of() : Set.of(host));
        EnrichSettings keepBots = new EnrichSettings() {
            @Override
            public boolean keepBots() {
                return true;
            }
        };
        ContextProperties context = new ContextProperties(
                new UapUserAgents(), Countries.NONE, referrers, IngestSettings.DEFAULT_MAX_PROPERTIES);
        IngestPipeline ingest = new IngestPipeline(
                database,
                new WithoutSpool() {},
                IngestExtensions.NONE.enrichers(
                        new ContextEnricher(Bots.listed(), context, keepBots),
                        new PrivacyEnricher(new PrivacySettings() {})),
                Clock.systemUTC());
        ingest.start();
        try {
            return new Imports(database, ingest, Clock.systemUTC())
                    .run(AppId.DEFAULT, ImportSource.of(file), format, ImportListener.NONE);
        } finally {
            ingest.stop();
        }
    }

    private static void assertSources(AnalyticsDatabase database, String host, JsonNode expected) {
        Referrers referrers = new Referrers(Set.of(host));
        Map<String, Long> sources = new TreeMap<>();
        Map<ReferrerKind, Map<String, Long>> names = new HashMap<>();
        Map<String, Long> external = new TreeMap<>();
        database.sql(
                        "select properties ->> '$referring_domain' as domain, count(*) as views from {schema}.event group by 1")
                .query(row -> {
                    String domain = row.getString("domain");
                    long views = row.getLong("views");
                    Referrer referrer = referrers.classify(domain == null ? null : "http://" + domain + "/", null);
                    sources.merge(source(referrer.kind()), views, Long::sum);
                    names.computeIfAbsent(referrer.kind(), none -> new TreeMap<>())
                            .merge(String.valueOf(referrer.name()), views, Long::sum);
                    if (domain != null && referrer.kind() != ReferrerKind.INTERNAL) {
                        external.merge(domain, views, Long::sum);
                    }
                });
        assertThat(sources).isEqualTo(counts(expected.get("page_views_by_source")));
        assertThat(names.getOrDefault(ReferrerKind.SEARCH, Map.of())).isEqualTo(counts(expected.get("search_engines")));
        assertThat(names.getOrDefault(ReferrerKind.SOCIAL, Map.of()))
                .isEqualTo(counts(expected.get("social_networks")));
        JsonNode hosts = expected.get("top_external_referrer_hosts");
        assertThat(external.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(hosts.size())
                        .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                        .toList())
                .isEqualTo(rows(hosts));
    }

    private static void assertPages(AnalyticsDatabase database, @Nullable ColumnEngine columns, JsonNode expected) {
        JsonNode pages = expected.get("top_pages_without_bots");
        assertThat(new WebReports(database, new EventNames(database), columns, Clock.systemUTC())
                        .pages(new WebQuery(AppId.DEFAULT, Period.allTime(), Math.max(1, pages.size()))).rows().stream()
                                .map(page -> List.<Object>of(page.page(), page.views()))
                                .toList())
                .isEqualTo(rows(pages));
        assertThat(count(database, "properties ->> '" + StandardProperties.PATH + "' is null"))
                .isZero();
    }

    private static void assertFigures(
            AnalyticsDatabase database, @Nullable ColumnEngine columns, String label, JsonNode expected) {
        assertDays(database, columns, expected);
        assertAllSessions(database, columns, label, expected);
        assertPaths(database, columns, label, expected.get("paths"));
    }

    private static void assertFiguresOfColumns(
            AnalyticsDatabase database, AnsweringColumns columns, String label, JsonNode expected) {
        columns.answer(engine -> assertDays(database, engine, expected));
        columns.answer(engine -> assertAllSessions(database, engine, label, expected));
        columns.answer(engine -> assertPaths(database, engine, label, expected.get("paths")));
    }

    private static void assertDays(AnalyticsDatabase database, @Nullable ColumnEngine columns, JsonNode expected) {
        EventNames names = new EventNames(database);
        String event = names.all(AppId.DEFAULT).keySet().iterator().next();
        TrendReport days = new TrendReports(database, names, columns, Clock.systemUTC())
                .trend(new TrendQuery(
                        AppId.DEFAULT,
                        event,
                        Period.allTime(),
                        CalendarInterval.DAY,
                        ZoneOffset.UTC,
                        DayOfWeek.MONDAY));
        Map<String, List<Object>> perDay = new TreeMap<>();
        days.points().stream()
                .filter(point -> point.count() > 0)
                .forEach(point ->
                        perDay.put(point.start().toLocalDate().toString(), List.of(point.users(), point.count())));
        Map<String, List<Object>> expectedDays = new TreeMap<>();
        expected.get("visitors_and_page_views_per_day")
                .properties()
                .forEach(day -> expectedDays.put(
                        day.getKey(), rows(List.of(day.getValue())).get(0)));
        assertThat(perDay).isEqualTo(expectedDays);
    }

    private static void assertAllSessions(
            AnalyticsDatabase database, @Nullable ColumnEngine columns, String label, JsonNode expected) {
        values(expected.get("sessions"))
                .forEach(sessions -> assertSessions(database, columns, label, sessions, expected));
    }

    private static void assertSessions(
            AnalyticsDatabase database,
            @Nullable ColumnEngine columns,
            String label,
            JsonNode expected,
            JsonNode weblog) {
        JsonNode entries = expected.get("top_entry");
        JsonNode exits = expected.get("top_exit");
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, Clock.systemUTC());
        SessionReport report = new SessionReports(database, names, segments, columns)
                .report(SessionQuery.of(AppId.DEFAULT, Period.allTime(), ZoneOffset.UTC)
                        .sessionGap(timeout(expected))
                        .labelProperty(label)
                        .limit(Math.max(1, Math.max(entries.size(), exits.size()))));
        Map<String, Long> counts = Map.of(
                "sessions", report.sessions(),
                "users", report.users(),
                "events", report.events(),
                "single_event_sessions", report.bounces());
        counts.forEach((key, value) ->
                assertThat(value).as(key).isEqualTo(expected.get(key).longValue()));
        assertThat(report.users()).isEqualTo(weblog.get("visitors_without_bots").longValue());
        Map<String, Double> rates = Map.of(
                "bounce_rate_percent", report.bounceRate(),
                "mean_duration_seconds", report.averageDurationSeconds(),
                "median_duration_seconds", report.medianDurationSeconds(),
                "mean_duration_seconds_of_sessions_with_2_or_more_events",
                        report.averageDurationSecondsOfSeveralEvents());
        rates.forEach((key, rate) -> assertThat(rounded(rate, 4))
                .as(key)
                .isEqualByComparingTo(rounded(expected.get(key).doubleValue(), 4)));
        assertThat(rounded(report.averageEvents(), 6))
                .isEqualByComparingTo(
                        rounded(expected.get("mean_events_per_session").doubleValue(), 6));
        assertThat(labels(report.entries(), entries.size())).isEqualTo(rows(entries));
        assertThat(labels(report.exits(), exits.size())).isEqualTo(rows(exits));
        Map<String, Long> days = new TreeMap<>();
        report.perStartDay().forEach(day -> days.put(day.day().toString(), day.sessions()));
        assertThat(days).isEqualTo(counts(expected.get("sessions_per_start_day")));
    }

    private static void assertPaths(
            AnalyticsDatabase database, @Nullable ColumnEngine columns, String label, JsonNode expected) {
        JsonNode transitions = expected.get("top_transitions_[from,to,count,users]");
        JsonNode paths = expected.get("first_4_collapsed_events_top");
        EventNames names = new EventNames(database);
        JourneyReport report = new JourneyReports(
                        database, names, new Segments(database, names, Clock.systemUTC()), columns, Clock.systemUTC())
                .report(JourneyQuery.of(AppId.DEFAULT, Period.allTime())
                        .sessionGap(timeout(expected))
                        .labelProperty(label)
                        .limit(Math.max(1, Math.max(transitions.size(), paths.size()))));
        assertThat(report.total()).isEqualTo(expected.get("transitions_total").longValue());
        assertThat(report.distinct())
                .isEqualTo(expected.get("distinct_transitions").longValue());
        assertThat(report.transitions().stream()
                        .limit(transitions.size())
                        .map(edge -> List.<Object>of(edge.from(), edge.to(), edge.count(), edge.users()))
                        .toList())
                .isEqualTo(rows(transitions));
        assertThat(report.paths().stream()
                        .limit(paths.size())
                        .map(path -> List.<Object>of(String.join(" > ", path.steps()), path.count()))
                        .toList())
                .isEqualTo(rows(paths));
    }

    /** The reference knows fewer kinds. */
    private static String source(ReferrerKind kind) {
        return switch (kind) {
            case EMAIL, AI_ASSISTANT, REFERRAL -> "other";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The log does not name its host: most referrers are pages of it. */
    private static String ownHost(List<String> lines) {
        Map<String, Long> hosts = new HashMap<>();
        Referrers none = new Referrers(Set.of());
        for (String line : lines) {
            Matcher match = REFERRER.matcher(line);
            String name = match.find() ? none.classify(match.group(1), null).name() : null;
            if (name != null) {
                hosts.merge(name, 1L, Long::sum);
            }
        }
        return hosts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static JsonNode expected(String name) {
        return ReferenceData.json(ReferenceData.root().resolve("expected").resolve("weblog_" + name + ".json"));
    }

    private static Path pageViewsOf(Path expected) {
        String name = expected.getFileName().toString().replace("weblog_", "").replace(".json", "");
        return ReferenceData.root().resolve("events").resolve(name + "_pageviews.csv.gz");
    }

    private static long count(AnalyticsDatabase database, String condition) {
        return database.sql("select count(*) from {schema}.event where " + condition)
                .query(Long.class)
                .single();
    }

    private static Duration timeout(JsonNode expected) {
        return Duration.ofMinutes(expected.get("timeout_minutes").longValue());
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
        return counts;
    }

    private static List<JsonNode> values(JsonNode array) {
        List<JsonNode> values = new ArrayList<>();
        array.forEach(values::add);
        return values;
    }

    private static List<List<Object>> rows(Iterable<JsonNode> array) {
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode row : array) {
            rows.add(values(row).stream()
                    .map(value -> value.isString() ? (Object) value.stringValue() : value.longValue())
                    .toList());
        }
        return rows;
    }

    private static List<List<Object>> labels(List<SessionReport.LabelCount> labels, int limit) {
        return labels.stream()
                .limit(limit)
                .map(label -> List.<Object>of(label.label(), label.sessions()))
                .toList();
    }

    private static BigDecimal rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private static List<String> lines(Path log) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.ISO_8859_1))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
