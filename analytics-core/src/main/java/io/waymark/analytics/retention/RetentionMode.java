/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

/** Which returns a cell counts. */
public enum RetentionMode {
    /** People who came back in that very period. */
    ON,
    /** People who came back in that period or any later one. */
    ON_OR_AFTER
}
