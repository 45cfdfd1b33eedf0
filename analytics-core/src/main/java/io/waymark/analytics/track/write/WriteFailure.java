/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.transaction.TransactionException;

/** What a failure to write a batch means for what to do next. */
enum WriteFailure {
    /** The database could not; the batch is written again, unchanged. */
    RETRY,
    /** The same, but the transaction may have been committed. */
    RETRY_IN_DOUBT,
    /** Something in the batch is the cause; it is looked for. */
    DATA;

    /** The classes of SQLSTATE that speak of the data rather than of the database. */
    private static final Set<String> ABOUT_DATA = Set.of("0A", "21", "22", "23", "2F", "38", "39", "44", "54", "P0");
    /** Those that come with a rollback: whatever they end has not been committed. */
    private static final Set<String> ROLLED_BACK = Set.of("25", "28", "40", "42", "53", "55");

    static WriteFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException exception) {
                return of(exception);
            }
        }
        return failure instanceof TransactionException || failure instanceof VirtualMachineError
                ? RETRY_IN_DOUBT
                : DATA;
    }

    private static WriteFailure of(SQLException exception) {
        String state = exception.getSQLState();
        String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
        if (ABOUT_DATA.contains(kind)) {
            return DATA;
        }
        return ROLLED_BACK.contains(kind) ? RETRY : RETRY_IN_DOUBT;
    }
}
