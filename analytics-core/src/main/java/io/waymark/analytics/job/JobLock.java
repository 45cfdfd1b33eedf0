/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Lets one instance at a time do something, by an advisory lock of the database. The lock belongs to a connection that
 * is kept for as long as it takes: when the instance dies, so does the connection, and the lock is free. All locks that are
 * held at a time share one connection, so that jobs do not use up the pool that their work comes from. Safe for use by many
 * threads.
 */
public final class JobLock {

    private static final Logger log = LoggerFactory.getLogger(JobLock.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";

    private final DataSource dataSource;
    private final String prefix;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;
    private boolean autoCommit;

    /**
     * Locks in a database.
     *
     * @param database where instances agree
     */
    public JobLock(AnalyticsDatabase database) {
        this.dataSource = database.dataSource();
        this.prefix = database.tables().schema() + ".job.";
    }

    /**
     * Does the work if nobody else is doing it.
     *
     * @param job what is to be done by one at a time
     * @param work does it
     * @param <T> the result
     * @return the result; empty, at once, if somebody else is doing it
     */
    public <T> Optional<T> tryWith(String job, Supplier<T> work) {
        if (!take(job)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            release(job);
        }
    }

    private synchronized boolean take(String job) {
        if (held.contains(job)) {
            return false;
        }
        try {
            Connection own = connection == null ? open() : connection;
            if (call(own, LOCK, job)) {
                return held.add(job);
            }
            closeIfFree();
            return false;
        } catch (SQLException e) {
            abort();
            throw new CannotGetJdbcConnectionException("The lock of job '" + job + "' cannot be taken", e);
        }
    }

    private synchronized void release(String job) {
        held.remove(job);
        try {
            if (connection != null) {
                call(connection, UNLOCK, job);
                closeIfFree();
            }
        } catch (SQLException e) {
            log.debug("The connection that held the lock of job '{}' is gone, and the lock with it", job, e);
            abort();
        }
    }

    /** Outside a transaction, or the connection would hold one open all the while. */
    private Connection open() throws SQLException {
        Connection opened = dataSource.getConnection();
        connection = opened;
        autoCommit = opened.getAutoCommit();
        opened.setAutoCommit(true);
        return opened;
    }

    private void closeIfFree() throws SQLException {
        if (held.isEmpty() && connection != null) {
            Connection free = connection;
            connection = null;
            try (free) {
                free.setAutoCommit(autoCommit);
            }
        }
    }

    /** Ends the session, so that no lock goes back to the pool with it. */
    private void abort() {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
                connection.close();
            }
        } catch (SQLException e) {
            log.debug("The connection that held locks of jobs cannot be closed", e);
        } finally {
            connection = null;
        }
    }

    private boolean call(Connection own, String sql, String job) throws SQLException {
        try (PreparedStatement statement = own.prepareStatement(sql)) {
            statement.setString(1, prefix + job);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
