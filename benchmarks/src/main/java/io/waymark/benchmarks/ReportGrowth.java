/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/** Measures how reports over all days grow with events, people and days: with one of these while the others stay. */
final class ReportGrowth {

    private static final int ROUNDS = 5;
    private static final int EVENTS = 5_000_000;

    private static final Map<String, BiFunction<WaymarkAnswers, Period, long[]>> REPORTS = new LinkedHashMap<>();

    static {
        REPORTS.put("funnel", (answers, period) -> answers.funnel());
        REPORTS.put("overview", WaymarkAnswers::overview);
        REPORTS.put("day, week, month", WaymarkAnswers::active);
        REPORTS.put("pages", WaymarkAnswers::pages);
        REPORTS.put("visits", WaymarkAnswers::visits);
    }

    private ReportGrowth() {}

    private record Shape(int events, int people, int days) {}

    /**
     * Runs the measurement.
     *
     * @param arguments the largest number of events, 20,000,000 unless given; the rest shrinks with it
     */
    public static void main(String[] arguments) throws Exception {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000_000;
        int events = Math.min(EVENTS, most / 4);
        series(
                "events",
                List.of(most / 20, most / 4, most / 2, most).stream()
                        .map(count -> new Shape(count, Workload.PEOPLE, Workload.DAYS))
                        .toList());
        series(
                "people",
                List.of(20_000, Workload.PEOPLE, 1_000_000).stream()
                        .map(people -> new Shape(events, people, Workload.DAYS))
                        .toList());
        series(
                "days",
                List.of(30, Workload.DAYS, 360).stream()
                        .map(days -> new Shape(events, Workload.PEOPLE, days))
                        .toList());
        System.exit(0);
    }

    private static void series(String what, List<Shape> shapes) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Shape shape : shapes) {
            rows.add(row(shape));
        }
        System.out.printf("%nWith more %s; cold / warm, medians of %d in ms%n%n", what, ROUNDS);
        System.out.println("| events | people | days | " + String.join(" | ", REPORTS.keySet()) + " |");
        System.out.println("|---:|---:|---:|" + "---:|".repeat(REPORTS.size()));
        rows.forEach(System.out::println);
    }

    private static String row(Shape shape) throws IOException {
        Workload workload = new Workload(shape.events(), shape.people(), shape.days());
        try (BenchmarkDatabase server = BenchmarkDatabase.start(6)) {
            AnalyticsDatabase database = new WaymarkSchema(server.dataSource()).database();
            ChunkFigures.load(database, workload);
            WaymarkAnswers warm = WaymarkAnswers.columns(database, 1L << 30);
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ROOT, "| %,d | %,d | %d |", shape.events(), shape.people(), shape.days()));
            for (BiFunction<WaymarkAnswers, Period, long[]> report : REPORTS.values()) {
                row.append(String.format(
                        Locale.ROOT,
                        " %.0f / %.0f |",
                        median(() -> report.apply(WaymarkAnswers.columns(database, 0), workload.period())),
                        median(() -> report.apply(warm, workload.period()))));
            }
            return row.toString();
        }
    }

    private static double median(Runnable report) {
        report.run();
        return LongStream.range(0, ROUNDS)
                        .map(round -> {
                            long start = System.nanoTime();
                            report.run();
                            return System.nanoTime() - start;
                        })
                        .sorted()
                        .skip(ROUNDS / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
