/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import java.util.List;
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
        return new Did(EventFilter.named(event), 1, null, Period.allTime());
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
     * @param period when
     */
    record Did(EventFilter event, int min, @Nullable Integer max, Period period) implements SegmentRule {

        public Did {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(period, "period");
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
            return new Did(event, min, max, period);
        }

        /**
         * Asks for a number of times.
         *
         * @param max at most so often
         * @return the narrowed rule
         */
        public Did atMost(int max) {
            return new Did(event, Math.min(min, max), max, period);
        }

        /**
         * Asks for a time.
         *
         * @param period when
         * @return the narrowed rule
         */
        public Did during(Period period) {
            return new Did(event, min, max, period);
        }
    }

    private static List<SegmentRule> notEmpty(List<SegmentRule> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("A rule combines at least one rule");
        }
        return List.copyOf(rules);
    }
}
