/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a funnel asks: its steps and by which rules they are counted.
 *
 * @param steps the steps, {@value #MIN_STEPS} to {@value #MAX_STEPS}
 * @param conversionWindow how long an attempt may take, inclusive; whole milliseconds
 * @param order in which order the steps have to happen
 * @param entry which attempt of a person counts
 * @param windowFrom from where the window is measured; with steps in any order always from the oldest
 * @param exclude events that end an attempt; with steps in any order they span the whole funnel
 * @param breakdown by what people are divided; {@code null} for nothing
 * @param segment the key or number of the stored segment whose people are counted; {@code null} for everybody
 */
public record FunnelDefinition(
        List<EventFilter> steps,
        Duration conversionWindow,
        FunnelOrder order,
        FunnelEntry entry,
        WindowFrom windowFrom,
        List<FunnelExclusion> exclude,
        @Nullable FunnelBreakdown breakdown,
        @Nullable String segment) {

    /** A funnel has at least two steps. */
    public static final int MIN_STEPS = 2;

    /** A funnel has at most so many steps. */
    public static final int MAX_STEPS = 20;

    /** The conversion window unless another is given. */
    public static final Duration DEFAULT_WINDOW = Duration.ofHours(72);

    /** No window is longer. */
    public static final Duration MAX_WINDOW = Duration.ofDays(3660);

    public FunnelDefinition {
        steps = List.copyOf(steps);
        exclude = List.copyOf(exclude);
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(windowFrom, "windowFrom");
        if (steps.size() < MIN_STEPS || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "A funnel has " + MIN_STEPS + " to " + MAX_STEPS + " steps, but this one has " + steps.size());
        }
        if (conversionWindow.toMillis() < 1 || conversionWindow.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "A conversion window is longer than 0 and at most " + MAX_WINDOW + ", but was " + conversionWindow);
        }
        for (FunnelExclusion exclusion : exclude) {
            if (exclusion.toStep() > steps.size() && exclusion.toStep() != FunnelExclusion.LAST_STEP) {
                throw new IllegalArgumentException(
                        "The funnel has no step " + exclusion.toStep() + " for an exclusion to end at");
            }
            if (exclusion.fromStep() >= steps.size()) {
                throw new IllegalArgumentException(
                        "An exclusion starts before the last step, but was from " + exclusion.fromStep());
            }
            boolean whole = exclusion.fromStep() == 1 && exclusion.toStep() >= steps.size();
            if (order == FunnelOrder.ANY && !whole) {
                throw new IllegalArgumentException("Steps in any order have no steps for an exclusion to lie between");
            }
        }
        if (breakdown != null && breakdown.step() != null && breakdown.step() > steps.size()) {
            throw new IllegalArgumentException("The funnel has no step " + breakdown.step() + " to be broken down at");
        }
    }

    /** {@return the same funnel, dividing nobody} */
    FunnelDefinition undivided() {
        return new FunnelDefinition(steps, conversionWindow, order, entry, windowFrom, exclude, null, segment);
    }

    /** {@return the same funnel for everybody} */
    FunnelDefinition ofEverybody() {
        return new FunnelDefinition(steps, conversionWindow, order, entry, windowFrom, exclude, breakdown, null);
    }

    /**
     * Starts a definition.
     *
     * @param events the event names of its first steps; more may be added
     * @return a builder with the defaults
     */
    public static Builder of(String... events) {
        Builder builder = new Builder();
        for (String event : events) {
            builder.step(event);
        }
        return builder;
    }

    /** Collects the parts of a definition. Not safe for use by several threads. */
    public static final class Builder {

        private final List<EventFilter> steps = new ArrayList<>();
        private final List<FunnelExclusion> exclude = new ArrayList<>();
        private Duration conversionWindow = DEFAULT_WINDOW;
        private FunnelOrder order = FunnelOrder.ORDERED;
        private FunnelEntry entry = FunnelEntry.BEST;
        private WindowFrom windowFrom = WindowFrom.FIRST_STEP;
        private @Nullable FunnelBreakdown breakdown;
        private @Nullable String segment;

        private Builder() {}

        /**
         * Adds a step.
         *
         * @param event the event name
         * @return this builder
         */
        public Builder step(String event) {
            return step(EventFilter.named(event));
        }

        /**
         * Adds a step.
         *
         * @param event the event name and conditions
         * @return this builder
         */
        public Builder step(EventFilter event) {
            steps.add(event);
            return this;
        }

        /**
         * Sets how long an attempt may take.
         *
         * @param conversionWindow the window; 72 hours unless set
         * @return this builder
         */
        public Builder conversionWindow(Duration conversionWindow) {
            this.conversionWindow = conversionWindow;
            return this;
        }

        /**
         * Sets the order of the steps.
         *
         * @param order {@link FunnelOrder#ORDERED} unless set
         * @return this builder
         */
        public Builder order(FunnelOrder order) {
            this.order = order;
            return this;
        }

        /**
         * Sets which attempt counts.
         *
         * @param entry {@link FunnelEntry#BEST} unless set
         * @return this builder
         */
        public Builder entry(FunnelEntry entry) {
            this.entry = entry;
            return this;
        }

        /**
         * Sets from where the window is measured.
         *
         * @param windowFrom {@link WindowFrom#FIRST_STEP} unless set
         * @return this builder
         */
        public Builder windowFrom(WindowFrom windowFrom) {
            this.windowFrom = windowFrom;
            return this;
        }

        /**
         * Adds an event that ends an attempt between any two steps.
         *
         * @param event the event name
         * @return this builder
         */
        public Builder exclude(String event) {
            return exclude(FunnelExclusion.anywhere(EventFilter.named(event)));
        }

        /**
         * Adds an event that ends an attempt.
         *
         * @param exclusion the event and where it matters
         * @return this builder
         */
        public Builder exclude(FunnelExclusion exclusion) {
            exclude.add(exclusion);
            return this;
        }

        /**
         * Divides people by a property of their step 1.
         *
         * @param property the key
         * @return this builder
         */
        public Builder breakdown(String property) {
            return breakdown(FunnelBreakdown.atStep(1, property));
        }

        /**
         * Divides people.
         *
         * @param breakdown by what; {@code null}, unless set, for nothing
         * @return this builder
         */
        public Builder breakdown(@Nullable FunnelBreakdown breakdown) {
            this.breakdown = breakdown;
            return this;
        }

        /**
         * Counts only the people of a stored segment.
         *
         * @param segment its key or number
         * @return this builder
         */
        public Builder segment(@Nullable String segment) {
            this.segment = segment;
            return this;
        }

        /**
         * Finishes the definition.
         *
         * @return the definition
         * @throws IllegalArgumentException if it has too few or too many steps, or a part is out of bounds
         */
        public FunnelDefinition build() {
            return new FunnelDefinition(steps, conversionWindow, order, entry, windowFrom, exclude, breakdown, segment);
        }
    }
}
