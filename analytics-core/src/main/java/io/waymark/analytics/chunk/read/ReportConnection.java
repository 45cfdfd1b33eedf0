/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.BinaryJdbcTemplate;
import io.waymark.analytics.store.budget.ReportRun;
import java.sql.Connection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The connection of a report, shared by the report's threads: all of them see what the report sees. One asks at a time.
 */
final class ReportConnection implements AutoCloseable {

    private final AnalyticsDatabase database;
    private final Connection connection;
    private final JdbcClient jdbc;
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable ReportRun run;
    private volatile boolean closed;

    /** To be called by the thread of the report. */
    ReportConnection(AnalyticsDatabase database) {
        this.database = database;
        this.connection = DataSourceUtils.getConnection(database.dataSource());
        this.run = database.currentReport();
        this.jdbc = JdbcClient.create(new BinaryJdbcTemplate(new SingleConnectionDataSource(connection, true)));
    }

    /** To be called by any thread of the report before it goes on with anything long. */
    void check() {
        if (run != null) {
            run.check();
        }
    }

    <T> T ask(Supplier<T> questions) {
        check();
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The report has ended: its columns cannot be asked any more");
            }
            return questions.get();
        } finally {
            lock.unlock();
        }
    }

    /** Starts a statement; to be called within {@link #ask}. */
    JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(database.tables().qualify(sql));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            DataSourceUtils.releaseConnection(connection, database.dataSource());
        } finally {
            lock.unlock();
        }
    }
}
