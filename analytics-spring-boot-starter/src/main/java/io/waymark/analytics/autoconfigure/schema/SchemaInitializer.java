/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.store.AnalyticsTables;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Puts the schema in place, if the database is one that it works on. */
final class SchemaInitializer {

    private static final int OLDEST_VERSION = 15;

    private SchemaInitializer() {}

    static void initialize(DataSource dataSource, AnalyticsTables tables, SchemaMode mode) {
        if (mode == SchemaMode.NONE) {
            return;
        }
        requirePostgres(dataSource);
        new SchemaMigrator(dataSource, tables).run(mode);
    }

    private static void requirePostgres(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData database = connection.getMetaData();
            if (!"PostgreSQL".equals(database.getDatabaseProductName())
                    || database.getDatabaseMajorVersion() < OLDEST_VERSION) {
                throw new AnalyticsSetupException(
                        "The data source leads to " + database.getDatabaseProductName() + " "
                                + database.getDatabaseProductVersion() + ", but PostgreSQL 15 or later is needed",
                        "Point spring.datasource.url at such a database, mark another DataSource bean with "
                                + "@AnalyticsDataSource, or switch everything off with analytics.enabled=false.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database that events are stored in does not answer", e);
        }
    }
}
