/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A length of time as somebody types it in: a number, and a unit chosen beside it. */
public final class TypedDuration {

    /** Milliseconds of each unit, the longest first: {@code d}, {@code h}, {@code m}, {@code s} and {@code ms}. */
    public static final Map<String, Long> UNITS = units();

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,40})?");

    private TypedDuration() {}

    /**
     * The length of time as on the wire.
     *
     * @param number the number
     * @param unit its unit; what is none counts as an hour
     * @return the length in ISO 8601; the number as it stands if it says none, for the check to find
     */
    public static String toJson(String number, String unit) {
        try {
            return NUMBER.matcher(number).matches()
                    ? of(new BigDecimal(number), UNITS.containsKey(unit) ? unit : "h")
                            .toString()
                    : number;
        } catch (ArithmeticException e) {
            return number;
        }
    }

    /**
     * The length of time, to the nearest millisecond.
     *
     * @param number the number, with few digits before the point
     * @param unit one of {@link #UNITS}
     * @return the length
     * @throws ArithmeticException if nothing lasts that long
     */
    public static Duration of(BigDecimal number, String unit) {
        BigDecimal millis = number.multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", 86_400_000L);
        units.put("h", 3_600_000L);
        units.put("m", 60_000L);
        units.put("s", 1_000L);
        units.put("ms", 1L);
        return Collections.unmodifiableMap(units);
    }
}
