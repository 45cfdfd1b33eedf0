/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.TestDatabase;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Tag("liquibase")
class SchemaMigratorIT {

    private static final AnalyticsTables TABLES = new AnalyticsTables("analytics");

    private final DataSource dataSource = TestDatabase.empty();

    @Test
    void runsOnTheLiquibaseThatTheBuildMeans() {
        assertThat(LiquibaseUtil.getBuildVersion()).isEqualTo(System.getProperty("expected.liquibase.version"));
    }

    @Test
    void createsEverythingInItsOwnSchema() {
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.MIGRATE);

        assertThat(tables("analytics")).contains("event", "person", "databasechangelog");
        assertThat(tables("public")).isEmpty();
    }

    @Test
    void runsAgainWithoutEffect() {
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.MIGRATE);
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.MIGRATE);
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.VALIDATE);
    }

    @Test
    void letsSeveralInstancesStartAtOnce() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            Runnable start = () -> new SchemaMigrator(dataSource, TABLES).run(SchemaMode.MIGRATE);
            for (Future<?> instance : java.util.List.of(
                    instances.submit(start),
                    instances.submit(start),
                    instances.submit(start),
                    instances.submit(start))) {
                instance.get();
            }
        } finally {
            instances.shutdownNow();
        }
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.VALIDATE);
    }

    @Test
    void leavesTheSearchPathOfTheConnectionAlone() throws Exception {
        try (var connection = dataSource.getConnection()) {
            var pooled = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(pooled);
            jdbc.sql("set search_path to pg_catalog, public").update();
            new SchemaMigrator(pooled, TABLES).run(SchemaMode.MIGRATE);
            assertThat(jdbc.sql("show search_path").query(String.class).single())
                    .isEqualTo("pg_catalog, public");
        }
    }

    @Test
    void validationNamesWhatIsMissing() {
        assertThatExceptionOfType(SchemaOutOfDateException.class)
                .isThrownBy(() -> new SchemaMigrator(dataSource, TABLES).run(SchemaMode.VALIDATE))
                .satisfies(e -> assertThat(e.missing()).isNotEmpty());
        assertThat(tables("analytics")).isEmpty();
    }

    @Test
    void noneDoesNothing() {
        new SchemaMigrator(dataSource, TABLES).run(SchemaMode.NONE);
        assertThat(tables("analytics")).isEmpty();
    }

    private java.util.List<String> tables(String schema) {
        return JdbcClient.create(dataSource)
                .sql("select table_name from information_schema.tables where table_schema = :schema")
                .param("schema", schema)
                .query(String.class)
                .list();
    }
}
