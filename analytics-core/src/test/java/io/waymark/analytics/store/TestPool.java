/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/** Pools of connections, as applications have them. Those of databases made long ago keep no idle connections. */
final class TestPool {

    private static final int MOST = 16;
    private static final int WARM = 4;
    private static final Deque<HikariDataSource> POOLS = new ArrayDeque<>();

    private TestPool() {}

    static synchronized DataSource of(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        POOLS.addLast(pool);
        if (POOLS.size() > WARM) {
            POOLS.removeFirst().getHikariPoolMXBean().softEvictConnections();
        }
        return new CheckedConnections(pool);
    }
}
