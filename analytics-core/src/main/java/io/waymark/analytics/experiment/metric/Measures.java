/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

import io.waymark.analytics.InvalidInputException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an experiment measures beside its main goal, and what follows from it.
 *
 * @param metrics further goals, guardrails and secondary metrics
 * @param rule what goals and guardrails add up to
 * @param pauseOnHarm whether an experiment is paused as soon as a variant does harm
 * @param keepFirstVariant whether people who saw two variants count for the first; they are left out unless it is so
 */
public record Measures(List<Metric> metrics, DecisionRule rule, boolean pauseOnHarm, boolean keepFirstVariant) {

    /** The main goal alone. */
    public static final Measures NONE = new Measures(List.of(), DecisionRule.CLEAR_SIGNALS, false, false);

    static final int MAX_METRICS = 30;

    public Measures {
        metrics = List.copyOf(metrics);
    }

    /**
     * What is wrong with them.
     *
     * @return the faults, with the pointers of the JSON form
     */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (metrics.size() > MAX_METRICS) {
            faults.add(new Fault("/metrics", "must be at most " + MAX_METRICS + ", but are " + metrics.size()));
        }
        Set<String> keys = new HashSet<>(Set.of(Metric.MAIN_GOAL));
        for (int i = 0; i < metrics.size(); i++) {
            if (!keys.add(metrics.get(i).key())) {
                faults.add(new Fault(
                        "/metrics/" + i + "/key",
                        "must differ from the other metrics, and from '" + Metric.MAIN_GOAL + "'"));
            }
        }
        return faults;
    }

    /** {@return what decides, which is frozen once the experiment has started: all but secondary metrics} */
    public Measures deciding() {
        return new Measures(
                metrics.stream()
                        .filter(metric -> metric.role() != MetricRole.SECONDARY)
                        .toList(),
                rule,
                pauseOnHarm,
                keepFirstVariant);
    }
}
