/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.ui.question.DateRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts over time, beside those of the period before.
 *
 * @param points the counts, in order
 * @param previous the counts of the period before, in order; null without a comparison
 * @param hours whether each point is an hour and not a day or more
 */
public record Series(List<Point> points, @Nullable List<Point> previous, boolean hours) {

    public Series {
        points = List.copyOf(points);
        previous = previous == null ? null : List.copyOf(previous);
    }

    /**
     * A count.
     *
     * @param start the day, or the hour in the form of ISO 8601
     * @param label the same for people
     * @param value the count
     * @param open whether its time is not over
     */
    public record Point(String start, String label, long value, boolean open) {}

    /**
     * The count of the period before that stands beside a point.
     *
     * @param index the point
     * @return the count; null if there is none
     */
    public @Nullable Point before(int index) {
        return previous != null && index < previous.size() ? previous.get(index) : null;
    }

    /** {@return the least and the greatest count of a time that is over; empty without one} */
    public List<Long> bounds() {
        List<Long> closed = points.stream()
                .filter(point -> !point.open())
                .map(Point::value)
                .sorted()
                .toList();
        return closed.isEmpty() ? List.of() : List.of(closed.get(0), closed.get(closed.size() - 1));
    }

    /**
     * The chart.
     *
     * @param ui words and formats
     * @param name the name of what is counted
     * @param noun the unit of it
     * @return its data
     */
    public Json chart(Ui ui, String name, String noun) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", "trend");
        data.put("name", name);
        data.put("noun", noun);
        data.put("days", points.stream().map(Point::start).toList());
        if (hours) {
            data.put("labels", points.stream().map(Point::label).toList());
        }
        data.put("values", points.stream().map(Point::value).toList());
        if (previous != null) {
            List<@Nullable Long> values = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                Point point = before(i);
                values.add(point == null ? null : point.value());
            }
            data.put("previous", values);
            data.put(
                    hours ? "previousLabels" : "previousDays",
                    previous.stream().map(hours ? Point::label : Point::start).toList());
            data.put(
                    "previousName",
                    ui.t("compare.previous", ui.question().range().days()));
        }
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).open()) {
                data.put("openFrom", i);
                break;
            }
        }
        data.put("min", 0);
        return new Json(data);
    }

    /**
     * The chart in one sentence.
     *
     * @param ui words and formats
     * @param title its title
     * @return its finding, for those who do not see it
     */
    public String finding(Ui ui, String title) {
        List<Long> bounds = bounds();
        DateRange range = ui.question().range();
        return bounds.isEmpty()
                ? ui.t("series.finding.none", title, ui.format().daysOfYear(range))
                : ui.t("series.finding", title, ui.format().daysOfYear(range), bounds.get(0), bounds.get(1));
    }

    /**
     * The figures as a file.
     *
     * @param name the name of what is counted
     * @return a table
     */
    public Csv csv(String name) {
        Csv csv = new Csv("start", name, "previous_start", "previous_" + name, "complete");
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            Point before = before(i);
            csv.row(
                    point.start(),
                    point.value(),
                    before == null ? null : before.start(),
                    before == null ? null : before.value(),
                    !point.open());
        }
        return csv;
    }
}
