/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

/** Who may open the dashboard. */
public enum DashboardAccess {

    /**
     * Whoever the host's Spring Security lets through; without Spring Security whoever knows the password; without a
     * password nobody.
     */
    GUARDED,

    /** Everybody who reaches the host. */
    OPEN
}
