/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.audience;

import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.json.StoredJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tests conditions on values in memory, by the same rules as {@link io.waymark.analytics.event.EventConditions} in SQL. */
final class Conditions {

    private Conditions() {}

    static boolean met(List<PropertyCondition> conditions, Map<String, ?> values) {
        for (PropertyCondition condition : conditions) {
            if (!met(condition, values.get(condition.property()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean met(PropertyCondition condition, @Nullable Object value) {
        return switch (condition.operator()) {
            case EXISTS -> value != null;
            case NOT_EXISTS -> value == null;
            case EQ -> equal(value, Objects.requireNonNull(condition.value()));
            case NE -> !equal(value, Objects.requireNonNull(condition.value()));
            case IN ->
                ((List<?>) Objects.requireNonNull(condition.value())).stream().anyMatch(each -> equal(value, each));
            case CONTAINS ->
                value != null
                        && text(value)
                                .toLowerCase(Locale.ROOT)
                                .contains(wantedText(Objects.requireNonNull(condition.value()))
                                        .toLowerCase(Locale.ROOT));
            case GT -> comparable(value, condition.value()) && compare(value, condition.value()) > 0;
            case GTE -> comparable(value, condition.value()) && compare(value, condition.value()) >= 0;
            case LT -> comparable(value, condition.value()) && compare(value, condition.value()) < 0;
            case LTE -> comparable(value, condition.value()) && compare(value, condition.value()) <= 0;
        };
    }

    private static boolean equal(@Nullable Object value, Object wanted) {
        if (value == null) {
            return false;
        }
        if (isNumber(value) && wanted instanceof Number number) {
            return decimal((Number) value).compareTo(decimal(number)) == 0;
        }
        return text(value).equals(wantedText(wanted));
    }

    private static boolean comparable(@Nullable Object value, @Nullable Object wanted) {
        return wanted instanceof Number ? isNumber(value) : value instanceof String;
    }

    private static int compare(@Nullable Object value, @Nullable Object wanted) {
        if (value instanceof Number left && wanted instanceof Number right) {
            return decimal(left).compareTo(decimal(right));
        }
        return Arrays.compareUnsigned(bytes(value), bytes(wanted));
    }

    private static byte[] bytes(@Nullable Object text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Number number
                && !(number instanceof Double d && !Double.isFinite(d))
                && !(number instanceof Float f && !Float.isFinite(f));
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    private static String wantedText(Object wanted) {
        return wanted instanceof Number number
                ? decimal(number).stripTrailingZeros().toPlainString()
                : text(wanted);
    }

    private static String text(Object value) {
        if (isNumber(value)) {
            return decimal((Number) value).toPlainString();
        }
        return value instanceof Map || value instanceof List
                ? StoredJson.value(value).toString()
                : value.toString();
    }
}
