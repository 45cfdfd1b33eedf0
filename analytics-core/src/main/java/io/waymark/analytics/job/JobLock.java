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
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Lets one instance at a time do something, by an advisory lock of the database. The lock belongs to a connection that
 * is kept for as long as it takes: when the instance dies, so does the connection, and the lock is free.
 */
public final class JobLock {

    private static final Logger log = LoggerFactory.getLogger(JobLock.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";

    private final DataSource dataSource;
    private final String prefix;

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
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            // Outside a transaction, or the connection would hold one open all the while.
            connection.setAutoCommit(true);
            if (!call(connection, LOCK, job)) {
                connection.setAutoCommit(autoCommit);
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                unlock(connection, job, autoCommit);
            }
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("The lock of job '" + job + "' cannot be taken", e);
        }
    }

    private void unlock(Connection connection, String job, boolean autoCommit) {
        try {
            call(connection, UNLOCK, job);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            log.debug("The connection that held the lock of job '{}' is gone, and the lock with it", job, e);
        }
    }

    private boolean call(Connection connection, String sql, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, prefix + job);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
