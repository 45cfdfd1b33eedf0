/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.experiment.Assignment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of somebody and an experiment: either the variant that they keep, or, for a while and one state of the
 * experiment, that they keep none.
 */
final class Entry {

    /** How long an exposure is not sent again. */
    static final Duration EXPOSED = Duration.ofMinutes(30);

    private static final long NEVER = Long.MIN_VALUE;
    private static final AtomicLongFieldUpdater<Entry> EXPOSED_AT =
            AtomicLongFieldUpdater.newUpdater(Entry.class, "exposedAt");

    private final long experimentId;
    private final Assignment assignment;
    private final @Nullable Live state;
    private final long until;
    private volatile long exposedAt = NEVER;

    private Entry(long experimentId, Assignment assignment, @Nullable Live state, long until) {
        this.experimentId = experimentId;
        this.assignment = assignment;
        this.state = state;
        this.until = until;
    }

    static Entry kept(long experimentId, Assignment assignment) {
        return new Entry(experimentId, assignment, null, 0);
    }

    static Entry outside(Live state, Assignment assignment, long until) {
        return new Entry(state.id(), assignment, state, until);
    }

    long experimentId() {
        return experimentId;
    }

    Assignment assignment() {
        return assignment;
    }

    boolean isKept() {
        return state == null;
    }

    /** Whether it still is so that nothing is kept. */
    boolean isOutside(Live present, long now) {
        return state == present && now - until < 0;
    }

    /** Whether an exposure is to be sent now; true for one of many callers. */
    boolean exposeNow(long now) {
        long last = exposedAt;
        return (last == NEVER || now - last >= EXPOSED.toNanos()) && EXPOSED_AT.compareAndSet(this, last, now);
    }
}
