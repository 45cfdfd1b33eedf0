/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.PropertyCondition;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: a measure of events over time.
 *
 * @param app whose events
 * @param event the event name; {@code null} for any event
 * @param where what all events meet
 * @param measure what is measured
 * @param property the numeric property that is measured; {@code null} exactly if the measure is of none
 * @param breakdown the property by whose values events are told apart; {@code null} for all as one
 * @param period when they happened; without a bound up to the first or last event
 * @param comparison another period to set beside it, with both bounds; {@code null} for none
 * @param interval what each point stands for
 * @param timezone whose calendar
 * @param weekStart the first day of a week
 * @param movingAverage over how many points the moving average goes; 1 for none
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record SeriesQuery(
        AppId app,
        @Nullable String event,
        List<PropertyCondition> where,
        Measure measure,
        @Nullable String property,
        @Nullable String breakdown,
        Period period,
        @Nullable Period comparison,
        CalendarInterval interval,
        ZoneId timezone,
        DayOfWeek weekStart,
        int movingAverage,
        @Nullable String segment) {

    /** How many points a moving average can go over. */
    public static final int MAX_MOVING_AVERAGE = 366;

    public SeriesQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
        where = List.copyOf(where);
        if (measure.ofProperty() != (property != null)) {
            throw new IllegalArgumentException(
                    measure + (property == null ? " is of a property" : " is of no property, but was of " + property));
        }
        if (movingAverage < 1 || movingAverage > MAX_MOVING_AVERAGE) {
            throw new IllegalArgumentException(
                    "A moving average goes over 1 to " + MAX_MOVING_AVERAGE + " points, but was over " + movingAverage);
        }
        if (comparison != null && (comparison.from() == null || comparison.to() == null)) {
            throw new IllegalArgumentException("A comparison has a start and an end, but was " + comparison);
        }
    }

    /**
     * Starts a query: how many events per day.
     *
     * @param app whose events
     * @param event the event name; {@code null} for any event
     * @param period when they happened
     * @param timezone whose calendar
     * @return a builder
     */
    public static Builder builder(AppId app, @Nullable String event, Period period, ZoneId timezone) {
        return new Builder(app, event, period, timezone);
    }

    /** Collects the parts of a query. Not safe for use by several threads. */
    public static final class Builder {

        private final AppId app;
        private final @Nullable String event;
        private final Period period;
        private final ZoneId timezone;
        private List<PropertyCondition> where = List.of();
        private Measure measure = Measure.TOTAL;
        private @Nullable String property;
        private @Nullable String breakdown;
        private @Nullable Period comparison;
        private CalendarInterval interval = CalendarInterval.DAY;
        private DayOfWeek weekStart = DayOfWeek.MONDAY;
        private int movingAverage = 1;
        private @Nullable String segment;

        private Builder(AppId app, @Nullable String event, Period period, ZoneId timezone) {
            this.app = app;
            this.event = event;
            this.period = period;
            this.timezone = timezone;
        }

        /**
         * Narrows the events.
         *
         * @param where what all events meet
         * @return this builder
         */
        public Builder where(List<PropertyCondition> where) {
            this.where = where;
            return this;
        }

        /**
         * Sets what is measured.
         *
         * @param measure what
         * @param property of which numeric property; {@code null} if of none
         * @return this builder
         */
        public Builder measure(Measure measure, @Nullable String property) {
            this.measure = measure;
            this.property = property;
            return this;
        }

        /**
         * Tells events apart.
         *
         * @param breakdown by which property; {@code null} for all as one
         * @return this builder
         */
        public Builder breakdown(@Nullable String breakdown) {
            this.breakdown = breakdown;
            return this;
        }

        /**
         * Asks for another period too.
         *
         * @param comparison the other period; {@code null} for none
         * @return this builder
         */
        public Builder comparedWith(@Nullable Period comparison) {
            this.comparison = comparison;
            return this;
        }

        /**
         * Sets what each point stands for.
         *
         * @param interval the interval
         * @return this builder
         */
        public Builder interval(CalendarInterval interval) {
            this.interval = interval;
            return this;
        }

        /**
         * Sets the day on which weeks begin; Monday unless set.
         *
         * @param weekStart the day
         * @return this builder
         */
        public Builder weekStart(DayOfWeek weekStart) {
            this.weekStart = weekStart;
            return this;
        }

        /**
         * Asks for a moving average.
         *
         * @param points over how many points; 1 for none
         * @return this builder
         */
        public Builder movingAverage(int points) {
            this.movingAverage = points;
            return this;
        }

        /**
         * Counts only the people of a stored segment.
         *
         * @param segment its key or number; {@code null} for everybody
         * @return this builder
         */
        public Builder segment(@Nullable String segment) {
            this.segment = segment;
            return this;
        }

        /** {@return the query} */
        public SeriesQuery build() {
            return new SeriesQuery(
                    app,
                    event,
                    where,
                    measure,
                    property,
                    breakdown,
                    period,
                    comparison,
                    interval,
                    timezone,
                    weekStart,
                    movingAverage,
                    segment);
        }
    }
}
