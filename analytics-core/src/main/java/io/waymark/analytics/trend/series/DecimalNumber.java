/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.event.PropertyValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number that is measured.
 *
 * @param exact as it was sent
 * @param nearest of double precision
 */
record DecimalNumber(BigDecimal exact, double nearest) {

    private static final BigDecimal LEAST = new BigDecimal("1e-300");
    private static final BigDecimal MOST = new BigDecimal("1e300");

    /** {@code null} if it is no number, or none that a double can hold. */
    static @Nullable DecimalNumber of(@Nullable PropertyValue value) {
        if (value == null || value.kind() != PropertyValue.Kind.NUMBER) {
            return null;
        }
        BigDecimal exact = value.number();
        BigDecimal size = exact.abs();
        return size.signum() == 0 || size.compareTo(LEAST) >= 0 && size.compareTo(MOST) <= 0
                ? new DecimalNumber(exact, exact.doubleValue())
                : null;
    }
}
