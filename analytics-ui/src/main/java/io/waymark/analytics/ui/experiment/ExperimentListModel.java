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
 * @param archived whether these are the archived ones, instead of all others
 * @param archivedOnes how many are archived
 */
public record ExperimentListModel(List<Row> experiments, boolean archived, long archivedOnes) {

    /**
     * An experiment.
     *
     * @param experiment the experiment
     * @param result what it has shown; null for a draft
     */
    public record Row(Experiment experiment, @Nullable Panel<ResultView> result) {}
}
