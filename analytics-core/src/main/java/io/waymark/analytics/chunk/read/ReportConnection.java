/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.BinaryJdbcTemplate;
import io.waymark.analytics.store.budget.ReportRun;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The connection of a report, shared by the report's threads: all of them see what the report sees. One asks at a time.
 *
 * <p>While its thread lets it {@link #readAhead() read ahead}, others may have it ask for what they will need next.
 */
final class ReportConnection implements AutoCloseable {

    private final AnalyticsDatabase database;
    private final Connection connection;
    private final JdbcClient jdbc;
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable ReportRun run;
    private final int bytesAtOnce;
    private final Executor background;
    private final AtomicInteger aheads = new AtomicInteger();
    private volatile @Nullable Future<?> latestAhead;
    private volatile boolean closed;

    /**
     * To be called by the thread of the report.
     *
     * @param background has threads to wait for the database
     * @param bytesAtOnce so many bytes of chunks, about, are to be asked for with one statement
     */
    ReportConnection(AnalyticsDatabase database, Executor background, int bytesAtOnce) {
        this.database = database;
        this.connection = DataSourceUtils.getConnection(database.dataSource());
        this.run = database.currentReport();
        this.bytesAtOnce = bytesAtOnce;
        this.background = MoreExecutors.newSequentialExecutor(background);
        this.jdbc = JdbcClient.create(new BinaryJdbcTemplate(new SingleConnectionDataSource(connection, true)));
    }

    int bytesAtOnce() {
        return bytesAtOnce;
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

    /** Lets things be asked in the background, until that is closed by the thread of the report, which needs the connection. */
    EventColumns.ReadAhead readAhead() {
        aheads.incrementAndGet();
        return () -> {
            aheads.decrementAndGet();
            awaitBackground();
        };
    }

    /** Does something in the background after everything before it; {@code null} if that may not be. */
    synchronized <T> @Nullable Future<T> ahead(Callable<T> questions) {
        if (aheads.get() == 0) {
            return null;
        }
        FutureTask<T> task = new FutureTask<>(questions);
        background.execute(task);
        latestAhead = task;
        return task;
    }

    private void awaitBackground() {
        Future<?> latest = latestAhead;
        if (latest != null) {
            try {
                Uninterruptibles.getUninterruptibly(latest);
            } catch (ExecutionException e) {
                // It was of use to nobody, or they know.
                latestAhead = null;
            }
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
