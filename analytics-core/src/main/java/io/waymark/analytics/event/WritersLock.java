/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/** How the writers' lock is taken, in statements that tell the isolation of their transaction. */
final class WritersLock {

    static final String READ_COMMITTED = "read committed";

    /** The setting that holds the isolation, until the end of the transaction, once the lock was taken and that noted. */
    static final String NOTE = "waymark.isolation_under_lock";

    private static final String ISOLATION = "current_setting('transaction_isolation')";
    private static final String SHARED_LOCK = "pg_advisory_xact_lock_shared";

    static final String SHARED = take(ISOLATION, SHARED_LOCK);

    /** Of a type of fixed length: before an answer of unknown length, the driver may commit what it has sent. */
    static final String SHARED_AND_NOTED =
            take("set_config('%s', %s, true)::name".formatted(NOTE, ISOLATION), SHARED_LOCK);

    static final String ALONE = take(ISOLATION, "pg_advisory_xact_lock");

    private WritersLock() {}

    private static String take(String isolation, String function) {
        return "select %s, %s(%d)".formatted(isolation, function, EventStore.WRITERS_LOCK);
    }

    static void requireReadCommitted(String isolation) {
        if (!isolation.equals(READ_COMMITTED)) {
            throw new StrictIsolationException(isolation);
        }
    }
}
