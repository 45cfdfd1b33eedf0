/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import io.waymark.analytics.experiment.metric.Metric;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Makes the sums of one metric of people who come in their order, so that one bucket is under way at a time. */
final class FoldsInOrder {

    private final Metric metric;
    private final Frame frame;
    private final Iterator<Exposed> buckets;
    private final GatheredFolds gathered;
    private @Nullable Fold fold;
    private int person = -1;
    private int place = Exposed.NOBODY;

    FoldsInOrder(Metric metric, ExposedPeople people, Frame frame) {
        this.metric = metric;
        this.frame = frame;
        this.buckets = people.buckets().values().iterator();
        this.gathered = new GatheredFolds(metric, frame, people.memory());
    }

    /** Goes on to a person, and tells whether they count. */
    boolean isExposed(int next) {
        if (next != person) {
            person = next;
            while ((fold == null || fold.exposed.bucket < next >>> 16) && buckets.hasNext()) {
                finish();
                fold = Fold.of(frame, buckets.next(), metric);
            }
            place = fold != null && fold.exposed.bucket == next >>> 16
                    ? fold.exposed.place(next & (Exposed.BUCKET_SIZE - 1))
                    : Exposed.NOBODY;
        }
        return place != Exposed.NOBODY;
    }

    /** The next event of the person. */
    void event(long millis, int of, double value) {
        if (fold != null) {
            fold.event(place, millis, of, value);
        }
    }

    private void finish() {
        if (fold != null) {
            fold.finish();
            gathered.add(fold);
            fold = null;
        }
    }

    MetricData data() {
        finish();
        while (buckets.hasNext()) {
            fold = Fold.of(frame, buckets.next(), metric);
            finish();
        }
        return gathered.data();
    }
}
