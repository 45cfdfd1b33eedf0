/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;

/** Brings the daily aggregates up to date. */
public final class Rollup implements Job {

    /** The name of the job. */
    public static final String NAME = "rollup";

    private final RollupSettings settings;

    /**
     * Rolls up the days of all apps.
     *
     * @param database where events and aggregates are
     * @param settings how often
     */
    public Rollup(AnalyticsDatabase database, RollupSettings settings) {
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
