/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import java.util.ArrayList;
import java.util.List;

/** The sums of a metric over everybody. Immutable once made; arrays are not to be changed. */
public final class MetricData {

    private final Metric metric;
    private final Frame frame;
    private final Cells all;
    private final Cells matured;
    private final long[] open;
    private final List<double[]> lists;

    MetricData(Metric metric, Frame frame, Cells all, Cells matured, long[] open, List<double[]> lists) {
        this.metric = metric;
        this.frame = frame;
        this.all = all;
        this.matured = matured;
        this.open = open;
        this.lists = lists;
    }

    static MetricData kept(
            Metric metric, Frame frame, double[] all, double[] matured, long[] open, List<double[]> lists) {
        return new MetricData(metric, frame, new Cells(frame, all), new Cells(frame, matured), open, lists);
    }

    /** The sums of some phases as those of a frame; how many windows are open is not known of them. */
    MetricData ofPhases(Frame other, int from) {
        List<double[]> some = new ArrayList<>();
        for (int variant = 0; variant < lists.size() / frame.phases().size(); variant++) {
            int first = variant * frame.phases().size() + from;
            some.addAll(lists.subList(first, first + other.phases().size()));
        }
        return new MetricData(
                metric, other, all.ofPhases(other, from), matured.ofPhases(other, from), new long[open.length], some);
    }

    /** Of everybody, then of those whose window has closed, each by variant, then phase; empty but for quantiles. */
    List<double[]> lists() {
        return lists;
    }

    /** {@return the metric} */
    public Metric metric() {
        return metric;
    }

    /** {@return variants, phases and days} */
    public Frame frame() {
        return frame;
    }

    /**
     * The sums.
     *
     * @param maturedOnly whether only people count whose window has closed
     * @return the sums per variant, phase and day
     */
    public Cells cells(boolean maturedOnly) {
        return maturedOnly ? matured : all;
    }

    /**
     * People for whom something may still change.
     *
     * @param variant the place of the variant
     * @return how many; of a share only those who have not done it yet
     */
    public long open(int variant) {
        return open[variant];
    }

    /**
     * The values of a quantile.
     *
     * @param variant the place of the variant
     * @param phase the place of the phase
     * @param maturedOnly whether only people count whose window has closed
     * @return a value for each person who has one, ascending; empty for other metrics
     */
    public double[] values(int variant, int phase, boolean maturedOnly) {
        if (lists.isEmpty()) {
            return new double[0];
        }
        int half = maturedOnly ? lists.size() / 2 : 0;
        return lists.get(half + variant * frame.phases().size() + phase);
    }
}
