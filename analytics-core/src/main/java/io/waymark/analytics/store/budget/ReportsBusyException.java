/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** A report was not begun, as too many others were under way. It may be asked for again. */
public final class ReportsBusyException extends ReportRefusedException {

    private static final long serialVersionUID = 1L;

    ReportsBusyException(ReportLimits limits) {
        super("As many reports as may run at once, " + limits.concurrency() + ", were still under way after "
                + limits.maxWait().toMillis() + " ms; ask again in a moment, or raise analytics.reports.concurrency");
    }
}
