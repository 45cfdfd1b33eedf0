/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.outbox;

import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events as rows in the transaction of the application that the thread is in, so that they are there if and only
 * if it is committed.
 *
 * <p>The row is written behind a savepoint: should it fail, the transaction goes on as if nothing had been tried. It
 * takes no lock that anybody could wait for.
 */
public final class Outbox {

    private static final String WRITE = """
            insert into {schema}.outbox
              (app_id, event_id, name, distinct_id, occurred_ms, received_ms, session_id, properties, time_is_stable)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final DataSource dataSource;
    private final String write;
    private final Runnable committed;

    /**
     * Writes to the outbox of a database.
     *
     * @param database where it is
     * @param committed is told when rows were committed
     */
    public Outbox(AnalyticsDatabase database, Runnable committed) {
        this.dataSource = transactional(database.hostDataSource());
        this.write = database.tables().qualify(WRITE);
        this.committed = committed;
    }

    /** {@return whether the thread is in a transaction, of whatever kind} */
    public boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive();
    }

    /**
     * Writes an event in the transaction of this thread.
     *
     * @param event the event
     * @throws SQLException if that is not possible, because the transaction is read-only, is one of another database, or
     *     the row is refused; the transaction is as it was
     */
    public void write(AcceptedEvent event) throws SQLException {
        if (!(TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder)
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new SQLException("The transaction is read-only or not one of the database that events are stored in");
        }
        Connection connection;
        try {
            connection = DataSourceUtils.getConnection(dataSource);
        } catch (CannotGetJdbcConnectionException e) {
            throw new SQLException("The transaction has no connection", e);
        }
        try {
            if (connection.getAutoCommit()) {
                throw new SQLException("The connection is not in a transaction");
            }
            insert(connection, event);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        afterCommit(committed);
    }

    /**
     * Does something when the transaction of this thread has been committed.
     *
     * @param task what
     */
    public void afterCommit(Runnable task) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                task.run();
            }
        });
    }

    /** Three statements on purpose: sent as one, the driver may have the insert checked before the savepoint is there. */
    private void insert(Connection connection, AcceptedEvent event) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            execute(connection, event);
        } catch (SQLException e) {
            undo(connection, savepoint, e);
            throw e;
        }
        connection.releaseSavepoint(savepoint);
    }

    private void execute(Connection connection, AcceptedEvent event) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write)) {
            statement.setInt(1, event.app().value());
            statement.setObject(2, event.eventId());
            statement.setString(3, event.event().name());
            statement.setString(4, event.event().distinctId());
            statement.setLong(5, event.occurredAt().toEpochMilli());
            statement.setLong(6, event.receivedAt().toEpochMilli());
            statement.setString(7, event.event().sessionId());
            statement.setString(8, event.json());
            statement.setBoolean(9, event.timeIsStable());
            statement.executeUpdate();
        }
    }

    private static void undo(Connection connection, Savepoint savepoint, SQLException cause) {
        try {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            // The connection, or the transaction before the savepoint, is broken: by nothing that was done here.
            cause.addSuppressed(e);
        }
    }

    /** What transaction managers bind their connection to. */
    private static DataSource transactional(DataSource dataSource) {
        DataSource target =
                dataSource instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? dataSource : transactional(target);
    }
}
