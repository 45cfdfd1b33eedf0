/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.watch;

import io.waymark.analytics.experiment.report.Advice;
import io.waymark.analytics.experiment.report.ExperimentReport;
import org.jspecify.annotations.Nullable;

/**
 * Is told when the advice on a running experiment becomes another. To be implemented by the host, as a bean: to write to a
 * chat, to open a ticket. Called by the job's thread, after the change has been recorded; what it throws is logged.
 */
@FunctionalInterface
public interface ExperimentAlert {

    /**
     * The advice has changed.
     *
     * @param report what the experiment has shown, with the advice
     * @param before the kind of advice it had before; null if none was recorded
     */
    void adviceChanged(ExperimentReport report, Advice.@Nullable Code before);
}
