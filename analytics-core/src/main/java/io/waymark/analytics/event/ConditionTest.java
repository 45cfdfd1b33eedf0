/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.event.PropertyValue.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds values against a condition, as the SQL of {@link EventConditions} does. Immutable. */
public final class ConditionTest {

    private final PropertyCondition condition;

    /**
     * Prepares a test.
     *
     * @param condition the condition
     */
    public ConditionTest(PropertyCondition condition) {
        this.condition = condition;
    }

    /**
     * Tells whether a value meets the condition.
     *
     * @param value the value; {@code null} without one
     * @return whether it does
     * @throws UndecidableConditionException if only the database can tell
     */
    public boolean test(@Nullable PropertyValue value) {
        Object other = condition.value();
        return switch (condition.operator()) {
            case EXISTS -> value != null;
            case NOT_EXISTS -> value == null;
            case EQ -> value != null && isEqual(value, Objects.requireNonNull(other));
            case NE -> value == null || !isEqual(value, Objects.requireNonNull(other));
            case IN ->
                value != null
                        && ((List<?>) Objects.requireNonNull(other)).stream().anyMatch(each -> isEqual(value, each));
            case CONTAINS -> value != null && contains(value.text(), text(Objects.requireNonNull(other)));
            case GT -> value != null && isOrdered(value, Objects.requireNonNull(other), 1, 1);
            case GTE -> value != null && isOrdered(value, Objects.requireNonNull(other), 0, 1);
            case LT -> value != null && isOrdered(value, Objects.requireNonNull(other), -1, -1);
            case LTE -> value != null && isOrdered(value, Objects.requireNonNull(other), -1, 0);
        };
    }

    private static boolean isEqual(PropertyValue value, Object other) {
        return other instanceof Number number && value.kind() == Kind.NUMBER
                ? value.number().compareTo(decimal(number)) == 0
                : value.text().equals(text(other));
    }

    private static boolean isOrdered(PropertyValue value, Object other, int least, int greatest) {
        int order;
        if (other instanceof Number number) {
            if (value.kind() != Kind.NUMBER) {
                return false;
            }
            order = value.number().compareTo(decimal(number));
        } else {
            if (value.kind() != Kind.TEXT) {
                return false;
            }
            order = PropertyValue.compareText(value.text(), other.toString());
        }
        return Integer.signum(order) >= least && Integer.signum(order) <= greatest;
    }

    /** Which letters are the same beyond ASCII is for the database to say. */
    private static boolean contains(String text, String part) {
        if (!isAscii(text) || !isAscii(part)) {
            throw new UndecidableConditionException();
        }
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 128);
    }

    private static String text(Object value) {
        return value instanceof Number number
                ? decimal(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
