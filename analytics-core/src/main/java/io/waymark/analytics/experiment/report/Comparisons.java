/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.measure.Cell;
import io.waymark.analytics.experiment.measure.Frame;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.measure.MetricData;
import io.waymark.analytics.experiment.metric.MetricKind;
import io.waymark.analytics.experiment.stats.Computed;
import io.waymark.analytics.experiment.stats.Computed.Reason;
import io.waymark.analytics.experiment.stats.Proportion;
import io.waymark.analytics.experiment.stats.mean.Covariate;
import io.waymark.analytics.experiment.stats.mean.Cuped;
import io.waymark.analytics.experiment.stats.mean.PairedSums;
import io.waymark.analytics.experiment.stats.mean.PhaseStratified;
import io.waymark.analytics.experiment.stats.mean.QuantileEstimate;
import io.waymark.analytics.experiment.stats.mean.RatioMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a metric says of the variants up to a day, phase by phase and put together. */
final class Comparisons {

    private static final int CONTROL = 0;

    private final Measurements measured;
    private final MetricData data;
    private final boolean matured;

    Comparisons(Measurements measured, MetricData data, boolean matured) {
        this.measured = measured;
        this.data = data;
        this.matured = matured;
    }

    /**
     * What a variant shows in the phases in which it is compared, each weighed by the people of all variants: by the weights
     * of the comparison, so that the lift is that of the rates. The control is compared as long as anybody else is there.
     * Without any such phase, in all that the variant has.
     */
    Computed<Covariate> estimate(int variant, int day) {
        IntPredicate compared = variant == CONTROL
                ? phase -> IntStream.range(1, frame().variants().size()).anyMatch(other -> knows(other, phase, day))
                : phase -> knows(CONTROL, phase, day);
        Computed<PhaseStratified> some = stratified(variant, variant, day, compared);
        return (some.orNull() == null ? stratified(variant, variant, day, phase -> true) : some)
                .map(PhaseStratified::treatment);
    }

    /** What the control shows by the weights of its comparison with a variant. */
    Computed<Covariate> base(int treatment, int day) {
        return stratified(CONTROL, treatment, day, phase -> true).map(PhaseStratified::control);
    }

    /** Compares a variant with the control, with what people did before taken off where the metric has it. */
    Computed<Cuped> compare(int treatment, int day, boolean adjust) {
        return stratified(CONTROL, treatment, day, phase -> true)
                .map(phases ->
                        phases.compared(adjust && data.metric().kind().isAdjusted() ? theta(treatment, day) : 0));
    }

    /** The sums of a variant over all phases. */
    Cell total(int variant, int day) {
        Cell total = new Cell(0, 0, 0, 0, 0, 0);
        for (int phase = 0; phase < phases(); phase++) {
            Cell of = data.cells(matured).through(variant, phase, day);
            total = new Cell(
                    total.people() + of.people(),
                    total.y() + of.y(),
                    total.yy() + of.yy(),
                    total.x() + of.x(),
                    total.xx() + of.xx(),
                    total.xy() + of.xy());
        }
        return total;
    }

    /** The counts of a variant, of a share. */
    Proportion proportion(int variant, int day) {
        Cell total = total(variant, day);
        return new Proportion(Math.round(total.y()), total.n());
    }

    /** Whether all people came under the same weights, so that the counts say all there is. */
    boolean onePhase(int day) {
        int withPeople = 0;
        for (int phase = 0; phase < phases(); phase++) {
            withPeople += people(phase, day) > 0 ? 1 : 0;
        }
        return withPeople <= 1;
    }

    private boolean knows(int variant, int phase, int day) {
        return covariate(variant, phase, day).orNull() != null;
    }

    private Computed<PhaseStratified> stratified(int control, int treatment, int day, IntPredicate counts) {
        List<PhaseStratified.Phase> compared = new ArrayList<>();
        Reason obstacle = Reason.NO_TRIALS;
        for (int phase = 0; phase < phases(); phase++) {
            if (!counts.test(phase)) {
                continue;
            }
            Computed<Covariate> c = covariate(control, phase, day);
            Computed<Covariate> t = covariate(treatment, phase, day);
            if (c instanceof Computed.Value<Covariate> known && t instanceof Computed.Value<Covariate> other) {
                compared.add(new PhaseStratified.Phase(people(phase, day), known.value(), other.value()));
            } else {
                Reason reason = c.reason() == null ? t.reason() : c.reason();
                obstacle = reason == null || reason == Reason.NO_TRIALS ? obstacle : reason;
            }
        }
        return compared.isEmpty() ? Computed.not(obstacle) : PhaseStratified.of(compared);
    }

    private Computed<Covariate> covariate(int variant, int phase, int day) {
        Cell cell = data.cells(matured).through(variant, phase, day);
        MetricKind kind = data.metric().kind();
        if (kind == MetricKind.QUANTILE) {
            double[] values = data.values(variant, phase, matured);
            return values.length == 0
                    ? Computed.not(Reason.NO_TRIALS)
                    : QuantileEstimate.of(values, data.metric().quantile())
                            .arm()
                            .map(Covariate::of);
        }
        if (cell.n() == 0) {
            return Computed.not(Reason.NO_TRIALS);
        }
        if (kind.isShare()) {
            double rate = cell.y() / cell.people();
            return Computed.of(new Covariate(cell.n(), rate, 0, rate * (1 - rate), 0, 0));
        }
        return kind == MetricKind.RATIO
                ? RatioMetric.arm(cell.sums()).map(Covariate::of)
                : Computed.of(Covariate.of(cell.sums()));
    }

    private double theta(int treatment, int day) {
        PairedSums all = PairedSums.NONE;
        for (int phase = 0; phase < phases(); phase++) {
            all = all.plus(data.cells(matured).through(CONTROL, phase, day).sums())
                    .plus(data.cells(matured).through(treatment, phase, day).sums());
        }
        return Cuped.theta(all);
    }

    private long people(int phase, int day) {
        long people = 0;
        for (int variant = 0; variant < frame().variants().size(); variant++) {
            people += measured.people(variant, phase, day);
        }
        return people;
    }

    private int phases() {
        return frame().phases().size();
    }

    private Frame frame() {
        return measured.frame();
    }
}
