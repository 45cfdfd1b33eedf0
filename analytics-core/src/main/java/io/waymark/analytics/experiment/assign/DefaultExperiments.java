/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Assigns by hash, keeps assignments and records exposures in the background. */
public final class DefaultExperiments implements Experiments {

    /**
     * Assigns people to the variants of experiments. Records nothing until {@link #start() started}.
     *
     * @param catalog the experiments
     * @param database where assignments are kept
     * @param settings how much is remembered
     * @param clock tells when a person was assigned
     */
    public DefaultExperiments(
            ExperimentCatalog catalog, AnalyticsDatabase database, ExperimentSettings settings, Clock clock) {}

    /** Starts to keep assignments. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Keeps what has been assigned so far, and stops. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Assignment assign(AppId app, String key, @Nullable String unitId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Assignment expose(AppId app, String key, @Nullable String unitId) {
        throw new UnsupportedOperationException();
    }
}
