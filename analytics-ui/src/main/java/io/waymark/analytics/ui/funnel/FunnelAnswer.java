/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A funnel's report, ready to be shown.
 *
 * @param definition what was asked
 * @param report the answer
 * @param change of the conversion against the period before; null for none
 * @param millis how long it took
 */
public record FunnelAnswer(
        FunnelDefinition definition,
        FunnelReport report,
        @Nullable Delta change,
        long millis) {

    /**
     * Whose attempts a funnel counts: its own segment's, and among those the ones of the segment that is looked at.
     *
     * @param ui words, and the segment that is looked at
     * @param definition the funnel
     * @return a sentence; empty for everybody
     */
    public static String whose(Ui ui, FunnelDefinition definition) {
        String own = definition.segment();
        String asked = ui.question().segment();
        if (own == null || own.equals(asked)) {
            return asked == null ? "" : ui.t("funnel.whose", ui.segmentName(asked));
        }
        return asked == null
                ? ui.t("funnel.whose", ui.segmentName(own))
                : ui.t("funnel.whose.both", ui.segmentName(own), ui.segmentName(asked));
    }

    /**
     * The address of the people of a group who reached a step.
     *
     * @param ui the funnel's page
     * @param group the group of the breakdown
     * @param step the step, from 1
     * @return the address of their list
     */
    public static String people(Ui ui, FunnelReport.Group group, int step) {
        return FunnelPeoplePage.reached(ui, step, group.kind(), group.value());
    }

    /**
     * The address of the people who took the time of a column of the histogram.
     *
     * @param ui the funnel's page
     * @param column the column
     * @return the address of their list
     */
    public String people(Ui ui, FunnelReport.Bin column) {
        return FunnelPeoplePage.took(ui, last().step(), column);
    }

    /**
     * The address of the people of a point of the trend who reached a step.
     *
     * @param ui the funnel's page
     * @param point the point
     * @param step the step, from 1
     * @return the address of their list
     */
    public static String people(Ui ui, FunnelReport.TrendPoint point, int step) {
        return FunnelPeoplePage.entered(ui, step, point);
    }

    /** {@return people who entered} */
    public long entered() {
        return report.steps().get(0).users();
    }

    /** {@return the last step} */
    public FunnelReport.Step last() {
        return report.steps().get(report.steps().size() - 1);
    }

    /** {@return whether nobody entered} */
    public boolean isEmpty() {
        return entered() == 0;
    }

    /**
     * How good a share of the previous step is.
     *
     * @param percent the share
     * @return 4 for at least 90 per cent, 3 for 75, 2 for 50, else 1
     */
    public static int grade(double percent) {
        if (percent >= 90) {
            return 4;
        }
        if (percent >= 75) {
            return 3;
        }
        return percent >= 50 ? 2 : 1;
    }

    /** {@return the number of the step after which most people were lost; 0 if nobody was} */
    public int largestDrop() {
        int worst = 0;
        long most = 0;
        for (FunnelReport.Step step : report.steps()) {
            if (step.dropOff() > most) {
                most = step.dropOff();
                worst = step.step();
            }
        }
        return worst;
    }

    /**
     * The chart of conversion by day or week of entry.
     *
     * @param ui words and formats
     * @return its data
     */
    public Json trend(Ui ui) {
        List<String> days = new ArrayList<>();
        List<@Nullable Double> values = new ArrayList<>();
        Integer open = null;
        LocalDate next = null;
        for (FunnelReport.TrendPoint point : report.trend()) {
            for (; next != null && next.isBefore(point.start()); next = next.plusDays(point.days())) {
                days.add(next.toString());
                values.add(null);
            }
            if (!point.complete() && open == null) {
                open = values.size();
            }
            days.add(point.start().toString());
            values.add(conversion(point));
            next = point.start().plusDays(point.days());
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "trend");
        data.put("name", ui.t("funnel.conversion"));
        data.put("noun", ui.t("funnel.converted.noun"));
        data.put("unit", "percent");
        data.put("days", days);
        data.put("values", values);
        if (open != null) {
            data.put("openFrom", open);
        }
        data.put("min", 0);
        data.put("top", 14);
        return new Json(data);
    }

    /**
     * The share of a day's people who converted.
     *
     * @param point the day
     * @return in per cent, with one decimal
     */
    public static double conversion(FunnelReport.TrendPoint point) {
        return point.entered() == 0 ? 0 : Math.round(point.converted() * 1_000.0 / point.entered()) / 10.0;
    }

    /**
     * The histogram of times to convert.
     *
     * @param ui words and formats
     * @return its data
     */
    public Json times(Ui ui) {
        List<String> labels =
                report.timeToConvert().stream().map(FunnelAnswer::label).toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "histogram");
        data.put("noun", ui.t("noun.people"));
        data.put("labels", labels);
        data.put(
                "values",
                report.timeToConvert().stream().map(FunnelReport.Bin::users).toList());
        Double median = report.medianSeconds();
        if (median != null) {
            for (FunnelReport.Bin bin : report.timeToConvert()) {
                if (median >= bin.fromSeconds() && median <= bin.toSeconds()) {
                    data.put("median", label(bin));
                    data.put("medianLabel", ui.t("funnel.median", ui.format().duration(median)));
                }
            }
        }
        return new Json(data);
    }

    /**
     * The name of a column of the histogram.
     *
     * @param bin the column
     * @return for example {@code 10–20 min}
     */
    public static String label(FunnelReport.Bin bin) {
        double to = bin.toSeconds();
        String unit = to > 86_400 ? "d" : to > 3_600 ? "h" : to > 60 ? "min" : "s";
        double seconds = to > 86_400 ? 86_400 : to > 3_600 ? 3_600 : to > 60 ? 60 : 1;
        String from = short1(bin.fromSeconds() / seconds);
        return bin.fromSeconds() == 0
                ? "<" + short1(to / seconds) + " " + unit
                : from + "–" + short1(to / seconds) + " " + unit;
    }

    private static String short1(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? (long) rounded + "" : rounded + "";
    }
}
