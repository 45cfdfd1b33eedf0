/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** A report was ended because nobody waits for it any more. */
public final class ReportCancelledException extends ReportRefusedException {

    private static final long serialVersionUID = 1L;

    ReportCancelledException() {
        super("The report was cancelled: whoever asked for it has gone");
    }
}
