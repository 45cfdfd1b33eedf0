/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** A report needed more memory than it may have, and was ended. */
public final class ReportTooLargeException extends ReportRefusedException {

    private static final long serialVersionUID = 1L;

    ReportTooLargeException(long limit) {
        super("The report needs more than " + (limit >> 20)
                + " MB of memory, the limit of analytics.reports.max-memory; "
                + "choose a shorter period or fewer steps, or raise the limit");
    }
}
