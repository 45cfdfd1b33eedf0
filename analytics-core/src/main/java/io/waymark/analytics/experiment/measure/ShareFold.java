/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import io.waymark.analytics.experiment.metric.MetricKind;

/**
 * Counts people who did something: an event, all steps of a funnel in their order, or an event in a certain period. A step
 * may happen at the instant of the one before.
 */
final class ShareFold extends Fold {

    private final byte[] made;
    private final int steps;
    private final long notBefore;

    ShareFold(Frame frame, Exposed exposed, Metric metric) {
        super(frame, exposed, metric);
        this.made = new byte[exposed.size()];
        this.steps = metric.events().size();
        this.notBefore = metric.kind() == MetricKind.RETENTION
                ? metric.delay().toMillis()
                        + metric.period().multipliedBy(metric.periods()).toMillis()
                : 0;
    }

    @Override
    void event(int person, long millis, int place, double value) {
        if (place == made[person] && counts(person, millis) && millis - exposed.at[person] >= notBefore) {
            made[person]++;
            if (made[person] == steps) {
                change(person, frame.day(millis), 0, 1, 0);
            }
        }
    }

    @Override
    long bytes() {
        return bytes(1);
    }

    @Override
    void finish() {
        for (int person = 0; person < exposed.size(); person++) {
            person(person, exposureDay(person), 0);
            if (made[person] < steps && !isMatured(person)) {
                open[exposed.variant[person]]++;
            }
        }
    }
}
