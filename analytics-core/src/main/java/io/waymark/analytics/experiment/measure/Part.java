/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

/**
 * What was measured of the people with one value of a property.
 *
 * @param kind whether this is a value, the rest, or nothing
 * @param value the value as text, or a name for the rest
 * @param measured their sums, of one metric and as of one day
 */
public record Part(Kind kind, String value, Measurements measured) {

    /** What a part holds. */
    public enum Kind {
        /** People with one value. */
        VALUE,
        /** People with one of the values that are too rare to be listed. */
        OTHER,
        /** People of whom the property is not known. */
        NONE
    }
}
