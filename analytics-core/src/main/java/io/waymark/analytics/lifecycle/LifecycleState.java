/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

/** What somebody's activity in a period is, next to what they did before. */
public enum LifecycleState {
    /** Active for the first time. */
    NEW,
    /** Active, and active in the period before. */
    RETURNING,
    /** Active, and not in the period before, but earlier. */
    RESURRECTING,
    /** Not active, but active in the period before. */
    DORMANT
}
