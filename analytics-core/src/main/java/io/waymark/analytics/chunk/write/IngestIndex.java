/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Brings the index of the order of ingest up to date. What it does not cover yet is read from end to end by whoever looks for
 * new events, each rollup and each report; autovacuum would take care of that too, but minutes later, and does so where the
 * tables belong to another role. Safe for use by several threads.
 */
final class IngestIndex {

    private static final Logger log = LoggerFactory.getLogger(IngestIndex.class);

    /** Eight megabytes. Of the last range of pages each further event costs a write, so this is not done all the time. */
    private static final int PAGES = 1_024;

    private static final String PARTITIONS = """
            select i.inhrelid::bigint as index_id, pg_relation_size(x.indrelid) / current_setting('block_size')::int as pages
            from pg_inherits i
            join pg_index x on x.indexrelid = i.inhrelid
            join pg_class c on c.oid = x.indexrelid
            where i.inhparent = to_regclass('{schema}.event_ingest') and pg_has_role(c.relowner, 'USAGE')
            """;
    /** Autovacuum, which holds such a lock, gives way to whoever waits for it a second. */
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '100ms'";

    private static final String SUMMARIZE = """
            select brin_summarize_new_values(:index::oid::regclass)
            """;

    private final AnalyticsDatabase database;
    private final Map<Long, Long> pagesOf = new HashMap<>();

    IngestIndex(AnalyticsDatabase database) {
        this.database = database;
    }

    private record Partition(long index, long pages) {}

    /** Covers what has been added, in partitions where that is much. */
    synchronized void update() {
        try {
            List<Partition> partitions = database.sql(PARTITIONS)
                    .query((row, number) -> new Partition(row.getLong("index_id"), row.getLong("pages")))
                    .list();
            pagesOf.keySet().retainAll(partitions.stream().map(Partition::index).toList());
            for (Partition partition : partitions) {
                if (partition.pages() >= pagesOf.getOrDefault(partition.index(), 0L) + PAGES) {
                    summarize(partition.index());
                    pagesOf.put(partition.index(), partition.pages());
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The index of the order of ingest is left to autovacuum", e);
        }
    }

    private void summarize(long index) {
        database.transaction().executeWithoutResult(status -> {
            database.sql(LOCK_TIMEOUT).update();
            database.sql(SUMMARIZE).param("index", index).query().listOfRows();
        });
    }
}
