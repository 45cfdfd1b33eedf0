/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import java.util.Arrays;

/**
 * Takes the mean of the values of each person, and of those before the exposure, 0 without any. People without a value after
 * the exposure are left out; they come in on the day of their first one.
 */
final class MeanFold extends Fold {

    private final double[] sums;
    private final int[] counts;
    private final double[] earlierSums;
    private final int[] earlierCounts;

    MeanFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
        this.sums = new double[exposed.size()];
        this.counts = new int[exposed.size()];
        this.earlierSums = new double[exposed.size()];
        this.earlierCounts = new int[exposed.size()];
    }

    @Override
    void event(int person, long millis, int place, double value) {
        if (before(person, millis)) {
            earlierSums[person] += value;
            earlierCounts[person]++;
        } else if (counts(person, millis)) {
            int day = frame.day(millis);
            double earlier = earlierCounts[person] == 0 ? 0 : earlierSums[person] / earlierCounts[person];
            double from = 0;
            if (counts[person] == 0) {
                person(person, day, earlier);
            } else {
                from = mean(person);
            }
            sums[person] += value;
            counts[person]++;
            change(person, day, from, mean(person), earlier);
        }
    }

    @Override
    long bytes() {
        return bytes(24);
    }

    @Override
    void finish() {
        for (int person = 0; person < exposed.size(); person++) {
            if (!isMatured(person)) {
                open[exposed.variant[person]]++;
            }
        }
    }

    /** The means of the people of a variant in a phase, in any order. */
    double[] values(int variant, int phase, boolean maturedOnly) {
        double[] values = new double[exposed.size()];
        int n = 0;
        for (int person = 0; person < exposed.size(); person++) {
            if (exposed.variant[person] == variant
                    && exposed.phase[person] == phase
                    && counts[person] > 0
                    && (!maturedOnly || isMatured(person))) {
                values[n++] = mean(person);
            }
        }
        return Arrays.copyOf(values, n);
    }

    private double mean(int person) {
        return sums[person] / counts[person];
    }
}
