/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.BinaryJdbcTemplate;
import io.waymark.analytics.store.budget.ReportRun;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
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
    private final AtomicInteger scopes = new AtomicInteger();
    private volatile boolean askedAhead;
    private volatile @Nullable DataAccessException failure;
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
            checkFailure();
            return questions.get();
        } catch (DataAccessException e) {
            failure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** After a statement has failed, all that follow would fail with less to say. */
    private void checkFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Lets things be asked in the background until what is returned is closed. The last one is to be closed by the thread of
     * the report.
     */
    EventColumns.ReadAhead readAhead() {
        scopes.incrementAndGet();
        return () -> {
            if (scopes.decrementAndGet() == 0 && askedAhead) {
                askedAhead = false;
                FutureTask<Void> last = new FutureTask<>(() -> null);
                background.execute(last);
                Futures.getUnchecked(last);
                checkFailure();
            }
        };
    }

    /**
     * Asks something in the background after everything before it.
     *
     * @return what will come of it, which is {@code null} if reading ahead has been closed by then; {@code null} itself if
     *     reading ahead is not open
     */
    <T> @Nullable Future<@Nullable T> ahead(Callable<T> questions) {
        if (scopes.get() == 0) {
            return null;
        }
        askedAhead = true;
        FutureTask<@Nullable T> task = new FutureTask<>(() -> scopes.get() == 0 ? null : questions.call());
        background.execute(task);
        return task;
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
