/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.schema;

import io.waymark.analytics.store.AnalyticsTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Creates and upgrades the product's schema, beside whatever migrations the host runs.
 *
 * <ol>
 *   <li>Takes one connection and an advisory lock, so that instances that start together follow each other.
 *   <li>Remembers the connection's {@code search_path}: Liquibase leaves it changed, and the connection goes back to the
 *       host's pool.
 *   <li>Creates the schema unless it is there, and runs the change logs, whose own tables are in that schema too.
 *   <li>Gives the {@code search_path} back.
 * </ol>
 */
public final class SchemaMigrator {

    private static final String CHANGE_LOG = "classpath:io/waymark/analytics/schema/changelog.xml";
    private static final long LOCK = 0x5741594D41524B01L;

    private final DataSource dataSource;
    private final AnalyticsTables tables;

    /**
     * Migrates a schema.
     *
     * @param dataSource where it is; its user may create it, or it is there already
     * @param tables its name
     */
    public SchemaMigrator(DataSource dataSource, AnalyticsTables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /**
     * Brings the schema to the state the mode asks for.
     *
     * @param mode what may be done
     * @throws SchemaOutOfDateException if change sets are missing in {@link SchemaMode#VALIDATE}
     * @throws SchemaMigrationException if the database refuses
     */
    public void run(SchemaMode mode) {
        if (mode == SchemaMode.NONE) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(single);
            String searchPath = jdbc.sql("select current_setting('search_path')")
                    .query(String.class)
                    .single();
            jdbc.sql("select pg_advisory_lock(:lock)")
                    .param("lock", LOCK)
                    .query()
                    .listOfRows();
            try {
                if (mode == SchemaMode.MIGRATE) {
                    migrate(jdbc, single);
                } else {
                    validate(jdbc, single);
                }
            } finally {
                jdbc.sql("select pg_advisory_unlock(:lock), set_config('search_path', :path, false)")
                        .param("lock", LOCK)
                        .param("path", searchPath)
                        .query()
                        .listOfRows();
            }
        } catch (SQLException | LiquibaseException e) {
            throw new SchemaMigrationException(tables.schema(), e);
        }
    }

    private void migrate(JdbcClient jdbc, DataSource single) throws LiquibaseException {
        if (!exists(jdbc, "select to_regnamespace(:name) is not null", tables.schema())) {
            jdbc.sql(tables.qualify("create schema if not exists {schema}")).update();
        }
        liquibase(single).afterPropertiesSet();
    }

    private void validate(JdbcClient jdbc, DataSource single) throws LiquibaseException, SQLException {
        if (!exists(jdbc, "select to_regclass(:name) is not null", tables.qualify("{schema}.databasechangelog"))) {
            throw new SchemaOutOfDateException(tables.schema(), List.of("the schema itself"));
        }
        List<String> missing = liquibase(single).missing(single.getConnection());
        if (!missing.isEmpty()) {
            throw new SchemaOutOfDateException(tables.schema(), missing);
        }
    }

    private static boolean exists(JdbcClient jdbc, String sql, String name) {
        return Boolean.TRUE.equals(
                jdbc.sql(sql).param("name", name).query(Boolean.class).single());
    }

    private PrivateLiquibase liquibase(DataSource single) {
        PrivateLiquibase liquibase = new PrivateLiquibase();
        liquibase.setDataSource(single);
        liquibase.setResourceLoader(new DefaultResourceLoader(SchemaMigrator.class.getClassLoader()));
        liquibase.setChangeLog(CHANGE_LOG);
        liquibase.setChangeLogParameters(Map.of("schema", tables.schema()));
        liquibase.setDefaultSchema(tables.schema());
        liquibase.setLiquibaseSchema(tables.schema());
        liquibase.setAnalyticsEnabled(false);
        return liquibase;
    }

    private static final class PrivateLiquibase extends SpringLiquibase {

        List<String> missing(Connection connection) throws LiquibaseException {
            Liquibase liquibase = createLiquibase(connection);
            return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                    .map(changeSet -> changeSet.getFilePath() + "::" + changeSet.getId())
                    .toList();
        }
    }
}
