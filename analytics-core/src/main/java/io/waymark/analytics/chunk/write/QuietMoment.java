/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.List;

/**
 * A moment at which no event was in flight.
 *
 * @param seq every event up to this one is committed, and every later one was stored afterwards
 * @param merges people who had become others by then and still have events of their old number in chunks or in the event
 *     table up to {@code seq}; not all, if they are many
 */
record QuietMoment(long seq, List<PendingMerges.Merge> merges) {

    static final int MAX_MERGES = 10_000;

    private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";
    private static final String LOCK = "select pg_advisory_xact_lock(:lock)";
    private static final String LAST = """
            select case when is_called then last_value else 0 end from {schema}.event_seq
            """;

    /** Waits for writers that are under way, and keeps others waiting while it looks. */
    static QuietMoment await(AnalyticsDatabase database) {
        return database.transaction().execute(status -> {
            database.sql(LOCK_TIMEOUT).update();
            database.sql(LOCK).param("lock", EventStore.WRITERS_LOCK).query().listOfRows();
            return new QuietMoment(lastSeq(database), PendingMerges.readAll(database::sql, MAX_MERGES));
        });
    }

    /** The latest event that was begun to be stored. */
    static long lastSeq(AnalyticsDatabase database) {
        return database.sql(LAST).query(Long.class).single();
    }
}
