/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.retention;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.retention.RetentionMode;
import io.waymark.analytics.retention.RetentionQuery;
import io.waymark.analytics.ui.question.Question;
import java.util.List;
import java.util.Map;

/**
 * The question as the page shows it.
 *
 * @param start the start event; blank for any
 * @param back the return event; blank for any
 * @param period {@code DAY}, {@code WEEK} or {@code MONTH}
 * @param mode {@code ON} or {@code ON_OR_AFTER}
 * @param recurring whether every start counts and not only the first ever
 * @param rolling whether the periods after the start are counted from everybody's own start
 * @param people whether cells show people and not shares
 */
public record RetentionForm(
        String start,
        String back,
        CalendarInterval period,
        RetentionMode mode,
        boolean recurring,
        boolean rolling,
        boolean people) {

    /** How a period is named in the address: those of the calendar, then those from everybody's own start. */
    public static final List<String> PERIODS = List.of("day", "week", "month", "24h", "7d", "30d");

    private static final List<String> ROLLING = PERIODS.subList(3, 6);
    private static final int MOST_PERIODS = 31;

    static RetentionForm read(Map<String, String> parameters) {
        return new RetentionForm(
                parameters.getOrDefault("start", "").strip(),
                parameters.getOrDefault("return", "").strip(),
                switch (parameters.getOrDefault("period", "week")) {
                    case "day", "24h" -> CalendarInterval.DAY;
                    case "month", "30d" -> CalendarInterval.MONTH;
                    default -> CalendarInterval.WEEK;
                },
                "after".equals(parameters.get("mode")) ? RetentionMode.ON_OR_AFTER : RetentionMode.ON,
                "every".equals(parameters.get("who")),
                ROLLING.contains(parameters.getOrDefault("period", "")),
                "people".equals(parameters.get("show")));
    }

    /** {@return the name of the period in the bundle} */
    public String unit() {
        return switch (period) {
            case DAY -> "day";
            case MONTH -> "month";
            default -> "week";
        };
    }

    /** {@return the period as the address names it} */
    public String periodKey() {
        return PERIODS.get(List.of("day", "week", "month").indexOf(unit()) + (rolling ? 3 : 0));
    }

    RetentionQuery query(Question question) {
        return RetentionQuery.builder(question.app(), question.zone())
                .range(question.wholePeriod())
                .period(period)
                .weekStart(question.weekStart())
                .mode(mode)
                .startEvent(start.isBlank() ? null : start)
                .returnEvent(back.isBlank() ? null : back)
                .recurring(recurring)
                .rolling(rolling)
                .segment(question.segment())
                .maxPeriods(MOST_PERIODS)
                .build();
    }
}
