/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of a property, as reports measure it: what a double cannot hold is left out.
 *
 * @param exact as it was sent
 * @param nearest of double precision
 */
public record DecimalNumber(BigDecimal exact, double nearest) {

    private static final BigDecimal LEAST = new BigDecimal("1e-300");
    private static final BigDecimal GREATEST = new BigDecimal("1e300");

    /**
     * Reads a value.
     *
     * @param value the value; {@code null} for none
     * @return its number; {@code null} if it is none, or is not 0 and its size not between 1e-300 and 1e300
     */
    public static @Nullable DecimalNumber of(@Nullable PropertyValue value) {
        return value == null || value.kind() != PropertyValue.Kind.NUMBER ? null : of(value.number());
    }

    /**
     * Takes a number.
     *
     * @param exact the number
     * @return the same; {@code null} if it is not 0 and its size not between 1e-300 and 1e300
     */
    public static @Nullable DecimalNumber of(BigDecimal exact) {
        BigDecimal size = exact.abs();
        return size.signum() == 0 || (size.compareTo(LEAST) >= 0 && size.compareTo(GREATEST) <= 0)
                ? new DecimalNumber(exact, exact.doubleValue())
                : null;
    }
}
