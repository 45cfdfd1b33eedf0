/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.util.regex.Pattern;

/**
 * The names of the product's own tables, qualified with its schema. Statements take table names from here only, so that
 * they never depend on the {@code search_path} of a connection.
 *
 * @param schema the schema; lower-case letters, digits and underscores, at most 63 characters, not starting with a digit
 */
public record AnalyticsTables(String schema) {

    /** The schema unless another is configured. */
    public static final String DEFAULT_SCHEMA = "analytics";

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public AnalyticsTables {
        if (!SCHEMA.matcher(schema).matches() || schema.startsWith("pg_")) {
            throw new IllegalArgumentException("'" + schema + "' is not a usable schema name: "
                    + "lower-case letters, digits and underscores, at most 63, not starting with a digit or pg_");
        }
    }

    /**
     * Fills the schema into a statement.
     *
     * @param sql a statement in which {@code {schema}} stands for the schema, as in {@code {schema}.event}
     * @return the statement with qualified names
     */
    public String qualify(String sql) {
        return sql.replace("{schema}", schema);
    }
}
