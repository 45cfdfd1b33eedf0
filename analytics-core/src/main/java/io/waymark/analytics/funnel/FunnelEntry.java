/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

/** Which attempt of a person counts. */
public enum FunnelEntry {
    /** The deepest; among those the one that got there earliest; then the one that started latest. */
    BEST,
    /** The one that starts with the person's first event of step 1 in the period. */
    FIRST_ENTRY
}
