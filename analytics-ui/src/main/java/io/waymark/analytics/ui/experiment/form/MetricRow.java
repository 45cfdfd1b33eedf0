/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.metric.MetricRole;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A metric as a form shows it: texts only, however unfinished. What its kind has no use for is ignored.
 *
 * @param key what the API calls it
 * @param name what people read; the key if empty
 * @param role what it is for
 * @param kind how a number is made of a person's events; never changes
 * @param events which events
 * @param property the property whose value counts; empty to count events
 * @param denominator the property of the denominator of a ratio; empty to count events
 * @param quantile which quantile, in per cent
 * @param period how long a period of retention is
 * @param periods in which period after that of the exposure
 * @param delay how long after the first exposure events begin to count
 * @param window how long events count; empty until the end of the experiment
 * @param lowerIsBetter whether less of it is better
 */
public record MetricRow(
        String key,
        String name,
        MetricRole role,
        MetricKind kind,
        List<EventRow> events,
        String property,
        String denominator,
        String quantile,
        Span period,
        String periods,
        Span delay,
        Span window,
        boolean lowerIsBetter) {

    /** So many steps can be filled in. */
    public static final int MAX_EVENTS = 10;

    public MetricRow {
        events = List.copyOf(events);
    }

    static MetricRow empty(MetricKind kind) {
        int events = kind == MetricKind.RATIO || kind == MetricKind.FUNNEL ? 2 : 1;
        return new MetricRow(
                "",
                "",
                MetricRole.SECONDARY,
                kind,
                Stream.generate(() -> EventRow.EMPTY).limit(events).toList(),
                "",
                "",
                Percentages.of(Metric.DEFAULT_QUANTILE),
                Span.of(Metric.DEFAULT_PERIOD),
                "1",
                Span.NONE,
                new Span("7", "d"),
                false);
    }

    static MetricRow of(Metric metric) {
        return new MetricRow(
                metric.key(),
                metric.name(),
                metric.role(),
                metric.kind(),
                metric.events().stream().map(EventRow::of).toList(),
                Objects.requireNonNullElse(metric.property(), ""),
                Objects.requireNonNullElse(metric.denominatorProperty(), ""),
                Percentages.of(metric.quantile()),
                Span.of(metric.period()),
                metric.periods() + "",
                Span.of(metric.delay()),
                Span.of(metric.window()),
                metric.lowerIsBetter());
    }

    static MetricRow read(Fields fields, String prefix) {
        List<EventRow> events = new ArrayList<>();
        for (int i = 1; i <= MAX_EVENTS && fields.has(prefix + "e" + i); i++) {
            events.add(
                    new EventRow(fields.text(prefix + "e" + i), ConditionRow.readAll(fields, prefix + "e" + i + ".")));
        }
        return new MetricRow(
                fields.text(prefix + "key"),
                fields.text(prefix + "name"),
                role(fields.text(prefix + "role")),
                kind(fields.text(prefix + "kind")),
                events,
                fields.text(prefix + "property"),
                fields.text(prefix + "denominator"),
                fields.text(prefix + "quantile"),
                Span.read(fields, prefix + "period"),
                fields.text(prefix + "periods"),
                Span.read(fields, prefix + "delay"),
                Span.read(fields, prefix + "window"),
                fields.has(prefix + "lower"));
    }

    MetricRow withEvents(List<EventRow> others) {
        return new MetricRow(
                key,
                name,
                role,
                kind,
                others,
                property,
                denominator,
                quantile,
                period,
                periods,
                delay,
                window,
                lowerIsBetter);
    }

    /** {@return whether it is made of the values of a property, or may be} */
    public boolean hasProperty() {
        return kind == MetricKind.SUM
                || kind == MetricKind.MEAN
                || kind == MetricKind.QUANTILE
                || kind == MetricKind.RATIO;
    }

    /** The metric; null after a fault. */
    @Nullable
    Metric metric(String at, FormFaults faults) {
        int before = faults.count();
        List<EventFilter> filters = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            EventFilter filter = events.get(i).filter(at + "/events/" + i, faults);
            filters.add(filter == null ? EventFilter.named("event") : filter);
        }
        BigDecimal level = kind == MetricKind.QUANTILE ? faults.number(at + "/quantile", quantile) : null;
        boolean returns = kind == MetricKind.RETENTION;
        Integer after = returns ? faults.whole(at + "/periods", periods) : null;
        Duration each = returns ? period.duration(at + "/period", faults) : null;
        Duration wait = delay.duration(at + "/delay", faults);
        Duration reach = returns ? null : window.duration(at + "/window", faults);
        Metric metric = faults.orNull(
                at,
                () -> new Metric(
                        key,
                        name.isEmpty() ? key.isEmpty() ? "-" : key : name,
                        role,
                        kind,
                        filters,
                        hasProperty() && !property.isEmpty() ? property : null,
                        kind == MetricKind.RATIO && !denominator.isEmpty() ? denominator : null,
                        level == null
                                ? Metric.DEFAULT_QUANTILE
                                : level.movePointLeft(2).doubleValue(),
                        each == null ? Metric.DEFAULT_PERIOD : each,
                        after == null ? returns ? 1 : 0 : after,
                        wait == null ? Duration.ZERO : wait,
                        reach,
                        lowerIsBetter));
        return faults.count() > before ? null : metric;
    }

    private static MetricRole role(String name) {
        return Stream.of(MetricRole.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(MetricRole.SECONDARY);
    }

    static MetricKind kind(String name) {
        return Stream.of(MetricKind.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(MetricKind.CONVERSION);
    }
}
