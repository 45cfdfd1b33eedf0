/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.ui.condition.ConditionForm;
import io.waymark.analytics.ui.condition.TypedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A condition as a form shows it.
 *
 * @param property the property; empty for no condition
 * @param operator the name of the operator, in lower case
 * @param value what it is compared with, as {@link TypedText}; several for {@code in}, with commas between
 */
public record ConditionRow(String property, String operator, String value) {

    /** No condition. */
    public static final ConditionRow EMPTY = new ConditionRow("", "eq", "");

    /** So many conditions can be filled in. */
    public static final int MAX_ROWS = ConditionForm.MAX_CONDITIONS;

    /** {@return the names of the operators, in lower case} */
    public static List<String> operators() {
        return Arrays.stream(Operator.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static ConditionRow of(PropertyCondition condition) {
        Object value = condition.value();
        String text = value == null
                ? ""
                : value instanceof List<?> list
                        ? TypedText.ofAll(list)
                        : condition.operator() == Operator.CONTAINS ? value.toString() : TypedText.of(value);
        return new ConditionRow(
                condition.property(), condition.operator().name().toLowerCase(Locale.ROOT), text);
    }

    /** The conditions of an event; the fields are called {@code p}, {@code o} and {@code v} with a number behind. */
    static List<ConditionRow> readAll(Fields fields, String prefix) {
        List<ConditionRow> rows = new ArrayList<>();
        for (int i = 1; i <= MAX_ROWS && fields.has(prefix + "p" + i); i++) {
            rows.add(new ConditionRow(
                    fields.text(prefix + "p" + i), fields.text(prefix + "o" + i), fields.text(prefix + "v" + i)));
        }
        return rows;
    }

    static List<PropertyCondition> conditions(List<ConditionRow> rows, String pointer, FormFaults faults) {
        List<PropertyCondition> conditions = new ArrayList<>();
        for (ConditionRow row : rows) {
            PropertyCondition condition = row.property().isEmpty() ? null : row.condition(pointer, faults);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** The condition; null after a fault. */
    @Nullable
    PropertyCondition condition(String pointer, FormFaults faults) {
        try {
            Operator of = Operator.valueOf(operator.toUpperCase(Locale.ROOT));
            boolean presence = of == Operator.EXISTS || of == Operator.NOT_EXISTS;
            if (!presence && value.isBlank()) {
                faults.add(pointer, "on '" + property + "' needs a value; \"\" is the empty text");
                return null;
            }
            return new PropertyCondition(
                    property,
                    of,
                    switch (of) {
                        case EXISTS, NOT_EXISTS -> null;
                        case IN -> TypedText.readAll(value);
                        case CONTAINS -> value;
                        default -> TypedText.read(value);
                    });
        } catch (IllegalArgumentException e) {
            faults.add(pointer, "on '" + property + "' cannot be compared like this");
            return null;
        }
    }
}
