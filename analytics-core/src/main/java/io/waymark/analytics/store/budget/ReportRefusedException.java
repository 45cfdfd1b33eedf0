/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

/** A report did not come to its end, as it needed more than it may have. The message says what can be done. */
public abstract class ReportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what was needed.
     *
     * @param message what was exceeded and what to do
     */
    protected ReportRefusedException(String message) {
        super(message);
    }

    /**
     * Says what was needed.
     *
     * @param message what was exceeded and what to do
     * @param cause what ended the report
     */
    protected ReportRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
