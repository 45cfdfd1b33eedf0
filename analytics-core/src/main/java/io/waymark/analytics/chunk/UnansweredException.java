/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

/** Columns turn out not to tell what a report asks: the event table is to be asked instead. Without a stack trace. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Gives up.
     *
     * @param reason what columns do not tell
     */
    public UnansweredException(String reason) {
        super(reason, null, false, false);
    }
}
