/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.stats.mean.Winsorizing;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Sums the values of each person. As the limit that sums are cut down to is known only when everybody's sum is, what came on
 * which day is kept: one entry for a person and day, in order of time.
 */
final class SumFold extends Fold {

    private int size;
    private int[] persons = new int[1 << 10];
    private int[] days = new int[1 << 10];
    private double[] values = new double[1 << 10];
    private int[] latest;
    private final double[] earlier;

    SumFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
        this.latest = new int[exposed.size()];
        this.earlier = new double[exposed.size()];
        Arrays.fill(latest, -1);
    }

    @Override
    void event(int person, long millis, int place, double value) {
        if (before(person, millis)) {
            earlier[person] += value;
        } else if (counts(person, millis)) {
            int day = frame.day(millis);
            int known = latest[person];
            if (known >= 0 && days[known] == day) {
                values[known] += value;
            } else {
                if (size == persons.length) {
                    persons = Arrays.copyOf(persons, 2 * size);
                    days = Arrays.copyOf(days, 2 * size);
                    values = Arrays.copyOf(values, 2 * size);
                }
                persons[size] = person;
                days[size] = day;
                values[size] = value;
                latest[person] = size++;
            }
        }
    }

    @Override
    long bytes() {
        return bytes(Double.BYTES) + (long) latest.length * Integer.BYTES + 16L * persons.length;
    }

    @Override
    void finish() {
        for (int person = 0; person < exposed.size(); person++) {
            open[exposed.variant[person]] += isMatured(person) ? 0 : 1;
        }
        latest = new int[0];
        persons = Arrays.copyOf(persons, size);
        days = Arrays.copyOf(days, size);
        values = Arrays.copyOf(values, size);
    }

    /** Cuts the sums of everybody down, and takes everybody in. */
    static void cut(List<SumFold> folds) {
        double[] totals = folds.stream()
                .flatMapToDouble(fold -> Arrays.stream(fold.totals()).filter(total -> total != 0))
                .toArray();
        OptionalDouble limit = Winsorizing.limit(totals, Winsorizing.LEVEL, true);
        folds.forEach(fold -> fold.takeIn(limit.orElse(Double.POSITIVE_INFINITY)));
    }

    private double[] totals() {
        double[] totals = new double[exposed.size()];
        for (int i = 0; i < size; i++) {
            totals[persons[i]] += values[i];
        }
        return totals;
    }

    private void takeIn(double limit) {
        for (int person = 0; person < exposed.size(); person++) {
            person(person, exposureDay(person), Math.min(limit, earlier[person]));
        }
        double[] totals = new double[exposed.size()];
        for (int i = 0; i < size; i++) {
            int person = persons[i];
            double from = totals[person];
            totals[person] = from + values[i];
            change(
                    person,
                    days[i],
                    Math.min(limit, from),
                    Math.min(limit, totals[person]),
                    Math.min(limit, earlier[person]));
        }
    }
}
