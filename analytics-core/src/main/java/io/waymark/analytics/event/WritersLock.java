/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/** How the writers' lock is taken, in statements that tell the isolation of their transaction. */
final class WritersLock {

    static final String SHARED = take("pg_advisory_xact_lock_shared");
    static final String ALONE = take("pg_advisory_xact_lock");

    private static final String READ_COMMITTED = "read committed";

    private WritersLock() {}

    private static String take(String function) {
        return "select current_setting('transaction_isolation'), %s(%d)".formatted(function, EventStore.WRITERS_LOCK);
    }

    static void requireReadCommitted(String isolation) {
        if (!isolation.equals(READ_COMMITTED)) {
            throw new StrictIsolationException(isolation);
        }
    }
}
