/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Puts what came of the buckets of people together, one after the other. What is not needed to the end is let go at once: of
 * sums that may still be cut down everything is kept, and of quantiles the values. Not safe for use by several threads.
 */
final class GatheredFolds {

    private final Metric metric;
    private final Frame frame;
    private final LongConsumer memory;
    private final Cells all;
    private final Cells matured;
    private final long[] open;
    private final List<SumFold> sums = new ArrayList<>();
    private final List<List<double[]>> values = new ArrayList<>();

    /** Tells how many bytes are kept. */
    GatheredFolds(Metric metric, Frame frame, LongConsumer memory) {
        this.metric = metric;
        this.frame = frame;
        this.memory = memory;
        this.all = new Cells(frame);
        this.matured = new Cells(frame);
        this.open = new long[frame.variants().size()];
        if (metric.kind() == MetricKind.QUANTILE) {
            for (int i = 0; i < 2 * frame.variants().size() * frame.phases().size(); i++) {
                values.add(new ArrayList<>());
            }
        }
    }

    /** Takes one in that is finished, and lets no more be kept of it than is needed. */
    void add(Fold fold) {
        for (int i = 0; i < open.length; i++) {
            open[i] += fold.open[i];
        }
        if (fold instanceof SumFold sum) {
            memory.accept(sum.bytes());
            sums.add(sum);
            return;
        }
        all.plus(fold.all);
        matured.plus(fold.matured);
        if (!values.isEmpty() && fold instanceof MeanFold mean) {
            List<double[]> some = mean.values();
            for (int list = 0; list < some.size(); list++) {
                memory.accept((long) some.get(list).length * Double.BYTES);
                values.get(list).add(some.get(list));
            }
        }
    }

    MetricData data() {
        SumFold.cut(sums);
        sums.forEach(fold -> {
            all.plus(fold.all);
            matured.plus(fold.matured);
            memory.accept(-fold.bytes());
        });
        sums.clear();
        return new MetricData(
                metric,
                frame,
                all,
                matured,
                open,
                values.stream().map(GatheredFolds::sorted).toList());
    }

    private static double[] sorted(List<double[]> parts) {
        double[] sorted = parts.stream().flatMapToDouble(Arrays::stream).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
