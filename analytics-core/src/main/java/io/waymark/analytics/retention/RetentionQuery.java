/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question: of the people who started in a period of the calendar, how many came back in the periods after.
 *
 * @param app whose events
 * @param range when the start event has to lie for somebody to belong to a cohort; returns may lie past it
 * @param period what cohorts and cells stand for: day, week or month
 * @param timezone whose calendar
 * @param weekStart the first day of a week
 * @param mode which returns a cell counts
 * @param startEvent the name of the event that starts; {@code null} for any event
 * @param returnEvent the name of the event that is a return; {@code null} for any event
 * @param recurring whether somebody joins the cohort of every period with a start event, not only that of the first ever
 * @param rolling whether the periods after the start are counted from everybody's own start: 24 hours, 7 or 30 days
 * @param maxPeriods the number of the last period after the start that is counted; {@code null} for all
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record RetentionQuery(
        AppId app,
        Period range,
        CalendarInterval period,
        ZoneId timezone,
        DayOfWeek weekStart,
        RetentionMode mode,
        @Nullable String startEvent,
        @Nullable String returnEvent,
        boolean recurring,
        boolean rolling,
        @Nullable Integer maxPeriods,
        @Nullable String segment) {

    public RetentionQuery {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(weekStart, "weekStart");
        Objects.requireNonNull(mode, "mode");
        if (period == CalendarInterval.HOUR) {
            throw new IllegalArgumentException("Retention goes by day, week or month");
        }
        if (maxPeriods != null && maxPeriods < 0) {
            throw new IllegalArgumentException("A number of periods is not negative, but was " + maxPeriods);
        }
    }

    /**
     * Starts a query: weeks from Monday, any start event, any return event.
     *
     * @param app whose events
     * @param timezone whose calendar
     * @return a builder
     */
    public static Builder builder(AppId app, ZoneId timezone) {
        return new Builder(app, timezone);
    }

    /**
     * The same question about another time.
     *
     * @param other when people have to start
     * @return the query
     */
    public RetentionQuery during(Period other) {
        return builder(app, timezone)
                .range(other)
                .period(period)
                .weekStart(weekStart)
                .mode(mode)
                .startEvent(startEvent)
                .returnEvent(returnEvent)
                .recurring(recurring)
                .rolling(rolling)
                .maxPeriods(maxPeriods)
                .segment(segment)
                .build();
    }

    /** {@return how long a period is that is counted from a person's own start} */
    Duration length() {
        return switch (period) {
            case HOUR -> throw new IllegalStateException("Retention does not go by hours");
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
        };
    }

    /** Collects the parts of a query. Not safe for use by several threads. */
    public static final class Builder {

        private final AppId app;
        private final ZoneId timezone;
        private Period range = Period.allTime();
        private CalendarInterval period = CalendarInterval.WEEK;
        private DayOfWeek weekStart = DayOfWeek.MONDAY;
        private RetentionMode mode = RetentionMode.ON;
        private @Nullable String startEvent;
        private @Nullable String returnEvent;
        private boolean recurring;
        private boolean rolling;
        private @Nullable Integer maxPeriods;
        private @Nullable String segment;

        private Builder(AppId app, ZoneId timezone) {
            this.app = app;
            this.timezone = timezone;
        }

        /**
         * Sets when people have to start.
         *
         * @param range the range
         * @return this builder
         */
        public Builder range(Period range) {
            this.range = range;
            return this;
        }

        /**
         * Sets what cohorts and cells stand for.
         *
         * @param period day, week or month
         * @return this builder
         */
        public Builder period(CalendarInterval period) {
            this.period = period;
            return this;
        }

        /**
         * Sets the first day of a week.
         *
         * @param weekStart the day
         * @return this builder
         */
        public Builder weekStart(DayOfWeek weekStart) {
            this.weekStart = weekStart;
            return this;
        }

        /**
         * Sets which returns a cell counts.
         *
         * @param mode the mode
         * @return this builder
         */
        public Builder mode(RetentionMode mode) {
            this.mode = mode;
            return this;
        }

        /**
         * Sets the event that starts.
         *
         * @param startEvent its name; {@code null} for any event
         * @return this builder
         */
        public Builder startEvent(@Nullable String startEvent) {
            this.startEvent = startEvent;
            return this;
        }

        /**
         * Sets the event that is a return.
         *
         * @param returnEvent its name; {@code null} for any event
         * @return this builder
         */
        public Builder returnEvent(@Nullable String returnEvent) {
            this.returnEvent = returnEvent;
            return this;
        }

        /**
         * Sets whether people join the cohort of every period in which they start.
         *
         * @param recurring whether they do
         * @return this builder
         */
        public Builder recurring(boolean recurring) {
            this.recurring = recurring;
            return this;
        }

        /**
         * Sets whether the periods after the start are counted from everybody's own start: of 24 hours, 7 or 30 days
         * instead of days, weeks or months of the calendar. Cohorts stay those of the calendar.
         *
         * @param rolling whether they are
         * @return this builder
         */
        public Builder rolling(boolean rolling) {
            this.rolling = rolling;
            return this;
        }

        /**
         * Bounds the cells.
         *
         * @param maxPeriods the number of the last period after the start that is counted; {@code null} for all
         * @return this builder
         */
        public Builder maxPeriods(@Nullable Integer maxPeriods) {
            this.maxPeriods = maxPeriods;
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
        public RetentionQuery build() {
            return new RetentionQuery(
                    app,
                    range,
                    period,
                    timezone,
                    weekStart,
                    mode,
                    startEvent,
                    returnEvent,
                    recurring,
                    rolling,
                    maxPeriods,
                    segment);
        }
    }
}
