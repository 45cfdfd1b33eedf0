/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.store.SqlParameters;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the statement that counts people and conversions of all variants, to be run by hand. */
final class CountsByHand {

    private static final String COUNTS = """
            select x.variant, count(distinct x.person_id) as people, count(distinct e.person_id) as conversions
            from (select person_id, %1$s as variant, min(first_exposed_at) as at
                  from {schema}.experiment_exposure where experiment_id = %2$d and person_id not in (
                    select d.person_id from {schema}.experiment_override o
                    join {schema}.distinct_id d on d.app_id = %3$d and d.distinct_id = o.unit_id
                    where o.experiment_id = %2$d)
                  group by person_id%4$s) x
            left join ({schema}.event e join {schema}.event_name n on n.id = e.event_name_id and n.name = %5$s)
              on e.person_id = x.person_id and e.occurred_at between x.at and x.at + interval '%6$d ms' and %7$s
            group by x.variant""";
    private static final String ONLY_VARIANT = "min(variant)";
    private static final String FIRST_VARIANT = "(array_agg(variant order by first_exposed_at, phase))[1]";
    private static final String OF_ONE_VARIANT = " having count(distinct variant) = 1";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):(p\\d+)");

    private CountsByHand() {}

    static String of(Experiment experiment, AnalyticsTables tables) {
        EventFilter goal = experiment.definition().goal();
        boolean keepFirst = experiment.definition().measures().keepFirstVariant();
        SqlParameters parameters = new SqlParameters();
        String conditions = EventConditions.all(goal.where(), "e.properties", parameters);
        return tables.qualify(COUNTS)
                .formatted(
                        keepFirst ? FIRST_VARIANT : ONLY_VARIANT,
                        experiment.id(),
                        experiment.app().value(),
                        keepFirst ? "" : OF_ONE_VARIANT,
                        literal(goal.event()),
                        experiment.definition().conversionWindow().toMillis(),
                        filled(conditions, parameters.values()));
    }

    private static String filled(String sql, Map<String, Object> values) {
        return PARAMETER
                .matcher(sql)
                .replaceAll(parameter -> Matcher.quoteReplacement(literal(values.get(parameter.group(1)))));
    }

    private static String literal(@Nullable Object value) {
        return "'" + String.valueOf(value).replace("'", "''") + "'";
    }
}
