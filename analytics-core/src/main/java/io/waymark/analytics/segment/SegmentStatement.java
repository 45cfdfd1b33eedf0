/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people of a rule as a subquery. Whatever the rule, the events of all its conditions are read in one scan that counts
 * them per person; the tree is then a condition on these counts. People without any such event count 0 of each.
 */
final class SegmentStatement {

    private static final String PERSONS = """
            select p.id as person_id
            from {schema}.person p
            left join (
              select {person} as person_id{counts}
              from {table} e
              where {events}
              group by 1
            ) c on c.person_id = p.id
            where p.app_id = {app} and {rule}""";

    /** Looked for by the numbers under which events of one person were stored, so that an index finds them. */
    private static final String OF_ONE = """
            \sand e.person_id = any(array(
              select {person} union all
              select m.person_id from {schema}.merged_person m where m.into_person_id = {person}))""";

    private final AppId app;
    private final Map<String, Integer> nameIds;
    private final SqlParameters parameters;
    private final List<String> counts = new ArrayList<>();

    private SegmentStatement(AppId app, Map<String, Integer> nameIds, SqlParameters parameters) {
        this.app = app;
        this.nameIds = nameIds;
        this.parameters = parameters;
    }

    /** {@code select person_id …} of all people of a rule, or of one if they are in it. */
    static String persons(
            AppId app, SegmentRule rule, @Nullable Integer personId, EventNames eventNames, SqlParameters parameters) {
        List<Did> conditions = new ArrayList<>();
        collect(rule, conditions);
        Set<String> names = new LinkedHashSet<>();
        conditions.forEach(did -> names.add(did.event().event()));
        Map<String, Integer> nameIds = eventNames.find(app, names);
        return new SegmentStatement(app, nameIds, parameters).persons(rule, conditions, personId);
    }

    private String persons(SegmentRule rule, List<Did> conditions, @Nullable Integer personId) {
        String condition = sql(rule);
        String events = events(conditions);
        if (personId != null) {
            condition += " and p.id = " + personId;
            events += OF_ONE.replace("{person}", personId.toString());
        }
        return PERSONS.replace("{person}", personId == null ? "e.person_id" : personId.toString())
                .replace("{table}", personId == null ? "{people}.event" : "{schema}.event")
                .replace(
                        "{counts}",
                        counts.stream().map(count -> ",\n  " + count).collect(Collectors.joining()))
                .replace("{events}", events)
                .replace("{app}", String.valueOf(app.value()))
                .replace("{rule}", condition);
    }

    private static void collect(SegmentRule rule, List<Did> conditions) {
        if (rule instanceof And and) {
            and.rules().forEach(each -> collect(each, conditions));
        } else if (rule instanceof Or or) {
            or.rules().forEach(each -> collect(each, conditions));
        } else if (rule instanceof Not not) {
            collect(not.rule(), conditions);
        } else if (rule instanceof Did did) {
            conditions.add(did);
        }
    }

    private String sql(SegmentRule rule) {
        if (rule instanceof And and) {
            return joined(and.rules(), " and ");
        }
        if (rule instanceof Or or) {
            return joined(or.rules(), " or ");
        }
        if (rule instanceof Not not) {
            return "not " + sql(not.rule());
        }
        return sql((Did) rule);
    }

    private String joined(List<SegmentRule> rules, String operator) {
        return rules.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    private String sql(Did did) {
        Integer nameId = nameIds.get(did.event().event());
        String count = "0";
        if (nameId != null) {
            String name = "n" + counts.size();
            counts.add("count(*) filter (where " + EventConditions.matches(did.event(), nameId, "e", parameters)
                    + during(did.period()) + ") as " + name);
            count = "coalesce(c." + name + ", 0)";
        }
        String atLeast = count + " >= " + did.min();
        return did.max() == null ? atLeast : "(" + atLeast + " and " + count + " <= " + did.max() + ")";
    }

    private String during(Period period) {
        String from = period.from() == null ? "" : " and e.occurred_at >= " + bind(period.from());
        return period.to() == null ? from : from + " and e.occurred_at < " + bind(period.to());
    }

    /** What any condition can count; the bounds let the scan leave out partitions. */
    private String events(List<Did> conditions) {
        if (nameIds.isEmpty()) {
            return "false";
        }
        String names = nameIds.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
        Instant from = bound(conditions, Period::from, Comparator.naturalOrder());
        Instant to = bound(conditions, Period::to, Comparator.reverseOrder());
        return "e.event_name_id in (" + names + ")" + during(new Period(from, to));
    }

    private static @Nullable Instant bound(
            List<Did> conditions, Function<Period, @Nullable Instant> bound, Comparator<Instant> order) {
        List<@Nullable Instant> bounds = conditions.stream()
                .<@Nullable Instant>map(did -> bound.apply(did.period()))
                .toList();
        return bounds.contains(null)
                ? null
                : bounds.stream().map(Objects::requireNonNull).min(order).orElse(null);
    }

    private String bind(Instant instant) {
        return parameters.bind(instant.atOffset(ZoneOffset.UTC)) + "::timestamptz";
    }
}
