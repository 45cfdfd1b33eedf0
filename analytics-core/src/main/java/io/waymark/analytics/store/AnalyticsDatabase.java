/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.budget.ReportOverdueException;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.store.budget.ReportRuns;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import io.waymark.analytics.store.result.ResultMemory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product's way to its database: the host's {@link DataSource}, but transactions of its own, so that neither side's
 * transactions ever contain the other's statements.
 *
 * <p>Safe for use by many threads.
 */
public final class AnalyticsDatabase {

    private static final String QUERY_CANCELED = "57014";

    // None of these takes a snapshot: what the report sees begins when no purge is under way any more.
    private static final String BEGIN_REPORT = """
            set local statement_timeout = %d;
            set local work_mem = '64MB';
            set local jit = off;
            lock table {schema}.event in access share mode
            """;

    private static final String BEGIN_LOOK = "set local statement_timeout = %d";

    private final DataSource hostDataSource;
    private final DataSource dataSource;
    private final AnalyticsTables tables;
    private final JdbcClient jdbc;
    private final JdbcClient binary;
    private final PlatformTransactionManager transactionManager;
    private final ReportRuns runs;
    private final ResultMemory memory;
    private final DataVersions versions;
    private final ThreadLocal<Boolean> reportOfMergedPeople = new ThreadLocal<>();
    private final ThreadLocal<ReportRun> run = new ThreadLocal<>();
    private final ThreadLocal<Map<AppId, Optional<?>>> looks = new ThreadLocal<>();

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables) {
        this(hostDataSource, tables, ReportLimits.DEFAULT_TIMEOUT);
    }

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     * @param reportTimeout how long a report may take; positive
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables, Duration reportTimeout) {
        this(hostDataSource, tables, new ReportRuns(ReportLimits.DEFAULT.timeout(reportTimeout)), new ResultMemory(0));
    }

    /**
     * Uses a data source of the host.
     *
     * @param hostDataSource where the product's schema is
     * @param tables the names of its tables
     * @param runs lets reports run
     * @param memory keeps their answers
     */
    public AnalyticsDatabase(DataSource hostDataSource, AnalyticsTables tables, ReportRuns runs, ResultMemory memory) {
        this.runs = runs;
        this.memory = memory;
        this.hostDataSource = hostDataSource;
        // Transactions are bound to the data source object: a wrapper of our own keeps ours and the host's apart.
        this.dataSource = new DelegatingDataSource(hostDataSource);
        this.tables = tables;
        this.jdbc = JdbcClient.create(dataSource);
        this.binary = JdbcClient.create(new BinaryJdbcTemplate(dataSource));
        this.transactionManager = new DataSourceTransactionManager(dataSource);
        this.versions = new DataVersions(this);
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
        return jdbc.sql(resolved(sql));
    }

    /**
     * Starts a statement whose answer is long strings of bytes, which come as such.
     *
     * @param sql the statement, as of {@link #sql}
     * @return the statement, to be completed
     */
    public JdbcClient.StatementSpec sqlOfBytes(String sql) {
        return binary.sql(resolved(sql));
    }

    private String resolved(String sql) {
        ReportRun present = run.get();
        if (present != null) {
            present.check();
        }
        return tables.qualify(MergedPeople.isAskedFor(sql) ? MergedPeople.resolve(sql, anybodyIsMerged()) : sql);
    }

    private boolean anybodyIsMerged() {
        Boolean known = reportOfMergedPeople.get();
        return known == null ? sql(MergedPeople.ANY).query(Boolean.class).single() : known;
    }

    /**
     * {@return a template for a read-write transaction, read committed whatever the host's default is} It joins one of ours
     * that the thread is in.
     */
    public TransactionTemplate transaction() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        return template;
    }

    /**
     * {@return a way to run statements each of which is committed with itself, whatever connections the host has} What is to
     * be done after the commit of a transaction is done after all of them. Not for use within a transaction of ours.
     */
    public TransactionOperations eachCommitted() {
        return new EachCommitted(transactionManager, dataSource);
    }

    /**
     * Runs a report when it is its turn: all its statements see the same state of the data, with all its raw events or, once
     * they have been purged, none. It cannot write. A report within a report is part of it.
     *
     * @param <T> the answer
     * @param report asks the statements; not to be called within another transaction of ours
     * @return what the report returns
     * @throws ReportTimeoutException if it takes too long, or was cancelled by an administrator
     * @throws io.waymark.analytics.store.budget.ReportRefusedException if it may not have what it needs
     */
    public <T> T report(Supplier<T> report) {
        if (run.get() != null) {
            return report.get();
        }
        return translated(() -> runs.run(started -> running(started, () -> {
            sql(BEGIN_REPORT.formatted(runs.limits().timeout().toMillis())).update();
            reportOfMergedPeople.set(anybodyIsMerged());
            return report.get();
        })));
    }

    private <T> T translated(Supplier<T> report) {
        try {
            return report.get();
        } catch (ReportOverdueException e) {
            throw new ReportTimeoutException(runs.limits().timeout(), e);
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && QUERY_CANCELED.equals(cause.getSQLState())) {
                throw new ReportTimeoutException(runs.limits().timeout(), e);
            }
            throw e;
        }
    }

    /** In a transaction of its own, whose statements are cancelled if the report is ended. */
    private <T> T running(ReportRun started, Supplier<T> statements) {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        run.set(started);
        try {
            return Objects.requireNonNull(template.execute(status -> {
                Connection connection = DataSourceUtils.getConnection(dataSource);
                started.ask(() -> cancel(connection));
                try {
                    return statements.get();
                } finally {
                    started.forget();
                    DataSourceUtils.releaseConnection(connection, dataSource);
                }
            }));
        } finally {
            run.remove();
            reportOfMergedPeople.remove();
            started.afterwards().forEach(Runnable::run);
        }
    }

    private static void cancel(Connection connection) throws SQLException {
        if (connection.isWrapperFor(PGConnection.class)) {
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    /** {@return the report that the calling thread runs; {@code null} if it runs none} */
    public @Nullable ReportRun currentReport() {
        return run.get();
    }

    /**
     * Answers a question, from memory if nothing has changed since it was answered last that the answer depends on.
     *
     * @param <T> the answer
     * @param question what is asked, with whatever was looked up before
     * @param now the time
     * @param report answers it
     * @return the answer
     */
    public <T> T remembered(Question question, Instant now, Supplier<Answer<T>> report) {
        // Read first: what changes while the report is made is seen by the next question.
        Optional<?> version = memory.isOn() && run.get() == null ? version(question.app()) : Optional.empty();
        if (version.isEmpty()) {
            return report.get().value();
        }
        T known = memory.find(question, version.get(), now);
        if (known != null) {
            return known;
        }
        Answer<T> answer = report.get();
        memory.keep(question, version.get(), now, answer);
        return answer.value();
    }

    /**
     * Asks several questions, and looks only once whether anything has changed since they were answered last. What changes
     * after the first of them may not be in the answers, and is in those of whoever asks next.
     *
     * @param <T> what comes of it
     * @param questions asks {@link #remembered} questions, in the calling thread; changes nothing that they depend on
     * @return what the questions return
     * @throws Exception what the questions throw
     */
    public <T> T lookingOnce(Callable<T> questions) throws Exception {
        if (looks.get() != null) {
            return questions.call();
        }
        looks.set(new HashMap<>());
        try {
            return questions.call();
        } finally {
            looks.remove();
        }
    }

    private Optional<?> version(AppId app) {
        Map<AppId, Optional<?>> known = looks.get();
        return known == null ? look(app) : known.computeIfAbsent(app, this::look);
    }

    private Optional<?> look(AppId app) {
        return translated(() -> runs.runAside(started -> running(started, () -> {
            sql(BEGIN_LOOK.formatted(runs.limits().timeout().toMillis())).update();
            return versions.read(app.value());
        })));
    }
}
