/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs statements that are a transaction each, on one connection: beginning and end take no trips of their own. */
final class EachCommitted implements TransactionOperations {

    private final TransactionTemplate outside;
    private final JdbcTemplate jdbc;

    EachCommitted(PlatformTransactionManager transactionManager, DataSource dataSource) {
        this.outside = new TransactionTemplate(transactionManager);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NEVER);
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> statements) {
        return outside.execute(
                status -> jdbc.execute((Connection connection) -> committing(connection, status, statements)));
    }

    /** Hosts may have pools whose connections wait for a commit. */
    private static <T extends @Nullable Object> T committing(
            Connection connection, TransactionStatus status, TransactionCallback<T> statements) throws SQLException {
        if (connection.getAutoCommit()) {
            return statements.doInTransaction(status);
        }
        connection.setAutoCommit(true);
        try {
            return statements.doInTransaction(status);
        } finally {
            restore(connection);
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // It is broken, which its pool finds out; what was committed is.
        }
    }
}
