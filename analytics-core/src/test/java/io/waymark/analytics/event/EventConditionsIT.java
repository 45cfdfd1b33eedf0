/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventConditionsIT {

    private static final String HOSTILE = "'; drop table event; -- \" \\ %_ <b> ? :x {schema} $1 \u00fc\ud83d\ude00";

    private static AnalyticsDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
    }

    @Test
    void comparesNumbersByValue() {
        assertThat(meets("{\"p\": 20000.0}", Operator.EQ, 20000)).isTrue();
        assertThat(meets("{\"p\": 2e4}", Operator.EQ, 20000L)).isTrue();
        assertThat(meets("{\"p\": 9}", Operator.LT, 10)).isTrue();
        assertThat(meets("{\"p\": 10}", Operator.GT, 9.5)).isTrue();
        assertThat(meets("{\"p\": 10}", Operator.GTE, 10)).isTrue();
        assertThat(meets("{\"p\": 10}", Operator.GT, 10)).isFalse();
        assertThat(meets("{\"p\": 0.1}", Operator.LTE, 0.1)).isTrue();
        assertThat(meets("{\"p\": 12345678901234567890}", Operator.EQ, new BigDecimal("12345678901234567890")))
                .isTrue();
    }

    @Test
    void comparesEverythingElseByItsText() {
        assertThat(meets("{\"p\": \"10\"}", Operator.EQ, 10)).isTrue();
        assertThat(meets("{\"p\": 10}", Operator.EQ, "10")).isTrue();
        assertThat(meets("{\"p\": true}", Operator.EQ, true)).isTrue();
        assertThat(meets("{\"p\": \"true\"}", Operator.EQ, true)).isTrue();
        assertThat(meets("{\"p\": \"a\"}", Operator.EQ, "A")).isFalse();
        assertThat(meets("{\"p\": [1]}", Operator.EQ, "[1]")).isTrue();
    }

    @Test
    void ordersNumbersOnlyAmongNumbersAndStringsOnlyAmongStrings() {
        assertThat(meets("{\"p\": \"50\"}", Operator.GT, 9)).isFalse();
        assertThat(meets("{\"p\": 50}", Operator.GT, "4")).isFalse();
        assertThat(meets("{\"p\": true}", Operator.GTE, 0)).isFalse();
        assertThat(meets("{\"p\": \"not a number\"}", Operator.LT, 9)).isFalse();
        assertThat(meets("{\"p\": \"a\"}", Operator.GT, "Z")).isTrue();
        assertThat(meets("{\"p\": \"\u0131\"}", Operator.GT, "z")).isTrue();
    }

    @Test
    void anEventWithoutThePropertyOnlyMeetsNotEqualAndNotExists() {
        for (String properties : List.of("{}", "{\"p\": null}")) {
            assertThat(meets(properties, Operator.NE, "x")).isTrue();
            assertThat(meets(properties, Operator.NE, 1)).isTrue();
            assertThat(meets(properties, Operator.NOT_EXISTS, null)).isTrue();
            assertThat(meets(properties, Operator.EXISTS, null)).isFalse();
            assertThat(meets(properties, Operator.EQ, "x")).isFalse();
            assertThat(meets(properties, Operator.EQ, "null")).isFalse();
            assertThat(meets(properties, Operator.EQ, 0)).isFalse();
            assertThat(meets(properties, Operator.GTE, 0)).isFalse();
            assertThat(meets(properties, Operator.LT, "x")).isFalse();
            assertThat(meets(properties, Operator.IN, List.of("x", 1))).isFalse();
            assertThat(meets(properties, Operator.CONTAINS, "x")).isFalse();
        }
    }

    @Test
    void findsOneOfSeveralValuesAndPartsOfText() {
        assertThat(meets("{\"p\": 2}", Operator.IN, List.of("x", 2))).isTrue();
        assertThat(meets("{\"p\": \"X\"}", Operator.IN, List.of("x", 2))).isFalse();
        assertThat(meets("{\"p\": \"The Title\"}", Operator.CONTAINS, "he ti")).isTrue();
        assertThat(meets("{\"p\": \"100%\"}", Operator.CONTAINS, "0_")).isFalse();
        assertThat(meets("{\"p\": 1234}", Operator.CONTAINS, 23)).isTrue();
        assertThat(meets("{\"p\": false}", Operator.EXISTS, null)).isTrue();
    }

    @Test
    void valuesAndKeysNeverBecomePartOfTheStatement() {
        for (Operator operator : List.of(Operator.EQ, Operator.NE, Operator.GT, Operator.LTE, Operator.CONTAINS)) {
            assertThat(meets("{\"p\": 1}", operator, HOSTILE)).isEqualTo(operator == Operator.NE);
        }
        assertThat(meets(new PropertyCondition(HOSTILE, Operator.NOT_EXISTS, null), "{\"p\": 1}"))
                .isTrue();
        assertThat(meets(PropertyCondition.eq("p", HOSTILE), "{\"p\": \"" + escaped(HOSTILE) + "\"}"))
                .isTrue();
    }

    @Test
    void refusesWhatTheDatabaseCannotHoldOrCompare() {
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p", "a\u0000b"));
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p\u0000", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p", "\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p", Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p", new BigDecimal("1e999999999")));
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyCondition.eq("p", List.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PropertyCondition("p", Operator.GT, true));
        assertThatIllegalArgumentException().isThrownBy(() -> EventFilter.named("a\u0000b"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static boolean meets(String properties, Operator operator, Object value) {
        return meets(new PropertyCondition("p", operator, value), properties);
    }

    private static boolean meets(PropertyCondition condition, String properties) {
        SqlParameters parameters = new SqlParameters();
        String sql = EventConditions.all(List.of(condition), "e.properties", parameters);
        return database.sql("select " + sql + " as met, e.properties -> " + parameters.bind(condition.property())
                        + "::text as value from (select " + parameters.bind(properties) + "::jsonb as properties) e")
                .params(parameters.values())
                .query((row, number) -> {
                    boolean met = row.getBoolean("met");
                    String json = row.getString("value");
                    assertThat(tested(condition, json == null ? null : PropertyValue.ofJson(json)))
                            .as(condition + " of " + json)
                            .isIn(met, null);
                    return met;
                })
                .single();
    }

    /** What is told without the database; {@code null} if it cannot be told. */
    private static Boolean tested(PropertyCondition condition, PropertyValue value) {
        try {
            return new ConditionTest(condition).test(value);
        } catch (UndecidableConditionException e) {
            return null;
        }
    }

    @Test
    void everyValueMeetsTheSameConditionsInAndOutsideOfTheDatabase() {
        List<String> values = List.of(
                "null",
                "0",
                "-0.0",
                "1",
                "1.0",
                "1.50",
                "1e2",
                "\"1\"",
                "\"1.0\"",
                "\"1.5\"",
                "\"100\"",
                "true",
                "\"true\"",
                "[1]",
                "{\"a\": 1}",
                "\"\"",
                "\"A b\"",
                "\"a B c\"",
                "\"\u00e9\"",
                "\"\\u00c9a\"",
                "\"\uffee\"",
                "\"\ud83d\ude00\"",
                "\"a\\n\\\"b\"");
        List<Object> others = List.of(
                0, 1, 1.5, 100L, new BigDecimal("1.00"), "1", "1.0", "a b", "true", true, "\u00e9", "\uffee", "");
        List<PropertyCondition> conditions = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            switch (operator) {
                case EXISTS, NOT_EXISTS -> conditions.add(new PropertyCondition("p", operator, null));
                case IN -> conditions.add(new PropertyCondition("p", operator, List.of("1", 1.5, true)));
                default ->
                    others.stream()
                            .filter(other -> !(other instanceof Boolean) || operator == Operator.EQ)
                            .forEach(other -> conditions.add(new PropertyCondition("p", operator, other)));
            }
        }
        Map<String, Set<PropertyCondition>> met = new HashMap<>();
        values.forEach(value -> conditions.forEach(condition -> {
            if (meets(condition, "{\"p\": " + value + "}")) {
                met.computeIfAbsent(value, any -> new HashSet<>()).add(condition);
            }
        }));
        assertThat(met).hasSize(values.size());
        for (PropertyCondition one : conditions) {
            for (PropertyCondition other : conditions) {
                if (DisjointConditions.test(List.of(one), List.of(other))) {
                    assertThat(met.values()).noneMatch(of -> of.contains(one) && of.contains(other));
                }
            }
        }
        assertThat(DisjointConditions.test(
                        List.of(PropertyCondition.eq("p", "a")), List.of(PropertyCondition.eq("p", "b"))))
                .isTrue();
    }
}
