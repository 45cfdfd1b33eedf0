/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.schema;

import java.util.List;

/** The product's schema lacks change sets that this version needs, and it was not asked to apply them. */
public final class SchemaOutOfDateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String schema;
    private final List<String> missing;

    SchemaOutOfDateException(String schema, List<String> missing) {
        super("The schema '" + schema + "' lacks " + missing.size() + " change sets, the first being "
                + missing.get(0));
        this.schema = schema;
        this.missing = List.copyOf(missing);
    }

    /** {@return the schema that was looked at} */
    public String schema() {
        return schema;
    }

    /** {@return the ids of the change sets it lacks, in order; never empty} */
    public List<String> missing() {
        return missing;
    }
}
