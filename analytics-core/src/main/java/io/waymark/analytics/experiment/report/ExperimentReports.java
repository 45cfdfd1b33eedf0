/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;

/** Computes what experiments have shown, from raw exposures and events. */
public final class ExperimentReports {

    /**
     * Reads the figures.
     *
     * @param database where they are
     * @param catalog the experiments
     * @param names the dictionary of event names
     * @param clock tells which conversion windows are still open
     */
    public ExperimentReports(AnalyticsDatabase database, ExperimentCatalog catalog, EventNames names, Clock clock) {}

    /**
     * What an experiment has shown so far.
     *
     * @param app the app
     * @param idOrKey its number or its key
     * @return the report
     * @throws io.waymark.analytics.experiment.ExperimentNotFoundException if there is no such experiment
     */
    public ExperimentReport report(AppId app, String idOrKey) {
        throw new UnsupportedOperationException();
    }
}
