/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import tools.jackson.databind.JsonNode;

/** Funnels as JSON, on the wire and in the database. */
public final class FunnelJson {

    private FunnelJson() {}

    /**
     * Reads a definition.
     *
     * @param json an object with {@code steps} and the options
     * @return the definition
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static FunnelDefinition definition(JsonNode json) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a query: a definition with {@code from}, {@code to} and {@code timezone}.
     *
     * @param app whose events
     * @param json an object
     * @return the query
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static FunnelQuery query(AppId app, JsonNode json) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a definition, as {@link #definition(JsonNode)} reads it.
     *
     * @param definition the definition
     * @return an object
     */
    public static JsonNode write(FunnelDefinition definition) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @return an object
     */
    public static JsonNode write(FunnelReport report) {
        throw new UnsupportedOperationException();
    }
}
