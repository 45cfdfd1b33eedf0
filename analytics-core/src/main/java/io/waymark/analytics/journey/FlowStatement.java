/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/**
 * The statements behind a flow.
 *
 * <ol>
 *   <li>Events are cut into journeys, and each that differs from the one before is a step.
 *   <li>The steps of a journey get their place, counted from the one that the flow is about; a journey without it is
 *       left out.
 *   <li>At each place the most frequent labels are kept, and all others are one without a label.
 * </ol>
 */
final class FlowStatement {

    private static final String OF_RANGE = """
            select e.person_id, 0 as session, %1$s collate "C" as label,
                   lag(%1$s) over (partition by e.person_id order by e.occurred_at, e.seq) collate "C" as previous,
                   e.occurred_at, e.seq
            from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
            where %2$s
            """;

    private static final String STEPS = """
            select person_id, session, label, last_at, row_number() over journey as step, lead(label) over journey as next
            from (select c.*, max(occurred_at) over (partition by person_id) as last_at from (%s) c) l
            where previous is distinct from label
            window journey as (partition by person_id, session order by occurred_at, seq)
            """;

    private static final String PLACES = """
            select person_id, session, label, next, step - anchor as place
            from (
              select person_id, session, label, next, step, last_at, %s as anchor from (%s) s
            ) a
            where step - anchor between %s and %s and %s
            """;

    private static final String TOP = """
            select place, label
            from (
              select place, label, row_number() over (partition by place order by count(*) desc, label) as rank
              from (%s) p
              group by place, label
            ) r
            where rank <= %s
            """;

    private static final String NODES = """
            select place, label, count(*) as times, count(distinct person_id) as users,
                   count(*) filter (where next is null) as ended
            from (
              select person_id, place, next, case when place || ' ' || label = any(%s) then label end as label from (%s) p
            ) m
            group by place, label
            order by place, label is null, times desc, label
            """;

    private static final String LINKS = """
            select place, step_from, step_to, count(*) as times, count(distinct person_id) as users
            from (
              select person_id, place, case when place || ' ' || label = any(%1$s) then label end as step_from,
                     case when place + 1 || ' ' || next = any(%1$s) then next end as step_to
              from (%2$s) p
              where next is not null and place < %3$s
            ) m
            group by place, step_from, step_to
            order by place, times desc, step_from nulls last, step_to nulls last
            """;

    private static final String TOTAL = """
            select count(*) as times, count(distinct person_id) as users from (%s) p where place = 0
            """;

    private final AnalyticsDatabase database;
    private final FlowQuery query;
    private final Collection<Integer> eventNameIds;
    private final Segments segments;
    private final Instant end;
    private final SqlParameters parameters = new SqlParameters();

    FlowStatement(
            AnalyticsDatabase database,
            FlowQuery query,
            Collection<Integer> eventNameIds,
            Segments segments,
            Instant end) {
        this.database = database;
        this.query = query;
        this.eventNameIds = eventNameIds;
        this.segments = segments;
        this.end = end;
    }

    SqlParameters parameters() {
        return parameters;
    }

    String top() {
        return TOP.formatted(places(), parameters.bind(query.top()));
    }

    String nodes(List<String> kept) {
        return NODES.formatted(bind(kept), places());
    }

    String links(List<String> kept) {
        return LINKS.formatted(bind(kept), places(), query.after());
    }

    String total() {
        return TOTAL.formatted(places());
    }

    private String bind(List<String> kept) {
        return parameters.bind(kept.toArray(String[]::new)) + "::text[]";
    }

    private String places() {
        boolean churn = query.mode() == FlowMode.CHURN;
        return PLACES.formatted(
                anchor(),
                STEPS.formatted(journeys()),
                -query.before(),
                query.after(),
                churn
                        ? "last_at < "
                                + parameters.bind(end.minus(query.quietFor()).atOffset(ZoneOffset.UTC))
                        : "true");
    }

    private String anchor() {
        String event = query.event();
        if (event != null) {
            return "min(step) filter (where label = " + parameters.bind(event)
                    + "::text) over (partition by person_id, session)";
        }
        return query.mode() == FlowMode.CHURN ? "max(step) over (partition by person_id, session)" : "1";
    }

    private String journeys() {
        String label = StepLabels.sql(query.patterns(), parameters);
        String segment = query.segment();
        String people = segment == null
                ? "true"
                : "e.person_id in (" + segments.personsOf(query.app(), segment, parameters) + ")";
        return query.sessions()
                ? Sessions.cutLabelled(
                        database, eventNameIds, query.period(), query.sessionGap(), label, people, parameters)
                : OF_RANGE.formatted(
                        label, EventScan.of(eventNameIds, query.period(), "e", parameters) + " and " + people);
    }
}
