/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.audience;

import io.waymark.analytics.event.ConditionTest;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.PropertyValue.Kind;
import io.waymark.analytics.event.UndecidableConditionException;
import io.waymark.analytics.json.StoredJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tests conditions on values in memory, by the same rules as {@link io.waymark.analytics.event.EventConditions} in SQL. Which
 * letters beyond ASCII are the same only the database knows: here they are those that Unicode makes small alike.
 */
final class Conditions {

    private Conditions() {}

    static boolean met(List<PropertyCondition> conditions, Map<String, ?> values) {
        for (PropertyCondition condition : conditions) {
            if (!met(condition, value(values.get(condition.property())))) {
                return false;
            }
        }
        return true;
    }

    private static boolean met(PropertyCondition condition, @Nullable PropertyValue value) {
        try {
            return new ConditionTest(condition).test(value);
        } catch (UndecidableConditionException e) {
            PropertyValue part = value(condition.value());
            return value != null && part != null && lower(value).contains(lower(part));
        }
    }

    private static String lower(PropertyValue value) {
        return value.text().toLowerCase(Locale.ROOT);
    }

    private static @Nullable PropertyValue value(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && isFinite(number)) {
            return new PropertyValue(Kind.NUMBER, new BigDecimal(number.toString()).toPlainString());
        }
        if (value instanceof String text) {
            return new PropertyValue(Kind.TEXT, text);
        }
        return new PropertyValue(
                Kind.OTHER,
                value instanceof Map || value instanceof List
                        ? StoredJson.value(value).toString()
                        : value.toString());
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double d && !Double.isFinite(d))
                && !(number instanceof Float f && !Float.isFinite(f));
    }
}
