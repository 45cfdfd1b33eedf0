/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.metric.DecisionRule;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.plan.Audience;
import io.waymark.analytics.experiment.plan.Layer;
import io.waymark.analytics.experiment.plan.Plan;
import io.waymark.analytics.experiment.plan.Rollout;
import io.waymark.analytics.experiment.plan.Schedule;
import io.waymark.analytics.json.StoredJson;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment is about: its variants, its share of the people, and the goal that decides. A host may declare one
 * as a bean, and finds it stored after the start; what people change in the stored one is never overwritten.
 *
 * <p>Always valid: the constructor refuses anything else with an {@link InvalidInputException}
 * whose pointers follow the JSON form.
 *
 * @param key what code asks for, a slug; unique within an app and immutable
 * @param name what people read
 * @param hypothesis what is expected and why
 * @param variants what is compared, at least two; the first is the control
 * @param trafficBasisPoints the share of the people that take part, in hundredths of a per cent
 * @param goal the event that counts as a conversion
 * @param conversionWindow how long after the first exposure a conversion counts, inclusive
 * @param startAutomatically for a definition in code: whether it starts as soon as it is stored
 * @param rollout who may take part, and when it runs
 * @param plan what is decided before the start
 * @param measures what is measured beside the goal, and what follows from it
 */
public record ExperimentDefinition(
        String key,
        String name,
        @Nullable String hypothesis,
        List<Variant> variants,
        int trafficBasisPoints,
        EventFilter goal,
        Duration conversionWindow,
        boolean startAutomatically,
        Rollout rollout,
        Plan plan,
        Measures measures) {

    /** Everybody takes part, in hundredths of a per cent. */
    public static final int ALL_TRAFFIC = 10_000;
    /** How long after the first exposure a conversion counts, unless another window is given. */
    public static final Duration DEFAULT_CONVERSION_WINDOW = Duration.ofDays(7);

    public ExperimentDefinition {
        Objects.requireNonNull(goal, "goal");
        variants = List.copyOf(variants);
        conversionWindow = conversionWindow.truncatedTo(ChronoUnit.MILLIS);
        DefinitionRules.check(
                key, name, hypothesis, variants, trafficBasisPoints, goal, conversionWindow, rollout, plan, measures);
    }

    /**
     * Starts a definition.
     *
     * @param key what code asks for
     * @return a builder without variants and goal; everybody takes part
     */
    public static Builder builder(String key) {
        return new Builder(key);
    }

    /** {@return the variant that the others are compared with} */
    public Variant control() {
        return variants.get(0);
    }

    /**
     * Whether it has a variant.
     *
     * @param variantKey the key of the variant
     * @return whether there is one
     */
    public boolean hasVariant(String variantKey) {
        return variants.stream().anyMatch(variant -> variant.key().equals(variantKey));
    }

    /**
     * Starts another definition of the same key.
     *
     * @return a builder that has all of this one
     */
    public Builder toBuilder() {
        Builder builder = builder(key)
                .name(name)
                .hypothesis(hypothesis)
                .variants(variants)
                .trafficBasisPoints(trafficBasisPoints)
                .goal(goal)
                .conversionWindow(conversionWindow)
                .rollout(rollout)
                .plan(plan)
                .measures(measures);
        return startAutomatically ? builder.startAutomatically() : builder;
    }

    /** The same with other variants, share of the people, and times; for changes of what runs. */
    ExperimentDefinition with(List<Variant> otherVariants, int otherTraffic, Schedule otherSchedule) {
        return toBuilder()
                .variants(otherVariants)
                .trafficBasisPoints(otherTraffic)
                .rollout(rollout.with(otherSchedule))
                .build();
    }

    /** {@return all that is measured: the goal first, as a metric with the key {@link Metric#MAIN_GOAL}} */
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        all.add(Metric.mainGoal(goal, conversionWindow));
        all.addAll(measures.metrics());
        return all;
    }

    /** Collects the parts of a definition. Not safe for use by several threads. */
    public static final class Builder {

        private final String key;
        private String name;
        private @Nullable String hypothesis;
        private final List<Variant> variants = new ArrayList<>();
        private int trafficBasisPoints = ALL_TRAFFIC;
        private @Nullable EventFilter goal;
        private Duration conversionWindow = DEFAULT_CONVERSION_WINDOW;
        private boolean startAutomatically;
        private Rollout rollout = Rollout.DEFAULT;
        private Plan plan = Plan.DEFAULT;
        private final List<Metric> metrics = new ArrayList<>();
        private DecisionRule rule = DecisionRule.CLEAR_SIGNALS;
        private boolean pauseOnHarm;
        private boolean keepFirstVariant;

        private Builder(String key) {
            this.key = key;
            this.name = key;
        }

        /**
         * Sets what people read; the key unless set.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Sets what is expected and why.
         *
         * @param hypothesis the hypothesis
         * @return this builder
         */
        public Builder hypothesis(@Nullable String hypothesis) {
            this.hypothesis = hypothesis;
            return this;
        }

        /**
         * Adds a variant; the first one added is the control.
         *
         * @param key what code asks for
         * @param weight its share, relative to the other variants
         * @return this builder
         */
        public Builder variant(String key, int weight) {
            return variant(new Variant(key, key, weight));
        }

        /**
         * Adds a variant; the first one added is the control.
         *
         * @param variant the variant
         * @return this builder
         */
        public Builder variant(Variant variant) {
            variants.add(variant);
            return this;
        }

        /**
         * Adds a variant with a value, for code that asks for the value and not for the variant; the first one added is the
         * control.
         *
         * @param key what code asks for
         * @param weight its share, relative to the other variants
         * @param value a string, number, boolean, or a map or list of these
         * @return this builder
         */
        public Builder variant(String key, int weight, Object value) {
            return variant(new Variant(key, key, weight, StoredJson.value(value)));
        }

        private Builder variants(List<Variant> others) {
            variants.clear();
            variants.addAll(others);
            return this;
        }

        /**
         * Sets the share of the people that take part; all unless set.
         *
         * @param basisPoints hundredths of a per cent, 0 to 10,000
         * @return this builder
         */
        public Builder trafficBasisPoints(int basisPoints) {
            this.trafficBasisPoints = basisPoints;
            return this;
        }

        /**
         * Sets the event that counts as a conversion.
         *
         * @param eventName the name of the event
         * @return this builder
         */
        public Builder goal(String eventName) {
            return goal(EventFilter.named(eventName));
        }

        /**
         * Sets the event that counts as a conversion.
         *
         * @param goal the event, with conditions on its properties
         * @return this builder
         */
        public Builder goal(EventFilter goal) {
            this.goal = goal;
            return this;
        }

        /**
         * Sets how long after the first exposure a conversion counts; {@link #DEFAULT_CONVERSION_WINDOW} unless set.
         *
         * @param window the window
         * @return this builder
         */
        public Builder conversionWindow(Duration window) {
            this.conversionWindow = window;
            return this;
        }

        /**
         * Lets the experiment start as soon as it is stored.
         *
         * @return this builder
         */
        public Builder startAutomatically() {
            this.startAutomatically = true;
            return this;
        }

        /**
         * Sets who may take part; everybody unless set.
         *
         * @param audience the audience
         * @return this builder
         */
        public Builder audience(Audience audience) {
            return rollout(rollout.with(audience));
        }

        /**
         * Keeps people out who are in another experiment of the same layer.
         *
         * @param layer the key of the layer
         * @param fromBasisPoints where the slot of this experiment begins
         * @param toBasisPoints where it ends, exclusive
         * @return this builder
         */
        public Builder layer(String layer, int fromBasisPoints, int toBasisPoints) {
            return rollout(rollout.with(new Layer(layer, fromBasisPoints, toBasisPoints)));
        }

        /**
         * Sets who may take part and when it runs.
         *
         * @param rollout audience, layer and schedule
         * @return this builder
         */
        public Builder rollout(Rollout rollout) {
            this.rollout = rollout;
            return this;
        }

        /**
         * Sets what is decided before the start.
         *
         * @param plan the plan
         * @return this builder
         */
        public Builder plan(Plan plan) {
            this.plan = plan;
            return this;
        }

        /**
         * Measures something beside the goal.
         *
         * @param metric what
         * @return this builder
         */
        public Builder metric(Metric metric) {
            metrics.add(metric);
            return this;
        }

        /**
         * Sets all that is measured beside the goal, and what follows from it.
         *
         * @param measures in place of what was set before
         * @return this builder
         */
        public Builder measures(Measures measures) {
            metrics.clear();
            metrics.addAll(measures.metrics());
            rule = measures.rule();
            pauseOnHarm = measures.pauseOnHarm();
            keepFirstVariant = measures.keepFirstVariant();
            return this;
        }

        /**
         * Sets what goals and guardrails add up to; {@link DecisionRule#CLEAR_SIGNALS} unless set.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder decision(DecisionRule rule) {
            this.rule = rule;
            return this;
        }

        /**
         * Lets the experiment be paused as soon as a variant does harm.
         *
         * @return this builder
         */
        public Builder pauseOnHarm() {
            this.pauseOnHarm = true;
            return this;
        }

        /** {@return the definition} */
        public ExperimentDefinition build() {
            if (goal == null) {
                throw new InvalidInputException("/goal", "is missing: a conversion is an event");
            }
            return new ExperimentDefinition(
                    key,
                    name,
                    hypothesis,
                    variants,
                    trafficBasisPoints,
                    goal,
                    conversionWindow,
                    startAutomatically,
                    rollout,
                    plan,
                    new Measures(metrics, rule, pauseOnHarm, keepFirstVariant));
        }
    }
}
