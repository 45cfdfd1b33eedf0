/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the values of a statement that is put together from parts. Values only ever reach the database as
 * parameters. Not safe for use by several threads.
 */
public final class SqlParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Starts without values. */
    public SqlParameters() {}

    /**
     * Adds a value under a name of its own.
     *
     * @param value the value
     * @return how the statement refers to it, for example {@code :p3}
     */
    public String bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** {@return the values by name, as {@code JdbcClient.StatementSpec.params} takes them} */
    public Map<String, Object> values() {
        return values;
    }
}
