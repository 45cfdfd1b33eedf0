/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sums of one metric of the people of one bucket. Is told of the events of each person in order of time; people may
 * take turns. Two sets of sums are kept: of everybody, and of those whose window has closed.
 */
abstract class Fold {

    final Frame frame;
    final Exposed exposed;
    final Metric metric;
    final Cells all;
    final Cells matured;
    final long[] open;

    private final long delay;
    private final long window;
    private final boolean bounded;

    Fold(Frame frame, Exposed exposed, Metric metric) {
        this.frame = frame;
        this.exposed = exposed;
        this.metric = metric;
        this.all = new Cells(frame);
        this.matured = new Cells(frame);
        this.open = new long[frame.variants().size()];
        this.delay = metric.delay().toMillis();
        @Nullable Duration reach = metric.reach();
        this.bounded = reach != null;
        this.window = reach == null ? 0 : reach.toMillis();
    }

    /**
     * An event of somebody who saw one variant.
     *
     * @param person their place among the exposed
     * @param millis when it happened
     * @param place which event of the metric it is
     * @param value what it is worth
     */
    abstract void event(int person, long millis, int place, double value);

    /** After the last event: takes everybody in. */
    abstract void finish();

    /** About how many bytes it takes. */
    abstract long bytes();

    final long bytes(int aPerson) {
        return 2L * Cells.BYTES_A_CELL * frame.cells() + (long) aPerson * exposed.size();
    }

    final boolean counts(int person, long millis) {
        return millis >= exposed.at[person] + delay
                && millis <= frame.asOf()
                && (bounded ? millis - exposed.at[person] <= window : millis < frame.until());
    }

    final boolean before(int person, long millis) {
        return millis < exposed.at[person] && exposed.at[person] - millis <= Frame.BEFORE;
    }

    /** Whether nothing that is still to come can change what somebody did. */
    final boolean isMatured(int person) {
        return !bounded || exposed.at[person] + window <= frame.asOf();
    }

    final void person(int person, int day, double x) {
        int variant = exposed.variant[person];
        int phase = exposed.phase[person];
        all.addPerson(variant, phase, day, x);
        if (isMatured(person)) {
            matured.addPerson(variant, phase, day, x);
        }
    }

    final void change(int person, int day, double from, double to, double x) {
        int variant = exposed.variant[person];
        int phase = exposed.phase[person];
        all.change(variant, phase, day, from, to, x);
        if (isMatured(person)) {
            matured.change(variant, phase, day, from, to, x);
        }
    }

    final void changeSecond(int person, int day, double from, double to, double y) {
        int variant = exposed.variant[person];
        int phase = exposed.phase[person];
        all.changeSecond(variant, phase, day, from, to, y);
        if (isMatured(person)) {
            matured.changeSecond(variant, phase, day, from, to, y);
        }
    }

    final int exposureDay(int person) {
        return frame.day(exposed.at[person]);
    }

    static Fold of(Frame frame, Exposed exposed, Metric metric) {
        return switch (metric.kind()) {
            case CONVERSION, FUNNEL, RETENTION -> new ShareFold(frame, exposed, metric);
            case COUNT -> new CountFold(frame, exposed, metric);
            case SUM -> new SumFold(frame, exposed, metric);
            case MEAN, QUANTILE -> new MeanFold(frame, exposed, metric);
            case RATIO -> new RatioFold(frame, exposed, metric);
        };
    }
}
