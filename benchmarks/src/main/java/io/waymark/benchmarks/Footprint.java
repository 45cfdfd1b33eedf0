/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Write-ahead log and disk that events have cost so far. */
record Footprint(long walBytes, long tableBytes) {

    private static final String SIZE = """
            select pg_total_relation_size('{table}') + coalesce(sum(pg_total_relation_size(relid)), 0)::bigint
            from pg_partition_tree('{table}') where isleaf
            """;

    static Footprint of(JdbcClient jdbc, String table) {
        return new Footprint(
                jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                        .query(Long.class)
                        .single(),
                jdbc.sql(SIZE.replace("{table}", table)).query(Long.class).single());
    }

    Footprint since(Footprint before) {
        return new Footprint(walBytes - before.walBytes, tableBytes - before.tableBytes);
    }
}
