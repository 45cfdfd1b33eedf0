/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/** Where an experiment is in its life: it goes from draft to running to concluded, and never back. */
public enum ExperimentState {
    /** Being prepared; everybody gets the control, nothing is recorded. */
    DRAFT,
    /** People are assigned and exposures recorded; what decides the result is frozen. */
    RUNNING,
    /** Over; everybody gets the shipped variant, or the control if none was shipped. */
    CONCLUDED
}
