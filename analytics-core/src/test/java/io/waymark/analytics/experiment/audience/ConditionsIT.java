/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionsIT {

    private static final int ROUNDS = 600;
    private static final List<Object> VALUES = List.of(
            0,
            1,
            -7,
            29,
            2.5,
            29.0,
            1_000_000_000_000L,
            "",
            "29",
            "2.5",
            "abc",
            "ABC",
            "ı",
            "I",
            "true",
            "\ud83d\ude00",
            "\uff21",
            true,
            false,
            List.of(1, "a"),
            Map.of("a", 1));
    private static final List<Object> WANTED =
            List.of(0, 1, 29, 2.5, 29.0, "29", "2.5", "abc", "b", "i", "", "true", "\uff21", true, false);

    private final AnalyticsDatabase database = TestDatabase.migrated();

    @Test
    void holdInMemoryExactlyWhereTheyHoldInSql() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<PropertyCondition> conditions = new ArrayList<>();
        List<Map<String, @Nullable Object>> properties = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select array[");
        SqlParameters parameters = new SqlParameters();
        for (int i = 0; i < ROUNDS; i++) {
            PropertyCondition condition = condition(random);
            Map<String, @Nullable Object> held = new LinkedHashMap<>();
            if (random.nextInt(8) > 0) {
                held.put("p", random.nextInt(10) == 0 ? null : VALUES.get(random.nextInt(VALUES.size())));
            }
            conditions.add(condition);
            properties.add(held);
            sql.append(i == 0 ? "" : ", ")
                    .append(EventConditions.all(
                            List.of(condition), parameters.bind(StoredJson.text(held)) + "::jsonb", parameters));
        }
        Boolean[] expected = database.sql(sql.append("]").toString())
                .params(parameters.values())
                .query((row, number) -> (Boolean[]) row.getArray(1).getArray())
                .single();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(Conditions.met(List.of(conditions.get(i)), properties.get(i)))
                    .as("seed %d: %s on %s", seed, conditions.get(i), properties.get(i))
                    .isEqualTo(expected[i]);
        }
    }

    private static PropertyCondition condition(Random random) {
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        Object wanted = WANTED.get(random.nextInt(WANTED.size()));
        return switch (operator) {
            case EXISTS, NOT_EXISTS -> new PropertyCondition("p", operator, null);
            case IN -> new PropertyCondition("p", operator, List.of(wanted, "abc", 1));
            case GT, GTE, LT, LTE -> new PropertyCondition("p", operator, wanted instanceof Boolean ? "b" : wanted);
            default -> new PropertyCondition("p", operator, wanted);
        };
    }
}
