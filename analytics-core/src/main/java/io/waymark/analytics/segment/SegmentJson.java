/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import tools.jackson.databind.JsonNode;

/** Segment rules as JSON, on the wire and in the database. */
public final class SegmentJson {

    private SegmentJson() {}

    /**
     * Reads a rule.
     *
     * @param json an object with {@code and}, {@code or}, {@code not} or {@code did}
     * @param pointer where it is in the document, for faults; empty for the root
     * @return the rule
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static SegmentRule rule(JsonNode json, String pointer) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a rule, as {@link #rule} reads it.
     *
     * @param rule the rule
     * @return an object
     */
    public static JsonNode write(SegmentRule rule) {
        throw new UnsupportedOperationException();
    }
}
