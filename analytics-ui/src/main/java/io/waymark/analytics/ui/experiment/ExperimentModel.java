/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one experiment.
 *
 * @param experiment the stored experiment; null for a new one
 * @param form the draft; null once it has been started
 * @param faults what is wrong with the draft, in sentences
 * @param events the event names to choose from
 * @param result what it has shown; null for a draft
 */
public record ExperimentModel(
        @Nullable Experiment experiment,
        @Nullable ExperimentForm form,
        List<String> faults,
        Collection<String> events,
        @Nullable Panel<ResultView> result) {}
