/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.schema.SchemaMigrator;
import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import javax.sql.DataSource;

/** The product's own tables. */
public final class WaymarkSchema {

    private final AnalyticsDatabase database;

    /**
     * Makes the tables.
     *
     * @param dataSource where
     */
    public WaymarkSchema(DataSource dataSource) {
        AnalyticsTables tables = new AnalyticsTables(AnalyticsTables.DEFAULT_SCHEMA);
        new SchemaMigrator(dataSource, tables).run(SchemaMode.MIGRATE);
        this.database = new AnalyticsDatabase(dataSource, tables);
    }

    /** {@return the way to the tables} */
    public AnalyticsDatabase database() {
        return database;
    }
}
