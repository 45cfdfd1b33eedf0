/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures events sent over HTTP, which have just happened, to an application that stores them the way teams write by hand,
 * one JPA insert a request, and to one that has the product. Both run side by side on one database, take turns, and answer when
 * the events are committed. Clients share the machine with them.
 */
final class HttpIngestComparison {

    private static final int CONNECTIONS = 64;
    private static final int BATCH = 100;

    /** Rounds that do not count: so long it takes until the compiler of the virtual machine is through with both ways. */
    private static final int WARM_UP = 12;

    /** The same of single events only, which are so few a round. */
    private static final int WARM_UP_OF_SINGLES = 40;

    private final BenchmarkDatabase database;
    private final int classic;
    private final int waymark;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private HttpIngestComparison(BenchmarkDatabase database, int classic, int waymark) {
        this.database = database;
        this.classic = classic;
        this.waymark = waymark;
    }

    private record Sample(double eventsPerSecond, double medianMillis, double p99Millis) {}

    /**
     * Runs the comparison.
     *
     * @param arguments the number of single events, 20,000 unless given (batches carry five times as many), and the
     *     number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int singles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Workload.Fact> facts = new ArrayList<>();
        new Workload(singles * 5).forEach(facts::add);
        try (BenchmarkDatabase database = BenchmarkDatabase.start(2)) {
            new ClassicSchema(database.dataSource()).create();
            try (HostProcess classic = HostProcess.start(database, "--analytics.enabled=false");
                    HostProcess waymark = HostProcess.start(database)) {
                HttpIngestComparison comparison = new HttpIngestComparison(database, classic.port(), waymark.port());
                for (int round = 0; round < WARM_UP_OF_SINGLES; round++) {
                    comparison.singles(facts.subList(0, singles), false);
                }
                for (int round = -WARM_UP; round < rounds; round++) {
                    comparison.singles(facts.subList(0, singles), round >= 0);
                    comparison.batches(facts, round >= 0);
                }
                comparison.print(rounds);
            }
        }
        System.exit(0);
    }

    private void singles(List<Workload.Fact> facts, boolean counts) throws Exception {
        measure("one JPA insert per request", classic, singles(HttpHost.CLASSIC, facts), 1, counts);
        measure("Waymark, one event per request", waymark, singles(HttpHost.WAYMARK, facts), 1, counts);
    }

    private void batches(List<Workload.Fact> facts, boolean counts) throws Exception {
        measure(
                "JPA, saveAll of " + BATCH + " per request",
                classic,
                batches(HttpHost.CLASSIC_BATCH, facts),
                BATCH,
                counts);
        measure(
                "Waymark, " + BATCH + " events per request",
                waymark,
                batches(HttpHost.WAYMARK_BATCH, facts),
                BATCH,
                counts);
    }

    private void measure(String way, int port, List<byte[]> requests, int size, boolean counts) throws Exception {
        JdbcClient.create(database.dataSource())
                .sql("truncate classic_event, analytics.event, analytics.dirty")
                .update();
        long start = System.nanoTime();
        long[] nanos = HttpClients.sendAll(port, CONNECTIONS, requests);
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        Sample sample = new Sample(
                requests.size() * size / seconds, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
        if (counts) {
            samples.computeIfAbsent(way, name -> new ArrayList<>()).add(sample);
        }
    }

    private void print(int rounds) {
        System.out.printf(Locale.ROOT, "%n%d connections, %d rounds, medians%n%n", CONNECTIONS, rounds);
        System.out.println("| way | events per second | times the first | median, ms | 99th percentile, ms |");
        System.out.println("|---|---:|---:|---:|---:|");
        double first = 0;
        for (Map.Entry<String, List<Sample>> way : samples.entrySet()) {
            double perSecond = median(way.getValue(), Sample::eventsPerSecond);
            first = first == 0 ? perSecond : first;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.1f | %.1f |%n",
                    way.getKey(),
                    perSecond,
                    perSecond / first,
                    median(way.getValue(), Sample::medianMillis),
                    median(way.getValue(), Sample::p99Millis));
        }
    }

    private static double median(List<Sample> samples, java.util.function.ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static List<byte[]> singles(String path, List<Workload.Fact> facts) {
        String now = now();
        return facts.stream()
                .map(fact -> HttpConnection.post(path, json(fact, now)))
                .toList();
    }

    private static List<byte[]> batches(String path, List<Workload.Fact> facts) {
        String now = now();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < facts.size(); i += BATCH) {
            requests.add(HttpConnection.post(
                    path,
                    facts.subList(i, Math.min(i + BATCH, facts.size())).stream()
                            .map(fact -> json(fact, now))
                            .collect(Collectors.joining(",", "{\"events\":[", "]}"))));
        }
        return requests;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String json(Workload.Fact fact, String now) {
        return "{\"eventId\":\"" + fact.id() + "\",\"eventName\":\"" + fact.name() + "\",\"userId\":\""
                + fact.distinctId() + "\",\"timestamp\":\"" + now + "\",\"properties\":" + fact.properties() + "}";
    }
}
