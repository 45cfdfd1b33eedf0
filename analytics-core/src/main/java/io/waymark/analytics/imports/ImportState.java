/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

/** How an import stands. */
public enum ImportState {
    /** It has not begun. */
    WAITING,
    /** It is under way. */
    RUNNING,
    /** It stopped before the end; the same source, given again, goes on from there. */
    INTERRUPTED,
    /** The source could not be read further; the same source, given again, goes on from there. */
    FAILED,
    /** It has come to the end. */
    FINISHED
}
