/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import io.waymark.analytics.store.budget.ReportRefusedException;
import java.time.Duration;

/** A report took longer than it may, and was cancelled, so that the host's database stays free for the host. */
public class ReportTimeoutException extends ReportRefusedException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what was exceeded and what to do.
     *
     * @param limit how long a report may take
     * @param cause what the database said
     */
    public ReportTimeoutException(Duration limit, Throwable cause) {
        super(
                "The report was cancelled after " + limit.toMillis() + " ms, the limit of analytics.reports.timeout; "
                        + "choose a shorter period, or fewer events or steps, or raise the limit",
                cause);
    }
}
