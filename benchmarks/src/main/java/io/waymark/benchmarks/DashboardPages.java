/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long the dashboard takes for a page with everything that the page then loads by itself, over 90 days, in an
 * application with default settings: the first time that it is asked for, when properties that it asks for may have no
 * columns; once these are made, when an event has come since the last time; and the first time after the application has
 * been started again.
 */
final class DashboardPages {

    /** What a part that is loaded by itself says of its address. */
    private static final Pattern LATER = Pattern.compile("hx-get=\"([^\"]+)\" hx-trigger=\"load\"");

    private static final String OPEN = "--analytics.ui.access=open";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String host;
    private final AnalyticsDatabase database;

    private DashboardPages(AnalyticsDatabase database, int port) {
        this.database = database;
        this.host = "http://localhost:" + port;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the number of events, 1,000,000 unless given, and the number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        Workload workload = new Workload(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (BenchmarkDatabase server = BenchmarkDatabase.start(6)) {
            AnalyticsDatabase database = new WaymarkSchema(server.dataSource()).database();
            ChunkFigures.load(database, workload);
            database.sql("vacuum analyze {schema}.event").update();
            long funnel = new Funnels(database, Clock.systemUTC())
                    .save(
                            AppId.DEFAULT,
                            "Sign-up",
                            FunnelDefinition.of(ReportQuestions.SIGN_UP.toArray(String[]::new))
                                    .build(),
                            "benchmark")
                    .id();
            new Segments(database, new EventNames(database), Clock.systemUTC())
                    .save(
                            AppId.DEFAULT,
                            "buyers",
                            "Buyers",
                            SegmentRule.and(SegmentRule.did("add_to_cart"), SegmentRule.did("purchase")),
                            "benchmark");
            Map<String, String> pages = pages(funnel);
            Map<String, Double> first;
            Map<String, Double> then;
            try (HostProcess app = HostProcess.start(server, OPEN)) {
                DashboardPages dashboard = new DashboardPages(database, app.port());
                first = dashboard.measure(pages);
                dashboard.awaitColumns();
                then = dashboard.medians(pages, rounds);
                dashboard.awaitSessions();
            }
            try (HostProcess again = HostProcess.start(server, OPEN)) {
                print(first, new DashboardPages(database, again.port()).measure(pages), then);
            }
        }
        System.exit(0);
    }

    private static void print(Map<String, Double> first, Map<String, Double> again, Map<String, Double> then) {
        System.out.printf("%n| page | first, ms | first after a restart, ms | then, ms |%n|---|---:|---:|---:|%n");
        first.forEach((page, millis) -> System.out.printf(
                Locale.ROOT, "| %s | %.0f | %.0f | %.0f |%n", page, millis, again.get(page), then.get(page)));
    }

    private static Map<String, String> pages(long funnel) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "");
        pages.put("web", "/web");
        pages.put("trends", "/trends?event=$pageview");
        pages.put("trends of a number", "/trends?event=purchase&measure=median&property=price");
        pages.put("funnels", "/funnels");
        pages.put("a funnel", "/funnels/" + funnel);
        pages.put("retention", "/retention");
        pages.put("lifecycle", "/lifecycle");
        pages.put("stickiness", "/stickiness");
        pages.put("journeys", "/journeys");
        pages.put("events", "/events");
        pages.put("an event", "/event?name=$pageview");
        pages.put("segments", "/segments");
        pages.put("a segment", "/segment?key=buyers");
        pages.put("people", "/people");
        pages.put("overview of a segment", "?segment=buyers");
        return pages;
    }

    private Map<String, Double> measure(Map<String, String> pages) throws IOException, InterruptedException {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            record();
            millis.put(page.getKey(), millis(page.getValue()));
        }
        return millis;
    }

    private Map<String, Double> medians(Map<String, String> pages, int rounds)
            throws IOException, InterruptedException {
        List<Map<String, Double>> measured = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            measured.add(measure(pages));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String page : pages.keySet()) {
            medians.put(
                    page,
                    measured.stream()
                            .map(round -> round.getOrDefault(page, 0.0))
                            .sorted()
                            .toList()
                            .get(rounds / 2));
        }
        return medians;
    }

    /** Until the application makes no more of them. */
    private void awaitColumns() throws InterruptedException {
        long before;
        long columns = columns();
        do {
            before = columns;
            TimeUnit.MINUTES.sleep(1);
            columns = columns();
        } while (columns > before);
    }

    /** Until the application has summed up the sessions of all days but the one under way. */
    private void awaitSessions() throws InterruptedException {
        while (number("select count(*) from {schema}.chunk_people where sessions is null") > 0) {
            TimeUnit.SECONDS.sleep(10);
        }
    }

    private long columns() {
        return number("select count(*) from {schema}.chunk_column");
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** An event that every answer has to take in. */
    private void record() throws IOException, InterruptedException {
        String event = "{\"eventName\":\"$pageview\",\"userId\":\"user-1\",\"properties\":{\"$pathname\":\"/p/1\"}}";
        send(HttpRequest.newBuilder(URI.create(host + HttpHost.WAYMARK))
                .header("X-Api-Key", HttpHost.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event)));
    }

    private double millis(String page) throws IOException, InterruptedException {
        LocalDate first = LocalDate.ofInstant(Workload.START, ZoneOffset.UTC);
        String range = "from=" + first + "&to=" + first.plusDays(Workload.DAYS - 1L);
        Deque<String> addresses = new ArrayDeque<>();
        addresses.add("/analytics" + page + (page.contains("?") ? "&" : "?") + range);
        long start = System.nanoTime();
        while (!addresses.isEmpty()) {
            Matcher later = LATER.matcher(send(HttpRequest.newBuilder(URI.create(host + addresses.remove()))));
            while (later.find()) {
                addresses.add(later.group(1).replace("&amp;", "&"));
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " of " + answer.uri() + ": " + answer.body());
        }
        return answer.body();
    }
}
