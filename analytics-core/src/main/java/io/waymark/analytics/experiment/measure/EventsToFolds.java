/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.chunk.scan.EventPlaces.Places;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.experiment.measure.EventUses.Use;
import io.waymark.analytics.experiment.metric.MetricKind;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the folds of one bucket of the events of exposed people. Funnels hear of what somebody did at one instant in the order
 * of places, in which slices do not have it; to the others that order makes no difference.
 */
final class EventsToFolds implements SliceMerge.Events {

    private final int[] exposed;
    private final List<Fold> folds;
    private final Use[][] steps;
    private final Use[][] others;
    private int[] waiting = new int[8];
    private int size;
    private int person;
    private long millis;

    EventsToFolds(Exposed exposed, List<Fold> folds, List<List<Use>> uses) {
        this.exposed = exposed.places();
        this.folds = folds;
        this.steps = uses.stream().map(of -> those(of, true)).toArray(Use[][]::new);
        this.others = uses.stream().map(of -> those(of, false)).toArray(Use[][]::new);
    }

    private Use[] those(List<Use> uses, boolean ofFunnels) {
        return uses.stream()
                .filter(use -> folds.get(use.metric()).metric.kind() == MetricKind.FUNNEL == ofFunnels)
                .toArray(Use[]::new);
    }

    @Override
    public void event(int inBucket, long at, int place, Places numbers) {
        int who = exposed[inBucket];
        if (who == Exposed.NOBODY) {
            return;
        }
        for (Use use : others[place]) {
            double value = use.value() == Use.ONE ? 1 : numbers.number(use.value());
            if (!Double.isNaN(value)) {
                folds.get(use.metric()).event(who, at, use.place(), value);
            }
        }
        if (steps[place].length > 0) {
            if (who != person || at != millis) {
                end();
                person = who;
                millis = at;
            }
            if (size == waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * size);
            }
            waiting[size++] = place;
        }
    }

    /** After the last event. */
    void end() {
        if (size > 1) {
            Arrays.sort(waiting, 0, size);
        }
        for (int i = 0; i < size; i++) {
            for (Use use : steps[waiting[i]]) {
                folds.get(use.metric()).event(person, millis, use.place(), 1);
            }
        }
        size = 0;
    }
}
