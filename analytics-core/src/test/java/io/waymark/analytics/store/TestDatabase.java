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
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL, started once per test JVM, that hands out an empty database to each caller. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /** {@return a data source of a new, empty database} */
    public static PGSimpleDataSource empty() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        JdbcClient.create(Server.INSTANCE.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        PGSimpleDataSource dataSource = (PGSimpleDataSource) Server.INSTANCE.getDatabase("postgres", name);
        dataSource.setPrepareThreshold(-1);
        return dataSource;
    }

    /** {@return a new database with the product's schema in it} */
    public static AnalyticsDatabase migrated() {
        PGSimpleDataSource dataSource = empty();
        AnalyticsTables tables = new AnalyticsTables(AnalyticsTables.DEFAULT_SCHEMA);
        new SchemaMigrator(dataSource, tables).run(SchemaMode.MIGRATE);
        return new AnalyticsDatabase(dataSource, tables);
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
