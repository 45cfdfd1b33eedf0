/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import io.waymark.analytics.schema.SchemaMode;
import io.waymark.analytics.store.AnalyticsTables;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the database schema. */
@ConfigurationProperties("analytics.schema")
public class AnalyticsSchemaProperties {

    /** Name of the schema that holds all tables, beside those of the application. */
    private String name = AnalyticsTables.DEFAULT_SCHEMA;

    /** What to do about the schema at startup. */
    private SchemaMode mode = SchemaMode.MIGRATE;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public SchemaMode getMode() {
        return mode;
    }

    public void setMode(SchemaMode mode) {
        this.mode = mode;
    }
}
