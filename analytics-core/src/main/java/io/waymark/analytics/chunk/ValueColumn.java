/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk;

import io.waymark.analytics.event.PropertyValue;
import org.jspecify.annotations.Nullable;

/**
 * The values of one property of the events of a slice, in their order. Each value has a code; code 0 says that an event
 * has no value. Immutable, and safe for use by many threads.
 */
public interface ValueColumn {

    /** {@return how many different values there are; their codes are 1 and up to it} */
    int size();

    /**
     * Reads a value.
     *
     * @param code its code
     * @return the value; {@code null} for code 0
     */
    @Nullable
    PropertyValue value(int code);

    /**
     * Reads a number.
     *
     * @param code the code of a value
     * @return the nearest number of double precision; not a number for code 0 and for values of other kinds
     */
    default double number(int code) {
        return number(value(code));
    }

    /**
     * Reads a number.
     *
     * @param value a value; {@code null} for none
     * @return the nearest number of double precision; not a number for values of other kinds and none
     */
    static double number(@Nullable PropertyValue value) {
        return value != null && value.kind() == PropertyValue.Kind.NUMBER
                ? Double.parseDouble(value.text())
                : Double.NaN;
    }

    /**
     * Counts a value.
     *
     * @param code its code
     * @return how many events of the slice have it; of some people's, of the slice that these are in
     */
    int count(int code);

    /**
     * Finds the value of an event.
     *
     * @param event its place in the slice, from 0
     * @return the code of its value
     */
    int code(int event);
}
