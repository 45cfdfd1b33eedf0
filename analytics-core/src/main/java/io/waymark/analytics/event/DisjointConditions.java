/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.event.PropertyCondition.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out, from conditions alone, that no event can meet all of one list and all of another. */
public final class DisjointConditions {

    private DisjointConditions() {}

    /**
     * Compares conditions.
     *
     * @param some conditions
     * @param others more conditions
     * @return whether no event meets all of them; if not, there may be one
     */
    public static boolean test(List<PropertyCondition> some, List<PropertyCondition> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> test(one, other)));
    }

    private static boolean test(PropertyCondition one, PropertyCondition other) {
        if (!one.property().equals(other.property())) {
            return false;
        }
        return opposed(one, other)
                || opposed(other, one)
                || (isEquality(one) && isEquality(other) && !haveOneInCommon(values(one), values(other)));
    }

    private static boolean opposed(PropertyCondition one, PropertyCondition other) {
        return switch (one.operator()) {
            case NOT_EXISTS -> other.operator() != Operator.NOT_EXISTS && other.operator() != Operator.NE;
            case NE -> other.operator() == Operator.EQ && Objects.equals(one.value(), other.value());
            default -> false;
        };
    }

    private static boolean isEquality(PropertyCondition condition) {
        return condition.operator() == Operator.EQ || condition.operator() == Operator.IN;
    }

    private static List<?> values(PropertyCondition condition) {
        @Nullable Object value = condition.value();
        return value instanceof List<?> list ? list : List.of(Objects.requireNonNull(value));
    }

    private static boolean haveOneInCommon(List<?> some, List<?> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> mayBeOne(one, other)));
    }

    /** A number equals what is written otherwise: nothing is said of a number and a text. */
    private static boolean mayBeOne(Object one, Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return one instanceof Number
                || other instanceof Number
                || one.toString().equals(other.toString());
    }
}
