/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.math.BigDecimal;
import java.time.Duration;

/** A length of time as somebody types it in: a number, and {@code m}, {@code h} or {@code d} chosen beside it. */
public final class TypedDuration {

    private TypedDuration() {}

    /**
     * The length of time as on the wire.
     *
     * @param number the number
     * @param unit its unit
     * @return the length in ISO 8601; the number as it stands if it says none in milliseconds, with whatever is wrong in it
     */
    public static String toJson(String number, String unit) {
        try {
            BigDecimal seconds = new BigDecimal(number).multiply(BigDecimal.valueOf(seconds(unit)));
            return Duration.ofMillis(seconds.movePointRight(3).longValueExact()).toString();
        } catch (ArithmeticException | NumberFormatException e) {
            return number;
        }
    }

    /**
     * How long a unit is.
     *
     * @param unit the unit; what is none counts as an hour
     * @return seconds
     */
    public static long seconds(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "d" -> 86_400;
            default -> 3_600;
        };
    }
}
