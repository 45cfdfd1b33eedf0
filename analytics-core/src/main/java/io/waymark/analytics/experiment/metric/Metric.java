/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that an experiment measures of each person from their first exposure on. It may be added at any time: it is
 * computed from the events that are there.
 *
 * @param key what the API calls it, a slug; unique within the experiment
 * @param name what people read
 * @param role what it is for
 * @param kind how a number is made of a person's events
 * @param events which events: the steps of a funnel, numerator and denominator of a ratio, else one
 * @param property the property whose value counts; null to count events
 * @param denominatorProperty the property of the denominator of a ratio; null to count events
 * @param quantile for a quantile, which one, above 0 and below 1
 * @param period for retention, how long a period is; else of no meaning
 * @param periods for retention, in which period after that of the exposure, which is 0, the event has to be
 * @param delay how long after the first exposure events begin to count
 * @param window how long after that events count, inclusive; null until the end of the experiment
 * @param lowerIsBetter whether less of it is better
 */
public record Metric(
        String key,
        String name,
        MetricRole role,
        MetricKind kind,
        List<EventFilter> events,
        @Nullable String property,
        @Nullable String denominatorProperty,
        double quantile,
        Duration period,
        int periods,
        Duration delay,
        @Nullable Duration window,
        boolean lowerIsBetter) {

    /** The key of the goal that every experiment has. */
    public static final String MAIN_GOAL = "goal";
    /** The quantile, unless another is given. */
    public static final double DEFAULT_QUANTILE = 0.9;
    /** The period of retention, unless another is given. */
    public static final Duration DEFAULT_PERIOD = Duration.ofDays(7);

    public Metric {
        events = List.copyOf(events);
        List<InvalidInputException.Fault> faults = MetricRules.faults(
                key, name, kind, events, property, denominatorProperty, quantile, period, periods, delay, window);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    /**
     * Starts a metric.
     *
     * @param key what the API calls it
     * @param kind how a number is made of events
     * @param eventNames the names of the events
     * @return a goal without properties and window
     */
    public static Metric of(String key, MetricKind kind, String... eventNames) {
        return start(
                key, key, kind, Stream.of(eventNames).map(EventFilter::named).toList(), null);
    }

    /**
     * The goal that every experiment has.
     *
     * @param goal the event that counts as a conversion
     * @param window how long after the first exposure it counts
     * @return a conversion with the key {@link #MAIN_GOAL}
     */
    public static Metric mainGoal(EventFilter goal, Duration window) {
        return start(MAIN_GOAL, goal.event(), MetricKind.CONVERSION, List.of(goal), window);
    }

    /**
     * The same in another role.
     *
     * @param other the role
     * @return the metric
     */
    public Metric as(MetricRole other) {
        return copy(other, property, window, lowerIsBetter);
    }

    /**
     * The same of a property.
     *
     * @param other the property whose value counts
     * @return the metric
     */
    public Metric property(String other) {
        return copy(role, other, window, lowerIsBetter);
    }

    /**
     * The same for a time after the exposure.
     *
     * @param other how long events count
     * @return the metric
     */
    public Metric within(Duration other) {
        return copy(role, property, other, lowerIsBetter);
    }

    /**
     * The property whose value counts of an event.
     *
     * @param place which of the events
     * @return its key; null if the event itself counts
     */
    public @Nullable String property(int place) {
        return place == 0 ? property : denominatorProperty;
    }

    /** {@return the same, where less is better} */
    public Metric lowerIsBetterToo() {
        return copy(role, property, window, true);
    }

    /** {@return how long after the first exposure something may still change; null until the end of the experiment} */
    public @Nullable Duration reach() {
        Duration of =
                kind == MetricKind.RETENTION ? period.multipliedBy(periods + 1L).minusMillis(1) : window;
        return of == null ? null : delay.plus(of);
    }

    private static Metric start(
            String key, String name, MetricKind kind, List<EventFilter> events, @Nullable Duration window) {
        return new Metric(
                key,
                name,
                MetricRole.GOAL,
                kind,
                events,
                kind.needsProperty() ? "value" : null,
                null,
                DEFAULT_QUANTILE,
                DEFAULT_PERIOD,
                kind == MetricKind.RETENTION ? 1 : 0,
                Duration.ZERO,
                window,
                false);
    }

    private Metric copy(
            MetricRole otherRole,
            @Nullable String otherProperty,
            @Nullable Duration otherWindow,
            boolean otherLowerIsBetter) {
        return new Metric(
                key,
                name,
                otherRole,
                kind,
                events,
                otherProperty,
                denominatorProperty,
                quantile,
                period,
                periods,
                delay,
                otherWindow,
                otherLowerIsBetter);
    }
}
