/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;

/** Counts events of each person, and those before the exposure. */
final class CountFold extends Fold {

    private final int[] counted = new int[Exposed.SIZE];
    private final int[] earlier = new int[Exposed.SIZE];

    CountFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
    }

    @Override
    void event(int person, long millis, int place, double value) {
        if (before(person, millis)) {
            earlier[person]++;
        } else if (counts(person, millis)) {
            int from = counted[person]++;
            change(person, frame.day(millis), from, counted[person], earlier[person]);
        }
    }

    @Override
    void finish() {
        for (int person = 0; person < Exposed.SIZE; person++) {
            if (isExposed(person)) {
                person(person, exposureDay(person), earlier[person]);
                open[exposed.variant[person]] += isMatured(person) ? 0 : 1;
            }
        }
    }
}
