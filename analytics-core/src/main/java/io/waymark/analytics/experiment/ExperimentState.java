/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/**
 * Where an experiment is in its life: from draft to running, which may be paused and resumed, to concluded, and at last
 * archived. It never becomes a draft again.
 */
public enum ExperimentState {
    /** Being prepared; everybody gets the control, nothing is recorded. */
    DRAFT,
    /** People are assigned and exposures recorded; what decides the result is frozen. */
    RUNNING,
    /** Stopped for now; everybody gets the control, nothing is recorded. Resumed, all get the variant that they had. */
    PAUSED,
    /** Over; everybody gets the shipped variant, or the control if none was shipped. */
    CONCLUDED,
    /** Concluded and put away; people get what they got before. */
    ARCHIVED
}
