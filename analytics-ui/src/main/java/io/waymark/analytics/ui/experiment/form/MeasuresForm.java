/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.experiment.metric.DecisionRule;
import io.waymark.analytics.experiment.metric.Measures;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an experiment measures beside its main goal, as a form shows it.
 *
 * @param metrics further goals, guardrails and secondary metrics
 * @param rule what goals and guardrails add up to
 * @param pauseOnHarm whether it is paused as soon as a variant does harm
 * @param keepFirstVariant whether people who saw two variants count for the first
 */
public record MeasuresForm(List<MetricRow> metrics, DecisionRule rule, boolean pauseOnHarm, boolean keepFirstVariant) {

    /** So many metrics can be filled in. */
    public static final int MAX_ROWS = 30;

    public MeasuresForm {
        metrics = List.copyOf(metrics);
    }

    static MeasuresForm of(Measures measures) {
        return new MeasuresForm(
                measures.metrics().stream().map(MetricRow::of).toList(),
                measures.rule(),
                measures.pauseOnHarm(),
                measures.keepFirstVariant());
    }

    /** Of an experiment that has been started: what may still be changed. */
    static MeasuresForm secondaryOf(Measures measures) {
        return of(measures)
                .with(measures.metrics().stream()
                        .filter(metric -> metric.role() == MetricRole.SECONDARY)
                        .map(MetricRow::of)
                        .toList());
    }

    static MeasuresForm read(Fields fields) {
        List<MetricRow> metrics = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && fields.has("m" + i + ".kind"); i++) {
            metrics.add(MetricRow.read(fields, "m" + i + "."));
        }
        return new MeasuresForm(
                metrics,
                Stream.of(DecisionRule.values())
                        .filter(each -> each.name().equals(fields.text("rule")))
                        .findFirst()
                        .orElse(DecisionRule.CLEAR_SIGNALS),
                fields.has("pauseOnHarm"),
                fields.has("keepFirst"));
    }

    MeasuresForm with(List<MetricRow> others) {
        return new MeasuresForm(others, rule, pauseOnHarm, keepFirstVariant);
    }

    Measures measures(FormFaults faults) {
        return new Measures(metrics(Set.of(), faults), rule, pauseOnHarm, keepFirstVariant);
    }

    /** The metrics of an experiment that has been started: those that decide stay, those of the form are secondary. */
    Measures measures(Measures started, FormFaults faults) {
        List<Metric> all = new ArrayList<>(started.deciding().metrics());
        Set<String> taken = new HashSet<>();
        all.forEach(metric -> taken.add(metric.key()));
        metrics(taken, faults).forEach(metric -> all.add(metric.as(MetricRole.SECONDARY)));
        return new Measures(all, started.rule(), started.pauseOnHarm(), started.keepFirstVariant());
    }

    private List<Metric> metrics(Set<String> others, FormFaults faults) {
        Set<String> taken = new HashSet<>(others);
        taken.add(Metric.MAIN_GOAL);
        List<Metric> all = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricRow row = metrics.get(i);
            String at = "/metrics/" + i;
            boolean unique = taken.add(row.key());
            if (!unique && !row.key().isEmpty()) {
                faults.add(at + "/key", "must differ from the other metrics, and from '" + Metric.MAIN_GOAL + "'");
            }
            Metric metric = row.metric(at, faults);
            if (metric != null && unique) {
                all.add(metric);
            }
        }
        return all;
    }
}
