/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.StorableText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one property of an event.
 *
 * @param property the key; a top-level one
 * @param operator how the value is compared
 * @param value what it is compared with: a string, number or boolean; a list of these for {@link Operator#IN};
 *     {@code null} for {@link Operator#EXISTS} and {@link Operator#NOT_EXISTS}
 */
public record PropertyCondition(
        String property, Operator operator, @Nullable Object value) {

    private static final int MAX_DIGITS = 1000;

    public PropertyCondition {
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(operator, "operator");
        if (property.isBlank() || !StorableText.test(property)) {
            throw new IllegalArgumentException("A condition names a property");
        }
        boolean presence = operator == Operator.EXISTS || operator == Operator.NOT_EXISTS;
        if (presence != (value == null)) {
            throw new IllegalArgumentException(
                    presence ? operator + " takes no value" : operator + " on '" + property + "' needs a value");
        }
        if (operator == Operator.IN && !(value instanceof List)) {
            throw new IllegalArgumentException("IN on '" + property + "' needs a list of values");
        }
        if (operator == Operator.IN && value instanceof List<?> list) {
            value = List.copyOf(list);
            list.forEach(each -> check(property, operator, each));
        } else if (value != null) {
            check(property, operator, value);
        }
    }

    private static void check(String property, Operator operator, Object value) {
        boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        if (!scalar || (operator.isOrdering() && value instanceof Boolean)) {
            throw new IllegalArgumentException(operator + " on '" + property + "' does not compare with " + value);
        }
        if (value instanceof Number number && !isComparable(number)) {
            throw new IllegalArgumentException(operator + " on '" + property + "' needs a number of usual size");
        }
        if (value instanceof String text && !StorableText.test(text)) {
            throw new IllegalArgumentException(
                    operator + " on '" + property + "' compares with a character that cannot be stored");
        }
    }

    static boolean isComparable(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue());
        }
        BigDecimal decimal = number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
        return Math.abs((long) decimal.scale()) + decimal.precision() <= MAX_DIGITS;
    }

    /**
     * Equality with a value.
     *
     * @param property the key
     * @param value a string, number or boolean
     * @return the condition
     */
    public static PropertyCondition eq(String property, Object value) {
        return new PropertyCondition(property, Operator.EQ, value);
    }

    /** How a property is compared with the value of the condition. An event without the property only meets {@link #NE} and {@link #NOT_EXISTS}. */
    public enum Operator {
        /** Equal: numbers by value, everything else by its text. */
        EQ,
        /** Not {@link #EQ}; also true of an event without the property. */
        NE,
        /** Greater; a number only compares with numbers, a string with strings by code point. */
        GT,
        /** Greater or equal, as {@link #GT}. */
        GTE,
        /** Less, as {@link #GT}. */
        LT,
        /** Less or equal, as {@link #GT}. */
        LTE,
        /** {@link #EQ} to one of the values. */
        IN,
        /** Its text contains the value, ignoring case. */
        CONTAINS,
        /** The event carries the property with a value other than {@code null}. */
        EXISTS,
        /** Not {@link #EXISTS}. */
        NOT_EXISTS;

        boolean isOrdering() {
            return this == GT || this == GTE || this == LT || this == LTE;
        }
    }
}
