/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds the scored attempt of each person who entered a funnel.
 *
 * <ol>
 *   <li>The events of all steps and exclusions are read in one scan, from the index alone if no condition, no breakdown
 *       and no order of ingest asks for more, and each gets a code: which steps it can serve, where it ends an attempt.
 *   <li>Per person, instants and codes become arrays; people without an entry are left out.
 *   <li>A pure function makes the attempt of the arrays. People who never did the next step need no function.
 * </ol>
 *
 * As everything goes by person, a table distributed by person is counted where it lies.
 */
final class FunnelStatement {

    private static final String ATTEMPTS = """
            select g.person_id, g.last_entry, {values}
                   case when {alone} then array[g.first_entry]
                        else {schema}.{function}(g.times, g.codes, {arguments}) end as attempt
            from (
              select c.person_id,
                     array_agg(c.instant order by {order}) as times,
                     array_agg(c.code order by {order}) as codes,
                     bit_or(c.code) & {stepBits} as reached,
                     {stepValues}
                     min(c.instant) filter (where {entry}) as first_entry,
                     max(c.instant) filter (where {entry}) as last_entry
              from (
                select e.person_id, {columns} (date_part('epoch', e.occurred_at) * 1000)::bigint as instant, {code} as code
                from {people}.event e
                where {events}
              ) c
              where {relevant}
              group by c.person_id
              having min(c.instant) filter (where {entry}) is not null
            ) g
            """;
    private static final String STEP_VALUES = """
            array_agg(c.instant order by c.instant, c.value collate "C") filter (where {made}) as step_times,
            array_agg(c.value order by c.instant, c.value collate "C") filter (where {made}) as step_values,
            """;
    private static final String WITH_VALUE_OF_STEP = """
            with a as materialized (
            {attempts})
            select a.person_id, a.attempt, a.last_entry,
                   a.step_values[array_position(a.step_times, a.attempt[{step}])] as value
            from a
            """;
    private static final String WITH_VALUE_OF_PERSON = """
            select a.person_id, a.attempt, a.last_entry, p.properties ->> {key}::text as value
            from ({attempts}) a
            left join {schema}.person p on p.id = a.person_id
            """;
    private static final String WITHOUT_VALUE = "select a.person_id, a.attempt, a.last_entry from ({attempts}) a";

    /** The lower bits of a code say which steps an event can serve, those from here on where it ends an attempt. */
    private static final int EXCLUSION_BITS = FunnelDefinition.MAX_STEPS;

    private final FunnelQuery query;
    private final FunnelDefinition definition;
    private final Map<String, Integer> nameIds;
    private final Collection<Integer> scanned;
    private final SqlParameters parameters = new SqlParameters();

    private FunnelStatement(FunnelQuery query, Map<String, Integer> nameIds, Collection<Integer> scanned) {
        this.scanned = scanned;
        this.query = query;
        this.definition = query.definition();
        this.nameIds = nameIds;
    }

    /**
     * Looks up what the statement needs.
     *
     * @return the statement, or {@code null} if nobody can have entered as the event was never tracked
     */
    static @Nullable FunnelStatement of(FunnelQuery query, EventNames eventNames) {
        FunnelDefinition definition = query.definition();
        Set<String> names = new LinkedHashSet<>();
        definition.steps().forEach(step -> names.add(step.event()));
        definition.exclude().forEach(exclusion -> names.add(exclusion.event().event()));
        Map<String, Integer> nameIds = eventNames.find(query.app(), names);
        if (!canBeEntered(definition, nameIds)) {
            return null;
        }
        // The very next event may be any.
        boolean everything = definition.order() == FunnelOrder.STRICT;
        return new FunnelStatement(
                query, nameIds, everything ? eventNames.all(query.app()).values() : nameIds.values());
    }

    /** Whether anybody can have entered, as the event was tracked. */
    static boolean canBeEntered(FunnelDefinition definition, Map<String, Integer> nameIds) {
        return definition.order() == FunnelOrder.ANY
                ? definition.steps().stream().anyMatch(step -> nameIds.containsKey(step.event()))
                : nameIds.containsKey(definition.steps().get(0).event());
    }

    /** One row per person: {@code person_id}, {@code attempt}, {@code last_entry} and, with a breakdown, {@code value}. */
    String sql(Segments segments) {
        boolean strict = definition.order() == FunnelOrder.STRICT;
        boolean any = definition.order() == FunnelOrder.ANY;
        Integer step = stepOfValue();
        int steps = definition.steps().size();
        long stepBits = (1L << steps) - 1;
        String end = parameters.bind(end()) + "::bigint";
        String entry = (any ? "c.code & " + stepBits + " <> 0" : "c.code & 1 = 1") + " and c.instant < " + end;
        String attempts = ATTEMPTS.replace("{values}", step == null ? "" : "g.step_times, g.step_values,")
                .replace("{alone}", any ? "g.reached & (g.reached - 1) = 0" : "g.reached & 2 = 0")
                .replace("{function}", function())
                .replace("{arguments}", arguments(end))
                .replace("{stepValues}", step == null ? "" : STEP_VALUES.replace("{made}", made(step)))
                .replace("{order}", strict ? "c.instant, c.seq" : "c.instant")
                .replace("{stepBits}", Long.toString(stepBits))
                .replace("{entry}", entry)
                .replace("{columns}", columns(strict))
                .replace("{code}", code())
                .replace("{events}", events(segments))
                .replace("{relevant}", strict || !conditional() ? "true" : "c.code <> 0");
        return withValue(step).replace("{attempts}", attempts);
    }

    /** The step whose event has the value by which people are divided; {@code null} without. */
    private @Nullable Integer stepOfValue() {
        return definition.breakdown() == null ? null : definition.breakdown().step();
    }

    /** A condition on the events that can have made a step. */
    private String made(int step) {
        long bits = definition.order() == FunnelOrder.ANY
                ? (1L << definition.steps().size()) - 1
                : 1L << (step - 1);
        return "c.code & " + bits + " <> 0";
    }

    private String withValue(@Nullable Integer step) {
        FunnelBreakdown breakdown = definition.breakdown();
        if (breakdown == null) {
            return WITHOUT_VALUE;
        }
        return step == null
                ? WITH_VALUE_OF_PERSON.replace("{key}", parameters.bind(breakdown.property()))
                : WITH_VALUE_OF_STEP.replace("{step}", step.toString());
    }

    /** The values of the statement; complete once it has been made. */
    Map<String, Object> values() {
        return parameters.values();
    }

    private boolean conditional() {
        return Stream.concat(
                        definition.steps().stream(),
                        definition.exclude().stream().map(FunnelExclusion::event))
                .anyMatch(filter -> !filter.where().isEmpty());
    }

    private String function() {
        return switch (definition.order()) {
            case ORDERED -> "funnel_attempt_ordered";
            case STRICT -> "funnel_attempt_strict";
            case ANY -> "funnel_attempt_any";
        };
    }

    private String arguments(String end) {
        String arguments = definition.steps().size() + ", "
                + definition.conversionWindow().toMillis() + ", " + end + ", "
                + (definition.entry() == FunnelEntry.FIRST_ENTRY);
        return definition.order() == FunnelOrder.ANY
                ? arguments
                : arguments + ", " + (definition.windowFrom() == WindowFrom.PREVIOUS_STEP);
    }

    private String columns(boolean ingestOrder) {
        String columns = ingestOrder ? "e.seq, " : "";
        FunnelBreakdown breakdown = definition.breakdown();
        return breakdown == null || breakdown.step() == null
                ? columns
                : columns + "e.properties ->> " + parameters.bind(breakdown.property()) + "::text as value, ";
    }

    private long end() {
        Instant to = query.period().to();
        return to == null ? Long.MAX_VALUE : to.toEpochMilli();
    }

    private String events(Segments segments) {
        List<String> conditions = new ArrayList<>();
        conditions.add(
                "e.event_name_id in (" + scanned.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
        Period period = query.period();
        if (period.from() != null) {
            conditions.add("e.occurred_at >= " + bind(period.from()));
        }
        if (period.to() != null) {
            conditions.add("e.occurred_at <= " + bind(period.to().plus(FunnelWindows.longest(definition))));
        }
        for (String segment : query.segments()) {
            conditions.add(segments.only(query.app(), segment, "e.person_id", parameters));
        }
        return String.join(" and ", conditions);
    }

    private String bind(Instant instant) {
        return parameters.bind(instant.atOffset(ZoneOffset.UTC)) + "::timestamptz";
    }

    /** What an event of each name can serve: bits that are always set, and bits that hang on conditions. */
    private String code() {
        Map<Integer, Long> always = new LinkedHashMap<>();
        Map<Integer, List<String>> sometimes = new LinkedHashMap<>();
        List<EventFilter> steps = definition.steps();
        for (int i = 0; i < steps.size(); i++) {
            add(steps.get(i), 1L << i, always, sometimes);
        }
        for (FunnelExclusion exclusion : definition.exclude()) {
            long bits = 0;
            for (int made = exclusion.fromStep(); made < Math.min(exclusion.toStep(), steps.size()); made++) {
                bits |= 1L << (EXCLUSION_BITS + made - 1);
            }
            add(exclusion.event(), bits, always, sometimes);
        }
        return nameIds.values().stream()
                .distinct()
                .map(id -> "when " + id + " then " + always.getOrDefault(id, 0L) + "::bigint"
                        + sometimes.getOrDefault(id, List.of()).stream()
                                .map(bits -> " | " + bits)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(" ", "case e.event_name_id ", " else 0 end"));
    }

    private void add(EventFilter filter, long bits, Map<Integer, Long> always, Map<Integer, List<String>> sometimes) {
        Integer id = nameIds.get(filter.event());
        if (id == null) {
            return;
        }
        if (filter.where().isEmpty()) {
            always.merge(id, bits, (first, second) -> first | second);
        } else {
            String condition = EventConditions.all(filter.where(), "e.properties", parameters);
            sometimes
                    .computeIfAbsent(id, key -> new ArrayList<>())
                    .add("case when " + condition + " then " + bits + "::bigint else 0 end");
        }
    }
}
