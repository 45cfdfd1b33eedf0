/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

/**
 * The questions of {@link ReportComparison} about visits: events of a person that are half an hour apart at most. See
 * {@link ReportQuestions} for the placeholders.
 */
final class VisitQuestions {

    private static final String OF_VISITS = """
            with marked as (
              select user_id, id, event_name, {at} as happened,
                     case when {at} <= lag({at}) over (partition by user_id order by {at}, id) + interval '30 minutes'
                       then 0 else 1 end as starts
              from classic_event
              where {at} >= timestamp '2026-03-06 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
            ), cut as (
              select user_id, id, event_name, happened, sum(starts) over (partition by user_id order by happened, id) as visit
              from marked
            )
            """;

    /** The visits of 30 days, the people who made them, and how many are of a single event. */
    static final String VISITS = OF_VISITS + """
            select count(*), count(distinct user_id), count(case when events = 1 then 1 end)
            from (select user_id, visit, count(*) as events from cut group by user_id, visit) v
            """;

    /** The visits of 30 days by the first four events that differ from the one before; the 50 most frequent ways. */
    static final String PATHS = OF_VISITS + """
            , before as (
              select user_id, visit, event_name, happened, id,
                     lag(event_name) over (partition by user_id, visit order by happened, id) as event_before
              from cut
            ), steps as (
              select user_id, visit, event_name,
                     row_number() over (partition by user_id, visit order by happened, id) as step
              from before
              where event_before is null or event_before <> event_name
            ), ways as (
              select max(case when step = 1 then event_name end) as step_1,
                     max(case when step = 2 then event_name end) as step_2,
                     max(case when step = 3 then event_name end) as step_3,
                     max(case when step = 4 then event_name end) as step_4
              from steps
              where step <= 4
              group by user_id, visit
            )
            select count(*) as times from ways group by step_1, step_2, step_3, step_4 order by times desc limit 50
            """;

    private VisitQuestions() {}
}
