/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.store.SqlParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on a person {@code p} that no count of events answers: each asks for the people of a subquery. */
final class SegmentConditions {

    // Somebody's first event of a name is kept when the events themselves are purged.
    private static final String EVER = """
            select e.person_id, e.occurred_at from {people}.event e where %1$s%2$s
            union all
            select e.person_id, e.occurred_at from {people}.first_event e where %3$s%2$s
            """;

    private static final String KNOWN = """
            select s.person_id
            from (%s) s
            where s.person_id in (select k.person_id from (%s) k)""";

    private static final String FIRST_TIME = """
            p.id in (
              select person_id from (%s) e group by person_id having true%s)""";

    // The latest first event strictly before, in the order of a person's events, is the one to be near.
    private static final String SEQUENCE = """
            p.id in (
              select person_id
              from (
                select e.person_id, e.occurred_at, %1$s as follows,
                       max(e.occurred_at) filter (where %2$s) over (
                         partition by e.person_id order by e.occurred_at, e.seq
                         rows between unbounded preceding and 1 preceding) as first_at
                from {people}.event e
                where (%1$s or %2$s)%3$s%4$s
              ) s
              where follows and first_at >= occurred_at - %5$s)""";

    private static final String LIFECYCLE = """
            p.id in (
              select person_id
              from (
                select person_id, bool_or(bucket = 2) as here, bool_or(bucket = 1) as before, bool_or(bucket = 0) as ever
                from (select person_id, %s as bucket from (%s) e) b
                group by person_id
              ) l
              where %s)""";

    /** Looked for by the numbers under which events of one person were stored, so that an index finds them. */
    private static final String OF_ONE = """
            \sand e.person_id = any(array(
              select {person} union all
              select m.person_id from {schema}.merged_person m where m.into_person_id = {person}))""";

    private final SegmentNames names;
    private final @Nullable Integer personId;
    private final AsOf asOf;
    private final SqlParameters parameters;

    SegmentConditions(SegmentNames names, @Nullable Integer personId, AsOf asOf, SqlParameters parameters) {
        this.names = names;
        this.personId = personId;
        this.asOf = asOf;
        this.parameters = parameters;
    }

    String sql(SegmentRule rule) {
        if (rule instanceof FirstTime first) {
            return sql(first);
        }
        if (rule instanceof Sequence sequence) {
            return sql(sequence);
        }
        if (rule instanceof InLifecycle lifecycle) {
            return sql(lifecycle);
        }
        if (rule instanceof PersonProperty person) {
            return EventConditions.all(List.of(person.condition()), "p.properties", parameters);
        }
        throw new IllegalStateException("Not a condition: " + rule);
    }

    private String sql(FirstTime first) {
        Integer name = names.of(first.event());
        Period period = asOf.period(first.when()).orElse(null);
        return name == null || period == null
                ? "false"
                : FIRST_TIME.formatted(ever(List.of(name)), during(period, "min(occurred_at)"));
    }

    private String sql(Sequence sequence) {
        Integer first = names.of(sequence.first().event());
        Integer then = names.of(sequence.then().event());
        Period period = asOf.period(sequence.when()).orElse(null);
        if (first == null || then == null || period == null) {
            return "false";
        }
        return SEQUENCE.formatted(
                EventConditions.matches(sequence.then(), then, "e", parameters),
                EventConditions.matches(sequence.first(), first, "e", parameters),
                during(period, "e.occurred_at"),
                among(),
                parameters.bind(sequence.within().toMillis()) + "::bigint * interval '1 millisecond'");
    }

    private String sql(InLifecycle lifecycle) {
        Instant start = lifecycle
                .period()
                .startOf(asOf.present(), lifecycle.timezone(), DayOfWeek.MONDAY)
                .toInstant();
        CalendarBuckets buckets = CalendarBuckets.covering(
                lifecycle.period(), lifecycle.timezone(), DayOfWeek.MONDAY, start.minusMillis(1), start);
        String state = switch (lifecycle.state()) {
            case NEW -> "here and not before and not ever";
            case RETURNING -> "here and before";
            case RESURRECTING -> "here and not before and ever";
            case DORMANT -> "before and not here";
        };
        return LIFECYCLE.formatted(buckets.indexOf("occurred_at", parameters), ever(names.all()), state);
    }

    private String ever(Collection<Integer> nameIds) {
        return EVER.formatted(
                EventScan.of(nameIds, asOf.known(), "e", parameters),
                among(),
                EventScan.of(nameIds, asOf.known(), "e", parameters));
    }

    /** The people of a query who had done anything by then. */
    String known(String persons) {
        return KNOWN.formatted(persons, ever(names.all()));
    }

    /** The numbers of the one person asked for, if it is one; in the mapped table only theirs is left of them. */
    private String among() {
        return personId == null ? "" : " and e.person_id = " + personId;
    }

    /** The same where people are not mapped. */
    String ofOne() {
        return OF_ONE.replace("{person}", String.valueOf(personId));
    }

    String during(Period period, String instant) {
        String from = period.from() == null ? "" : " and " + instant + " >= " + bind(period.from());
        return period.to() == null ? from : from + " and " + instant + " < " + bind(period.to());
    }

    private String bind(Instant instant) {
        return parameters.bind(instant.atOffset(ZoneOffset.UTC)) + "::timestamptz";
    }
}
