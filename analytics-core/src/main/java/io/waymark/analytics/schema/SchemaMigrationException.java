/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.schema;

/** The product's schema could not be created, upgraded or looked at. */
public final class SchemaMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String schema;

    SchemaMigrationException(String schema, Throwable cause) {
        super("The schema '" + schema + "' could not be brought up to date", cause);
        this.schema = schema;
    }

    /** {@return the schema that was worked on} */
    public String schema() {
        return schema;
    }
}
