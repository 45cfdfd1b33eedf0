/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** The time of a report is over. */
public final class ReportOverdueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportOverdueException() {
        super("The time of the report is over");
    }
}
