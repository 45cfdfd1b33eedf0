/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import com.segment.analytics.messages.TrackMessage;
import com.sun.net.httpserver.HttpServer;
import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.track.IngestAnalytics;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.write.IngestPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Measures how long a business thread is held up by tracking an event: the product beside the Java clients of Segment and
 * PostHog, which send to a server in the same process that accepts everything. Calls come one every 50 microseconds, as
 * nobody tracks in a loop, from a thread that has something to do in between, and from one that sleeps, which finds the
 * caches of the processor cold.
 */
final class EnqueueComparison {

    private static final long PAUSE_NANOS = 50_000;

    private EnqueueComparison() {}

    /**
     * Runs the comparison.
     *
     * @param arguments the number of events a round, 50,000 unless given, and the number of rounds, 5 unless given
     */
    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Map<String, Object>> properties = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            properties.add(Map.of("path", "/p/" + i % 500, "country", "DE", "price", i % 200));
        }
        HttpServer sink = sink();
        String address = "http://localhost:" + sink.getAddress().getPort();
        try (BenchmarkDatabase database = BenchmarkDatabase.start(4)) {
            IngestPipeline pipeline = new IngestPipeline(
                    new WaymarkSchema(database.dataSource()).database(),
                    new IngestSettings() {},
                    IngestExtensions.NONE,
                    Clock.systemUTC());
            pipeline.start();
            Analytics waymark = new IngestAnalytics(pipeline, AppId.DEFAULT, Delivery.ASYNC);
            com.segment.analytics.Analytics segment = com.segment.analytics.Analytics.builder("key")
                    .endpoint(address)
                    .build();
            PostHogInterface posthog = PostHog.with(new PostHogConfig.Builder("key")
                    .host(address)
                    .preloadFeatureFlags(false)
                    .remoteConfig(false)
                    .build());
            Map<String, Consumer<Map<String, Object>>> ways = new LinkedHashMap<>();
            ways.put(
                    "Segment, `enqueue`",
                    own -> segment.enqueue(
                            TrackMessage.builder("order_placed").userId("kim").properties(own)));
            ways.put(
                    "PostHog, `capture`",
                    own -> posthog.capture(
                            "kim",
                            "order_placed",
                            PostHogCaptureOptions.builder().properties(own).build()));
            ways.put("Waymark, `track`", own -> waymark.track("order_placed", "kim", own));
            measure("Busy between calls", EnqueueComparison::spin, ways, properties, rounds);
            measure("Asleep between calls", LockSupport::parkNanos, ways, properties, rounds);
            segment.shutdown();
            posthog.close();
            pipeline.stop();
        }
        sink.stop(0);
        System.exit(0);
    }

    private static void measure(
            String title,
            LongConsumer pause,
            Map<String, Consumer<Map<String, Object>>> ways,
            List<Map<String, Object>> properties,
            int rounds) {
        Map<String, List<long[]>> samples = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Consumer<Map<String, Object>>> way : ways.entrySet()) {
                long[] nanos = call(way.getValue(), properties, pause);
                if (round > 0) {
                    samples.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(nanos);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%s, %d events a round, %d rounds%n%n", title, properties.size(), rounds);
        System.out.println("| call | median, \u00b5s | 99th percentile, \u00b5s |");
        System.out.println("|---|---:|---:|");
        samples.forEach((way, nanos) -> System.out.printf(
                Locale.ROOT, "| %s | %.2f | %.1f |%n", way, percentile(nanos, 50), percentile(nanos, 99)));
    }

    private static long[] call(
            Consumer<Map<String, Object>> way, List<Map<String, Object>> properties, LongConsumer pause) {
        long[] nanos = new long[properties.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            way.accept(properties.get(i));
            nanos[i] = System.nanoTime() - start;
            for (long next = start + PAUSE_NANOS; System.nanoTime() < next; ) {
                pause.accept(next - System.nanoTime());
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void spin(long nanos) {
        Thread.onSpinWait();
    }

    /** The median of all rounds, in microseconds. */
    private static double percentile(List<long[]> rounds, int percent) {
        double[] sorted = rounds.stream()
                .mapToDouble(nanos -> nanos[nanos.length * percent / 100] / 1e3)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static HttpServer sink() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"success\":true,\"status\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
        return server;
    }
}
