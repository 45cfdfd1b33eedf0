/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

/** From where the conversion window of an attempt is measured. */
public enum WindowFrom {
    /** From its step 1: all later steps lie within one window. */
    FIRST_STEP,
    /** From the step before: the window starts again at each step. */
    PREVIOUS_STEP
}
