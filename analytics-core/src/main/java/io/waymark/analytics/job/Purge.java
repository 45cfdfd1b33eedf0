/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;

/** Deletes events past a certain age, a week at a time. */
public final class Purge implements Job {

    /** The name of the job. */
    public static final String NAME = "purge";

    private final PurgeSettings settings;

    /**
     * Deletes old events.
     *
     * @param database where they are
     * @param rollup brings aggregates up to date before
     * @param settings how old events may become
     * @param clock tells how old events are
     */
    public Purge(AnalyticsDatabase database, Rollup rollup, PurgeSettings settings, Clock clock) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    @Override
    public long run() {
        throw new UnsupportedOperationException();
    }
}
