/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;

/** Sums numerator and denominator of each person. */
final class RatioFold extends Fold {

    private final double[] numerators;
    private final double[] denominators;

    RatioFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
        this.numerators = new double[exposed.size()];
        this.denominators = new double[exposed.size()];
    }

    @Override
    void event(int person, long millis, int place, double value) {
        if (!counts(person, millis)) {
            return;
        }
        int day = frame.day(millis);
        if (place == 0) {
            double from = numerators[person];
            numerators[person] = from + value;
            change(person, day, from, numerators[person], denominators[person]);
        } else {
            double from = denominators[person];
            denominators[person] = from + value;
            changeSecond(person, day, from, denominators[person], numerators[person]);
        }
    }

    @Override
    long bytes() {
        return bytes(16);
    }

    @Override
    void finish() {
        for (int person = 0; person < exposed.size(); person++) {
            person(person, exposureDay(person), 0);
            open[exposed.variant[person]] += isMatured(person) ? 0 : 1;
        }
    }
}
