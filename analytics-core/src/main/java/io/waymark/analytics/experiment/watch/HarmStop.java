/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.watch;

import io.waymark.analytics.experiment.report.ExperimentReport;

/** Stops an experiment that does harm, for those that ask for it; a host's own bean takes the place of pausing it. */
@FunctionalInterface
public interface HarmStop {

    /**
     * Stops it.
     *
     * @param report what it has shown
     * @param actor who does this, for the audit
     */
    void stop(ExperimentReport report, String actor);
}
