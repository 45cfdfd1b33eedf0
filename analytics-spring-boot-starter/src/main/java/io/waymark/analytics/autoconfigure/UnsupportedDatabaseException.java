/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

/** The data source does not lead to a PostgreSQL that the schema works on. */
final class UnsupportedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedDatabaseException(String product, String version) {
        super("The data source leads to " + product + " " + version + ", but events need PostgreSQL 15 or later");
    }
}
