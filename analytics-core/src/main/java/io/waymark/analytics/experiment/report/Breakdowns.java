/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.measure.Part;
import io.waymark.analytics.experiment.measure.PartMeter;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.report.Breakdown.OfEffect;
import io.waymark.analytics.experiment.report.Breakdown.OfValue;
import io.waymark.analytics.experiment.report.Breakdown.OfVariant;
import io.waymark.analytics.experiment.stats.BenjaminiHochberg;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.store.StorableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares variants part by part, and adjusts for how many comparisons that makes. */
final class Breakdowns {

    private static final int MAX_PROPERTY = 200;

    /** Only what decides asks how long the experiment has been running. */
    private static final RunningTime OF_NO_MATTER = new RunningTime(List.of());

    private final PartMeter meter;

    Breakdowns(PartMeter meter) {
        this.meter = meter;
    }

    Breakdown of(Experiment experiment, String property, String metricKey, Instant asOf) {
        if (property.isBlank() || property.length() > MAX_PROPERTY || !StorableText.test(property)) {
            throw new InvalidInputException(
                    "/property", "must have 1 to " + MAX_PROPERTY + " characters that can be stored");
        }
        Metric metric = experiment.definition().metrics().stream()
                .filter(each -> each.key().equals(metricKey))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/metric", "is no metric of '" + experiment.key() + "': '" + metricKey + "'"));
        Instant startedAt = experiment.startedAt();
        List<OfValue> parts = startedAt == null
                ? List.of()
                : meter.measure(experiment, metric.as(MetricRole.SECONDARY), property, startedAt, asOf).stream()
                        .map(part -> part(experiment, part))
                        .toList();
        return new Breakdown(experiment, metric, property, adjusted(parts), asOf);
    }

    List<String> properties(Experiment experiment, Instant asOf) {
        Instant startedAt = experiment.startedAt();
        return startedAt == null ? List.of() : meter.properties(experiment, startedAt, asOf);
    }

    private static OfValue part(Experiment experiment, Part part) {
        Measurements measured = part.measured();
        MetricResult result = new MetricResults(
                        experiment, measured, Looks.of(experiment, measured, OF_NO_MATTER), false)
                .all()
                .get(0);
        return new OfValue(
                part.kind(),
                part.value(),
                result.variants().stream().map(Breakdowns::variant).toList());
    }

    private static OfVariant variant(MetricResult.OfVariant of) {
        MetricResult.OfEffect effect = of.effect();
        return new OfVariant(
                of.variant(), of.people(), of.total(), of.estimate(), effect == null ? null : effect(effect));
    }

    private static OfEffect effect(MetricResult.OfEffect effect) {
        Reason tooLittle = effect.deciding().reason();
        Computed<Double> pValue = tooLittle == null ? effect.pValue() : Computed.not(tooLittle);
        return new OfEffect(
                effect.base(),
                effect.difference().map(Effect::value),
                effect.lift().map(Effect::value),
                effect.liftInterval(),
                pValue,
                pValue,
                effect.chanceToWin());
    }

    private static List<OfValue> adjusted(List<OfValue> parts) {
        List<Double> known = new ArrayList<>();
        for (OfValue part : parts) {
            for (OfVariant of : part.variants()) {
                Double p = pValue(of);
                if (p != null) {
                    known.add(p);
                }
            }
        }
        Iterator<Double> adjusted = BenjaminiHochberg.adjust(known).iterator();
        return parts.stream()
                .map(part -> new OfValue(
                        part.kind(),
                        part.value(),
                        part.variants().stream()
                                .map(of -> pValue(of) == null ? of : adjusted(of, adjusted.next()))
                                .toList()))
                .toList();
    }

    private static @Nullable Double pValue(OfVariant of) {
        OfEffect effect = of.effect();
        return effect == null ? null : effect.pValue().orNull();
    }

    private static OfVariant adjusted(OfVariant of, double pValue) {
        OfEffect effect = of.effect();
        return effect == null
                ? of
                : new OfVariant(
                        of.variant(),
                        of.people(),
                        of.total(),
                        of.estimate(),
                        new OfEffect(
                                effect.base(),
                                effect.difference(),
                                effect.lift(),
                                effect.liftInterval(),
                                effect.pValue(),
                                Computed.of(pValue),
                                effect.chanceToWin()));
    }
}
