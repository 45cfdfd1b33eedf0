/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.ui.view.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a funnel's report as files. */
final class FunnelCsv {

    /** The parts that can be had alone. */
    static final Set<String> PARTS = Set.of("result", "trend", "times", "breakdown");

    private FunnelCsv() {}

    static Csv of(String part, FunnelAnswer answer) {
        return switch (part) {
            case "trend" -> trend(answer.report());
            case "times" -> times(answer.report());
            case "breakdown" -> breakdown(answer.report());
            default -> steps(answer.report());
        };
    }

    private static Csv steps(FunnelReport report) {
        Csv csv = new Csv(
                "step",
                "event",
                "people",
                "percent_of_first",
                "percent_of_previous",
                "dropped_off",
                "median_seconds_from_previous",
                "average_seconds_from_previous");
        report.steps()
                .forEach(step -> csv.row(
                        step.step(),
                        step.event(),
                        step.users(),
                        step.conversionFromStart(),
                        step.conversionFromPrev(),
                        step.dropOff(),
                        step.medianSecondsFromPrev(),
                        step.averageSecondsFromPrev()));
        return csv;
    }

    private static Csv trend(FunnelReport report) {
        Csv csv = new Csv("start", "days", "entered", "converted", "complete");
        report.trend()
                .forEach(point ->
                        csv.row(point.start(), point.days(), point.entered(), point.converted(), point.complete()));
        return csv;
    }

    private static Csv times(FunnelReport report) {
        Csv csv = new Csv("from_seconds", "to_seconds", "people");
        report.timeToConvert().forEach(bin -> csv.row(bin.fromSeconds(), bin.toSeconds(), bin.users()));
        return csv;
    }

    private static Csv breakdown(FunnelReport report) {
        List<@Nullable Object> head = new ArrayList<>();
        head.add("value");
        report.steps().forEach(step -> head.add(step.step() + " " + step.event()));
        Csv csv = new Csv();
        csv.row(head);
        for (FunnelReport.Group group : report.breakdown()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(group.value());
            group.steps().forEach(step -> row.add(step.users()));
            csv.row(row);
        }
        return csv;
    }
}
