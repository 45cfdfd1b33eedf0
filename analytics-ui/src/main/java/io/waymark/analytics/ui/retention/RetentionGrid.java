/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.retention;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.retention.RetentionReport;
import io.waymark.analytics.retention.RetentionReport.Cell;
import io.waymark.analytics.retention.RetentionReport.Cohort;
import io.waymark.analytics.ui.view.Delta;
import io.waymark.analytics.ui.view.Json;
import io.waymark.analytics.ui.view.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A retention report, ready to be shown.
 *
 * @param report the answer
 * @param before the answer about the period before; null without a comparison
 * @param form the question
 * @param picked the cell that is explained; null for none
 */
public record RetentionGrid(
        RetentionReport report,
        @Nullable RetentionReport before,
        RetentionForm form,
        @Nullable Picked picked) {

    private static final int STEPS = 9;
    private static final double LEAST = 8;
    private static final double MOST = 36;

    /**
     * A cell that is explained.
     *
     * @param cohort its row
     * @param number its column
     * @param cell its figures
     */
    public record Picked(Cohort cohort, int number, Cell cell) {}

    static RetentionGrid of(
            RetentionReport report,
            @Nullable RetentionReport before,
            RetentionForm form,
            Map<String, String> parameters) {
        String start = parameters.getOrDefault("cohort", "");
        String number = parameters.getOrDefault("cell", "");
        int column = number.matches("\\d{1,3}") ? Integer.parseInt(number) : -1;
        Picked picked = report.cohorts().stream()
                .filter(cohort -> cohort.start().toString().equals(start))
                .filter(cohort -> column > 0 && column < cohort.cells().size())
                .findFirst()
                .map(cohort -> new Picked(cohort, column, cohort.cells().get(column)))
                .orElse(null);
        return new RetentionGrid(report, before, form, picked);
    }

    /** {@return how many columns there are} */
    public int columns() {
        return report.cohorts().stream()
                .mapToInt(cohort -> cohort.cells().size())
                .max()
                .orElse(0);
    }

    /** {@return people in all cohorts} */
    public long people() {
        return people(report);
    }

    private static long people(RetentionReport report) {
        return report.cohorts().stream().mapToLong(Cohort::users).sum();
    }

    /** {@return how the number of people in all cohorts changed; null without a comparison} */
    public @Nullable Delta peopleDelta() {
        return before == null ? null : Delta.of(people(), people(before), false);
    }

    /**
     * How the average of a period changed.
     *
     * @param number the number of the period
     * @return the change; null for none
     */
    public @Nullable Delta delta(int number) {
        Double now = percent(report, number);
        Double then = before == null ? null : percent(before, number);
        return now == null || then == null ? null : Delta.of(now, then, false);
    }

    /**
     * The average of a period in the time before.
     *
     * @param number the number of the period
     * @return per cent; null for none
     */
    public @Nullable Double before(int number) {
        return before == null ? null : percent(before, number);
    }

    /** {@return whether anybody started in the period before, so that there is something to compare with} */
    public boolean compared() {
        return before(1) != null;
    }

    private static @Nullable Double percent(RetentionReport report, int number) {
        return number < report.average().size() ? report.average().get(number).percent() : null;
    }

    /** {@return whether any figure is a lower bound, since events have been deleted by age} */
    public boolean purged() {
        return report.cohorts().stream()
                .flatMap(cohort -> cohort.cells().stream())
                .anyMatch(Cell::purged);
    }

    /**
     * The shade of a share, on a fixed scale.
     *
     * @param percent the share
     * @return 1 below 8 per cent to 9 from 36 per cent on; 0 for nothing
     */
    public static int shade(double percent) {
        if (percent <= 0) {
            return 0;
        }
        double step = (MOST - LEAST) / (STEPS - 2);
        return percent < LEAST ? 1 : (int) Math.min(STEPS, 2 + Math.floor((percent - LEAST) / step));
    }

    /**
     * The days of a cell.
     *
     * @param cohort its row
     * @param number its column
     * @return the first and the last day
     */
    public List<LocalDate> days(Cohort cohort, int number) {
        LocalDate first = plus(cohort.start(), number);
        return List.of(first, plus(cohort.start(), number + 1).minusDays(1));
    }

    private LocalDate plus(LocalDate start, int periods) {
        return switch (form.period()) {
            case DAY -> start.plusDays(periods);
            case MONTH -> start.plusMonths(periods);
            default -> start.plusWeeks(periods);
        };
    }

    /** {@return whether the last period of a row says nothing yet because it is the current one} */
    public boolean started(Cohort cohort) {
        return !cohort.cells().isEmpty() && cohort.cells().get(0).complete();
    }

    /**
     * The chart: the average, and a faint line per cohort.
     *
     * @param ui words and formats
     * @return its data; null when there is nothing to draw
     */
    public @Nullable Json curve(Ui ui) {
        List<Double> average = IntStream.range(1, report.average().size())
                .mapToObj(i -> report.average().get(i).percent())
                .takeWhile(percent -> percent != null)
                .map(RetentionGrid::rounded)
                .toList();
        if (average.isEmpty()) {
            return null;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "cohorts");
        data.put("name", ui.t("retention.average"));
        data.put(
                "labels",
                IntStream.rangeClosed(1, average.size())
                        .mapToObj(i -> ui.t("retention.nth." + form.unit(), i))
                        .toList());
        data.put("average", average);
        if (compared()) {
            List<@Nullable Double> previous = new ArrayList<>();
            for (int i = 1; i <= average.size(); i++) {
                Double percent = before(i);
                previous.add(percent == null ? null : rounded(percent));
            }
            data.put("previous", previous);
            data.put(
                    "previousName",
                    ui.t("compare.previous", ui.question().range().days()));
        }
        data.put(
                "cohorts",
                report.cohorts().stream()
                        .filter(cohort -> cohort.cells().size() > 1
                                && cohort.cells().get(1).complete())
                        .map(cohort -> Map.of(
                                "name", ui.format().day(cohort.start()), "values", values(cohort, average.size())))
                        .toList());
        return new Json(data);
    }

    private static List<@Nullable Double> values(Cohort cohort, int columns) {
        List<@Nullable Double> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            Cell cell = i < cohort.cells().size() ? cohort.cells().get(i) : null;
            values.add(cell != null && cell.complete() ? rounded(cell.percent()) : null);
        }
        return values;
    }

    private static Double rounded(Double percent) {
        return Math.round(percent * 10) / 10.0;
    }

    /** {@return whether cohorts are days, so that their names need no word} */
    public boolean daily() {
        return form.period() == CalendarInterval.DAY;
    }
}
