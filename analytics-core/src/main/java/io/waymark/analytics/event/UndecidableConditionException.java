/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/** Only the database can tell whether a value meets a condition. Without a stack trace, as it may come once for each value. */
public final class UndecidableConditionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidableConditionException() {
        super("Only the database can tell whether a text contains another", null, false, false);
    }
}
