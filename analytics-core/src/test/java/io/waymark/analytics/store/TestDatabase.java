/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL, started once per test JVM, that hands out an empty database to each caller. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /** {@return a data source of a new, empty database} */
    public static PGSimpleDataSource empty() {
        return create("template1");
    }

    /** {@return a data source of a new database that the product has migrated} */
    public static PGSimpleDataSource withSchema() {
        return create(Migrated.TEMPLATE);
    }

    /** {@return a new database with the product's schema in it} */
    public static AnalyticsDatabase migrated() {
        return new AnalyticsDatabase(TestPool.of(withSchema()), Migrated.TABLES);
    }

    private static PGSimpleDataSource create(String template) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        JdbcClient.create(Server.INSTANCE.getPostgresDatabase())
                .sql("create database " + name + " template " + template)
                .update();
        PGSimpleDataSource dataSource = (PGSimpleDataSource) Server.INSTANCE.getDatabase("postgres", name);
        dataSource.setPrepareThreshold(-1);
        return dataSource;
    }

    private static final class Migrated {

        static final AnalyticsTables TABLES = new AnalyticsTables(AnalyticsTables.DEFAULT_SCHEMA);
        static final String TEMPLATE = migrate();

        private static String migrate() {
            PGSimpleDataSource dataSource = empty();
            new SchemaMigrator(dataSource, TABLES).run(SchemaMode.MIGRATE);
            return Objects.requireNonNull(dataSource.getDatabaseName());
        }
    }

    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("jit", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
