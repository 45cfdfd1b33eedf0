/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product's way to its database: the host's {@link DataSource}, but transactions of its own, so that neither side's
 * transactions ever contain the other's statements.
 *
 * <p>Safe for use by many threads.
 */
public final class AnalyticsDatabase {

    private final DataSource dataSource;
    private final AnalyticsTables tables;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactionManager;

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables) {
        // Transactions are bound to the data source object: a wrapper of our own keeps ours and the host's apart.
        this.dataSource = new DelegatingDataSource(hostDataSource);
        this.tables = tables;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactionManager = new DataSourceTransactionManager(dataSource);
    }

    /** {@return the data source, whose connections join transactions of {@link #transaction()}} */
    public DataSource dataSource() {
        return dataSource;
    }

    /** {@return the names of the tables} */
    public AnalyticsTables tables() {
        return tables;
    }

    /**
     * Starts a statement.
     *
     * @param sql the statement, with {@code {schema}} for the schema and named parameters
     * @return the statement, to be completed
     */
    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(tables.qualify(sql));
    }

    /** {@return a template for a new read-write transaction, read committed} */
    public TransactionTemplate transaction() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        return template;
    }
}
