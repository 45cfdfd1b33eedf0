/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.Sum;
import io.waymark.analytics.segment.SegmentRule.When;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

    private final AppId app;
    private final SegmentNames names;
    private final @Nullable Integer personId;
    private final AsOf asOf;
    private final SqlParameters parameters;
    private final SegmentConditions conditions;
    private final List<String> counts = new ArrayList<>();
    private final Set<Integer> scanned = new TreeSet<>();
    private final List<Period> periods = new ArrayList<>();

    private SegmentStatement(
            AppId app, EventNames eventNames, @Nullable Integer personId, AsOf asOf, SqlParameters parameters) {
        this.app = app;
        this.names = new SegmentNames(app, eventNames);
        this.personId = personId;
        this.asOf = asOf;
        this.parameters = parameters;
        this.conditions = new SegmentConditions(names, personId, asOf, parameters);
    }

    /** {@code select person_id …} of all people of a rule without members, or of one if they are in it. */
    static String persons(
            AppId app,
            SegmentRule rule,
            @Nullable Integer personId,
            EventNames eventNames,
            AsOf asOf,
            SqlParameters parameters) {
        return new SegmentStatement(app, eventNames, personId, asOf, parameters).persons(rule);
    }

    /** The same, without people of whom nothing was known then. */
    static String known(AppId app, SegmentRule rule, EventNames eventNames, AsOf asOf, SqlParameters parameters) {
        SegmentStatement statement = new SegmentStatement(app, eventNames, null, asOf, parameters);
        String persons = statement.persons(rule);
        return asOf.past() && !SegmentMembers.askForEvents(rule) ? statement.conditions.known(persons) : persons;
    }

    private String persons(SegmentRule rule) {
        String condition = sql(rule);
        String events = events();
        if (personId != null) {
            condition += " and p.id = " + personId;
            events += conditions.ofOne();
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
        if (rule instanceof Did did) {
            return sql(did);
        }
        if (rule instanceof Active active) {
            String count = counted(null, "true", active.when(), names.all());
            return count + " >= " + active.min();
        }
        if (rule instanceof Sum sum) {
            return sql(sum);
        }
        return conditions.sql(rule);
    }

    private String joined(List<SegmentRule> rules, String operator) {
        return rules.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    private String sql(Did did) {
        Integer nameId = names.of(did.event().event());
        String count = nameId == null
                ? "0"
                : counted(
                        null,
                        EventConditions.matches(did.event(), nameId, "e", parameters),
                        did.when(),
                        List.of(nameId));
        String atLeast = count + " >= " + did.min();
        return did.max() == null ? atLeast : "(" + atLeast + " and " + count + " <= " + did.max() + ")";
    }

    private String sql(Sum sum) {
        Integer nameId = names.of(sum.event().event());
        String total = "0";
        if (nameId != null) {
            String json = "(e.properties -> " + parameters.bind(sum.property()) + "::text)";
            total = counted(
                    "sum(case jsonb_typeof(" + json + ") when 'number' then " + json + "::numeric end)",
                    EventConditions.matches(sum.event(), nameId, "e", parameters),
                    sum.when(),
                    List.of(nameId));
        }
        return total + " " + Sum.OPERATORS.get(sum.operator()) + " " + parameters.bind(sum.value()) + "::numeric";
    }

    /** A figure over the events of a person, 0 without any; how many if none is named. */
    private String counted(@Nullable String figure, String condition, When when, Collection<Integer> nameIds) {
        Period period = asOf.period(when).orElse(null);
        if (period == null) {
            return "0";
        }
        scanned.addAll(nameIds);
        periods.add(period);
        String name = "n" + counts.size();
        counts.add((figure == null ? "count(*)" : figure) + " filter (where " + condition
                + conditions.during(period, "e.occurred_at") + ") as " + name);
        return "coalesce(c." + name + ", 0)";
    }

    /** What any condition can count; the bounds let the scan leave out partitions. */
    private String events() {
        if (scanned.isEmpty()) {
            return "false";
        }
        String ids = scanned.stream().map(String::valueOf).collect(Collectors.joining(", "));
        Instant from = bound(Period::from, Comparator.naturalOrder());
        Instant to = bound(Period::to, Comparator.reverseOrder());
        return "e.event_name_id in (" + ids + ")" + conditions.during(new Period(from, to), "e.occurred_at");
    }

    private @Nullable Instant bound(Function<Period, @Nullable Instant> bound, Comparator<Instant> order) {
        List<@Nullable Instant> bounds =
                periods.stream().<@Nullable Instant>map(bound::apply).toList();
        return bounds.contains(null)
                ? null
                : bounds.stream().map(Objects::requireNonNull).min(order).orElse(null);
    }
}
