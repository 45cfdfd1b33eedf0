/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import java.util.Arrays;
import java.util.List;

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

    /** The means of people, in any order: of all, then of those whose window has closed, each by variant, then phase. */
    List<double[]> values() {
        int half = frame.variants().size() * frame.phases().size();
        int[] sizes = new int[2 * half];
        for (int person = 0; person < exposed.size(); person++) {
            if (counts[person] > 0) {
                sizes[list(person)]++;
                sizes[half + list(person)] += isMatured(person) ? 1 : 0;
            }
        }
        List<double[]> lists = Arrays.stream(sizes).mapToObj(double[]::new).toList();
        for (int person = 0; person < exposed.size(); person++) {
            if (counts[person] > 0) {
                put(person, list(person), lists, sizes);
                if (isMatured(person)) {
                    put(person, half + list(person), lists, sizes);
                }
            }
        }
        return lists;
    }

    private int list(int person) {
        return exposed.variant[person] * frame.phases().size() + exposed.phase[person];
    }

    private void put(int person, int list, List<double[]> lists, int[] left) {
        lists.get(list)[--left[list]] = mean(person);
    }

    private double mean(int person) {
        return sums[person] / counts[person];
    }
}
