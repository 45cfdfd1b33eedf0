/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.ui.view.Panel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All experiments.
 *
 * @param experiments each with what it has shown
 */
public record ExperimentListModel(List<Row> experiments) {

    /**
     * An experiment.
     *
     * @param experiment the experiment
     * @param result what it has shown; null for a draft
     */
    public record Row(Experiment experiment, @Nullable Panel<ResultView> result) {}
}
