/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
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

    /** How long the statements of a report may take each, unless said otherwise. */
    public static final Duration DEFAULT_REPORT_TIMEOUT = Duration.ofSeconds(30);

    private static final String QUERY_CANCELED = "57014";

    // None of these takes a snapshot: what the report sees begins when no purge is under way any more.
    private static final String BEGIN_REPORT = """
            set local statement_timeout = %d;
            set local work_mem = '64MB';
            set local jit = off;
            lock table {schema}.event in access share mode
            """;

    private final DataSource hostDataSource;
    private final DataSource dataSource;
    private final AnalyticsTables tables;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactionManager;
    private final Duration reportTimeout;
    private final ThreadLocal<Boolean> reportOfMergedPeople = new ThreadLocal<>();

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables) {
        this(hostDataSource, tables, DEFAULT_REPORT_TIMEOUT);
    }

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     * @param reportTimeout how long the statements of a report may take each; positive
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables, Duration reportTimeout) {
        if (reportTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("A report needs time, but may take " + reportTimeout);
        }
        this.reportTimeout = reportTimeout;
        this.hostDataSource = hostDataSource;
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

    /** {@return the host's own data source, whose connections join the host's transactions} */
    public DataSource hostDataSource() {
        return hostDataSource;
    }

    /** {@return the names of the tables} */
    public AnalyticsTables tables() {
        return tables;
    }

    /**
     * Starts a statement.
     *
     * @param sql the statement, with {@code {schema}} for the schema and named parameters; {@code {people}.event},
     *     {@code {people}.first_event} and {@code {people}.experiment_exposure} are these tables with merged people as
     *     one, as of the report or, outside of reports, of now
     * @return the statement, to be completed
     */
    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(
                tables.qualify(MergedPeople.isAskedFor(sql) ? MergedPeople.resolve(sql, anybodyIsMerged()) : sql));
    }

    private boolean anybodyIsMerged() {
        Boolean known = reportOfMergedPeople.get();
        return known == null ? sql(MergedPeople.ANY).query(Boolean.class).single() : known;
    }

    /** {@return a template for a new read-write transaction, read committed} */
    public TransactionTemplate transaction() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        return template;
    }

    /**
     * Runs a report: all its statements see the same state of the data, with all its raw events or, once they have been
     * purged, none. It cannot write.
     *
     * @param <T> the answer
     * @param report asks the statements; not to be called within another transaction of ours
     * @return what the report returns
     * @throws ReportTimeoutException if a statement takes too long, or was cancelled by an administrator
     */
    public <T> T report(Supplier<T> report) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        try {
            return Objects.requireNonNull(template.execute(status -> {
                sql(BEGIN_REPORT.formatted(reportTimeout.toMillis())).update();
                reportOfMergedPeople.set(anybodyIsMerged());
                return report.get();
            }));
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && QUERY_CANCELED.equals(cause.getSQLState())) {
                throw new ReportTimeoutException(reportTimeout, e);
            }
            throw e;
        } finally {
            reportOfMergedPeople.remove();
        }
    }
}
