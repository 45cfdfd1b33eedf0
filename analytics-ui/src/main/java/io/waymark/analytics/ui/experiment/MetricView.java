/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.metric.DecisionRule.State;
import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricRole;
import io.waymark.analytics.experiment.report.MetricResult;
import io.waymark.analytics.experiment.report.MetricResult.Deciding;
import io.waymark.analytics.experiment.report.MetricResult.OfEffect;
import io.waymark.analytics.experiment.report.MetricResult.OfVariant;
import io.waymark.analytics.experiment.stats.Interval;
import io.waymark.analytics.experiment.stats.mean.Effect;
import io.waymark.analytics.ui.view.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant's result of a metric as the table shows it: all in words.
 *
 * @param name what people call the metric
 * @param note what is special about it; null if nothing is
 * @param role what it is for
 * @param variant the key of the variant
 * @param people how many people count
 * @param control what the control shows in the phases in which the variant is compared with it
 * @param estimate what the variant shows
 * @param lift the relative difference
 * @param interval where the lift lies: for goals and guardrails at any time, for others at a single look
 * @param chance the probability to be better
 * @param p the adjusted p value
 * @param verdict what follows
 * @param tone {@code good}, {@code bad} or {@code flat}
 */
public record MetricView(
        String name,
        @Nullable String note,
        MetricRole role,
        String variant,
        long people,
        String control,
        String estimate,
        String lift,
        String interval,
        String chance,
        String p,
        String verdict,
        String tone) {

    static final String NONE = "n/a";

    static List<MetricView> of(Ui ui, List<MetricResult> results, boolean silent) {
        List<MetricView> rows = new ArrayList<>();
        for (MetricRole role : MetricRole.values()) {
            for (MetricResult result : results) {
                if (result.metric().role() == role) {
                    result.variants().stream().skip(1).forEach(of -> rows.add(row(ui, result, of, silent)));
                }
            }
        }
        return rows;
    }

    private static MetricView row(Ui ui, MetricResult result, OfVariant of, boolean silent) {
        Metric metric = result.metric();
        OfEffect effect = of.effect();
        Effect lift = effect == null ? null : effect.lift().orNull();
        Deciding deciding = effect == null ? null : effect.deciding().orNull();
        Interval interval = metric.role() == MetricRole.SECONDARY
                ? effect == null ? null : effect.liftInterval().orNull()
                : deciding == null ? null : deciding.lift();
        Double chance = effect == null ? null : effect.chanceToWin().orNull();
        Double p = effect == null ? null : effect.pValueAdjusted().orNull();
        State state = effect == null || silent ? State.NEUTRAL : effect.state();
        return new MetricView(
                metric.name(),
                note(ui, metric, effect),
                metric.role(),
                of.variant().key(),
                of.people(),
                number(ui, metric, effect == null ? null : effect.base().orNull()),
                number(ui, metric, of.estimate().orNull()),
                lift == null ? NONE : ui.format().signedPercent(100 * lift.value()),
                interval == null
                        ? NONE
                        : ui.t(
                                "range",
                                ui.format().signedPercent(100 * interval.lower()),
                                ui.format().signedPercent(100 * interval.upper())),
                chance == null ? NONE : ui.format().chance(chance),
                p == null ? NONE : ui.format().probability(p),
                ui.t("metric.verdict."
                        + (silent ? "SILENT" : metric.role() == MetricRole.SECONDARY ? "EXPLORE" : state.name())),
                state == State.WINNER ? "good" : state == State.LOSER ? "bad" : "flat");
    }

    private static @Nullable String note(Ui ui, Metric metric, @Nullable OfEffect effect) {
        List<String> notes = new ArrayList<>();
        if (metric.lowerIsBetter()) {
            notes.add(ui.t("metric.lower"));
        }
        if (effect != null && metric.kind().isAdjusted() && effect.varianceReduction() >= 0.005) {
            Double raw = effect.unadjustedLift().orNull();
            notes.add(ui.t(
                    "metric.adjusted",
                    ui.format().percent(100 * effect.varianceReduction()),
                    raw == null ? NONE : ui.format().signedPercent(100 * raw)));
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    static String number(Ui ui, Metric metric, @Nullable Double value) {
        if (value == null) {
            return NONE;
        }
        return metric.kind().isShare()
                ? ui.format().percent(100 * value)
                : ui.format().number(value);
    }
}
