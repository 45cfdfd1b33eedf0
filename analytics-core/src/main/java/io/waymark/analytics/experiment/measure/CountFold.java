/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;

/** Counts events of each person, and those before the exposure. */
final class CountFold extends Fold {

    private final int[] counted;
    private final int[] earlier;

    CountFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
        this.counted = new int[exposed.size()];
        this.earlier = new int[exposed.size()];
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
    long bytes() {
        return bytes(8);
    }

    @Override
    void finish() {
        for (int person = 0; person < exposed.size(); person++) {
            person(person, exposureDay(person), earlier[person]);
            open[exposed.variant[person]] += isMatured(person) ? 0 : 1;
        }
    }
}
