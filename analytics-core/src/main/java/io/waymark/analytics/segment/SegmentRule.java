/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who is in a segment: a tree of conditions on a person. */
public sealed interface SegmentRule {

    /**
     * The person did an event.
     *
     * @param event the event name
     * @return a rule to be narrowed
     */
    static Did did(String event) {
        return new Did(EventFilter.named(event), 1, null, When.EVER);
    }

    /**
     * The person did anything so many times.
     *
     * @param min at least so often
     * @param lastDays in how many days up to now
     * @return the rule
     */
    static Active active(int min, int lastDays) {
        return new Active(min, When.lastDays(lastDays));
    }

    /**
     * The person is in a stored segment, or a preset.
     *
     * @param key its key
     * @return the rule
     */
    static Member in(String key) {
        return new Member(key);
    }

    /**
     * All rules hold.
     *
     * @param rules the rules
     * @return the rule
     */
    static SegmentRule and(SegmentRule... rules) {
        return new And(List.of(rules));
    }

    /**
     * At least one rule holds.
     *
     * @param rules the rules
     * @return the rule
     */
    static SegmentRule or(SegmentRule... rules) {
        return new Or(List.of(rules));
    }

    /**
     * A rule does not hold.
     *
     * @param rule the rule
     * @return the rule
     */
    static SegmentRule not(SegmentRule rule) {
        return new Not(rule);
    }

    /**
     * All rules hold.
     *
     * @param rules the rules, at least one
     */
    record And(List<SegmentRule> rules) implements SegmentRule {

        public And {
            rules = notEmpty(rules);
        }
    }

    /**
     * At least one rule holds.
     *
     * @param rules the rules, at least one
     */
    record Or(List<SegmentRule> rules) implements SegmentRule {

        public Or {
            rules = notEmpty(rules);
        }
    }

    /**
     * A rule does not hold.
     *
     * @param rule the rule
     */
    record Not(SegmentRule rule) implements SegmentRule {

        public Not {
            Objects.requireNonNull(rule, "rule");
        }
    }

    /**
     * The person did an event so many times.
     *
     * @param event which events
     * @param min at least so often; 0 or more
     * @param max at most so often; {@code null} for no bound
     * @param when when
     */
    record Did(EventFilter event, int min, @Nullable Integer max, When when) implements SegmentRule {

        /**
         * The person did an event so many times in a period.
         *
         * @param event which events
         * @param min at least so often; 0 or more
         * @param max at most so often; {@code null} for no bound
         * @param period when
         */
        public Did(EventFilter event, int min, @Nullable Integer max, Period period) {
            this(event, min, max, When.during(period));
        }

        public Did {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(when, "when");
            if (min < 0 || (max != null && max < min)) {
                throw new IllegalArgumentException(
                        "A person does an event at least 0 times and no less than at most, but was " + min + " to "
                                + max);
            }
        }

        /**
         * Asks for a number of times.
         *
         * @param min at least so often
         * @return the narrowed rule
         */
        public Did atLeast(int min) {
            return new Did(event, min, max, when);
        }

        /**
         * Asks for a number of times.
         *
         * @param max at most so often
         * @return the narrowed rule
         */
        public Did atMost(int max) {
            return new Did(event, Math.min(min, max), max, when);
        }

        /**
         * Asks for a time.
         *
         * @param period when
         * @return the narrowed rule
         */
        public Did during(Period period) {
            return new Did(event, min, max, When.during(period));
        }

        /**
         * Asks for the time up to now.
         *
         * @param days how many days
         * @return the narrowed rule
         */
        public Did inLastDays(int days) {
            return new Did(event, min, max, When.lastDays(days));
        }
    }

    /**
     * The person did anything so many times.
     *
     * @param min at least so often; 1 or more
     * @param when when
     */
    record Active(int min, When when) implements SegmentRule {

        public Active {
            Objects.requireNonNull(when, "when");
            if (min < 1) {
                throw new IllegalArgumentException("Somebody is active at least once, but was to be " + min + " times");
            }
        }
    }

    /**
     * The numbers in a property of the person's events add up to a sum that compares with a value. Without any they add
     * up to 0.
     *
     * @param event which events
     * @param property the numeric property
     * @param operator {@code GT}, {@code GTE}, {@code LT}, {@code LTE}, {@code EQ} or {@code NE}
     * @param value what the sum is compared with
     * @param when when
     */
    record Sum(EventFilter event, String property, Operator operator, BigDecimal value, When when)
            implements SegmentRule {

        public Sum {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(property, "property");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(when, "when");
            if (!OPERATORS.containsKey(operator)) {
                throw new IllegalArgumentException("A sum is compared by one of " + OPERATORS.keySet());
            }
        }

        /** How a sum can be compared, and how that is written in SQL. */
        static final Map<Operator, String> OPERATORS = Map.of(
                Operator.GT, ">",
                Operator.GTE, ">=",
                Operator.LT, "<",
                Operator.LTE, "<=",
                Operator.EQ, "=",
                Operator.NE, "<>");
    }

    /**
     * The person did an event for the first time ever. That outlives the deletion of events by age.
     *
     * @param event the event name
     * @param when when that was
     */
    record FirstTime(String event, When when) implements SegmentRule {

        public FirstTime {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(when, "when");
        }
    }

    /**
     * The person did one event and, after it, another one.
     *
     * @param first which events are the first
     * @param then which events follow
     * @param within at most so long after the first, inclusive
     * @param when when both happened
     */
    record Sequence(EventFilter first, EventFilter then, Duration within, When when) implements SegmentRule {

        public Sequence {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(then, "then");
            Objects.requireNonNull(when, "when");
            if (within.isNegative()) {
                throw new IllegalArgumentException("What follows does not come before, but was to within " + within);
            }
        }
    }

    /**
     * A property of the person meets a condition.
     *
     * @param condition the condition
     */
    record PersonProperty(PropertyCondition condition) implements SegmentRule {

        public PersonProperty {
            Objects.requireNonNull(condition, "condition");
        }
    }

    /**
     * The person is in a state of their lifecycle in the current period of the calendar.
     *
     * @param state the state
     * @param period day, week (from Monday) or month
     * @param timezone whose calendar
     */
    record InLifecycle(State state, CalendarInterval period, ZoneId timezone) implements SegmentRule {

        public InLifecycle {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(timezone, "timezone");
            if (period == CalendarInterval.HOUR) {
                throw new IllegalArgumentException("A lifecycle goes by day, week or month");
            }
        }

        /** Whether somebody is active in this period and in the one before. */
        public enum State {
            /** Active now, and never before. */
            NEW,
            /** Active now and in the period before. */
            RETURNING,
            /** Active now and not in the period before, but earlier. */
            RESURRECTING,
            /** Active in the period before and not now. */
            DORMANT
        }
    }

    /**
     * The person is in another segment.
     *
     * @param segment its key or number
     */
    record Member(String segment) implements SegmentRule {

        public Member {
            Objects.requireNonNull(segment, "segment");
        }
    }

    /**
     * When something happened.
     *
     * @param period a fixed time; without bounds if there is a number of days
     * @param days in how many days up to now; {@code null} for the fixed time
     */
    record When(Period period, @Nullable Integer days) {

        /** Whenever. */
        public static final When EVER = new When(Period.allTime(), null);

        public When {
            Objects.requireNonNull(period, "period");
            if (days != null && (days < 1 || days > MAX_DAYS || !period.equals(Period.allTime()))) {
                throw new IllegalArgumentException("Something happened in a fixed time or in 1 to " + MAX_DAYS
                        + " days up to now, but was to in " + days + " and " + period);
            }
        }

        /** The most days up to now. */
        static final int MAX_DAYS = 36_600;

        /**
         * A fixed time.
         *
         * @param period the time
         * @return that time
         */
        public static When during(Period period) {
            return new When(period, null);
        }

        /**
         * The time up to now.
         *
         * @param days how many days of 24 hours
         * @return that time
         */
        public static When lastDays(int days) {
            return new When(Period.allTime(), days);
        }
    }

    private static List<SegmentRule> notEmpty(List<SegmentRule> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("A rule combines at least one rule");
        }
        return List.copyOf(rules);
    }
}
