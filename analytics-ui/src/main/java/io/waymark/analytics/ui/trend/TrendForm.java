/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.trend;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.trend.series.Measure;
import io.waymark.analytics.trend.series.SeriesQuery;
import io.waymark.analytics.ui.question.Question;
import io.waymark.analytics.ui.view.Trends;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a trend says.
 *
 * @param event the event; blank for any
 * @param measure what is measured
 * @param property the numeric property that is measured; blank for none
 * @param breakdown the property by which events are told apart; blank for none
 * @param interval what each point stands for; null to follow the range
 * @param smooth over how many points the moving average goes; 1 for none
 */
public record TrendForm(
        String event,
        Measure measure,
        String property,
        String breakdown,
        @Nullable CalendarInterval interval,
        int smooth) {

    /** Over how many points a moving average can go. */
    public static final int[] SMOOTH = {1, 3, 7, 14, 28};

    static TrendForm read(Map<String, String> parameters) {
        return new TrendForm(
                parameters.getOrDefault("event", "").strip(),
                measure(parameters.getOrDefault("measure", "")),
                parameters.getOrDefault("property", "").strip(),
                parameters.getOrDefault("by", "").strip(),
                find(CalendarInterval.values(), parameters.getOrDefault("interval", "")),
                smooth(parameters.getOrDefault("smooth", "")));
    }

    private static Measure measure(String key) {
        Measure measure = find(Measure.values(), key);
        return measure == null ? Measure.TOTAL : measure;
    }

    private static int smooth(String text) {
        for (int points : SMOOTH) {
            if (Integer.toString(points).equals(text)) {
                return points;
            }
        }
        return 1;
    }

    private static <E extends Enum<E>> @Nullable E find(E[] constants, String key) {
        for (E constant : constants) {
            if (key(constant).equals(key)) {
                return constant;
            }
        }
        return null;
    }

    /**
     * The name of a measure or interval in the address and in the bundle.
     *
     * @param constant which
     * @return its name
     */
    public static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether a property has to be named, but is not} */
    public boolean lacksProperty() {
        return measure.ofProperty() && property.isBlank();
    }

    /** {@return whether the people behind a point are simply those who did the event} */
    public boolean tellsPeople() {
        return !measure.ofProperty() && breakdown.isBlank();
    }

    boolean byHour(Question question) {
        return interval(question) == CalendarInterval.HOUR;
    }

    private CalendarInterval interval(Question question) {
        return interval == null ? Trends.interval(question) : interval;
    }

    /** The time of a point, as far as it was asked about; null for none of it. */
    @Nullable
    Period point(Question question, ZonedDateTime start) {
        Period asked = question.period();
        Instant from = start.toInstant();
        Instant to = interval(question).next(start).toInstant();
        Instant first = asked.from() != null && asked.from().isAfter(from) ? asked.from() : from;
        Instant end = asked.to() != null && asked.to().isBefore(to) ? asked.to() : to;
        return first.isBefore(end) ? Period.between(first, end) : null;
    }

    SeriesQuery query(Question question) {
        return SeriesQuery.builder(question.app(), event.isBlank() ? null : event, question.period(), question.zone())
                .measure(measure, measure.ofProperty() ? property : null)
                .breakdown(breakdown.isBlank() ? null : breakdown)
                .comparedWith(question.compare() ? question.previousPeriod() : null)
                .interval(interval(question))
                .weekStart(question.weekStart())
                .movingAverage(smooth)
                .segment(question.segment())
                .build();
    }
}
