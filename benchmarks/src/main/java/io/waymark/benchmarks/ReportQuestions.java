/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.util.List;

/**
 * The questions of {@link ReportComparison} as one would write them in SQL over one table of events; {@code {at}} stands
 * for when an event happened, without a time zone, {@code {$country}} for a property of it.
 */
final class ReportQuestions {

    /** The people who did each event in 37 days. */
    static final String UNIQUES = """
            select count(distinct user_id) as users from classic_event
            where {at} >= timestamp '2026-01-16 00:00:00' and {at} < timestamp '2026-02-22 00:00:00'
            group by event_name order by users
            """;

    /** How often, and by how many people, each event happened in 30 days, and any. */
    static final String OVERVIEW = """
            select sum(times), sum(users), (
              select count(distinct user_id) from classic_event
              where {at} >= timestamp '2026-03-06 00:00:00' and {at} < timestamp '2026-04-05 00:00:00')
            from (
              select count(*) as times, count(distinct user_id) as users from classic_event
              where {at} >= timestamp '2026-03-06 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
              group by event_name
            ) e
            """;

    /** Of the people whose first event was in each of 8 weeks, those who had one in each of 8 weeks. */
    static final String RETENTION = """
            with started as (
              select user_id, date_trunc('week', min({at})) as week from classic_event group by user_id
            ), active as (
              select distinct user_id, date_trunc('week', {at}) as week from classic_event
            )
            select count(*)
            from started s join active a on a.user_id = s.user_id
            where s.week >= timestamp '2026-01-05 00:00:00' and s.week < timestamp '2026-03-02 00:00:00'
              and a.week < s.week + interval '56 days'
            group by s.week, a.week
            order by s.week, a.week
            """;

    /** The people who had an event by each of 30 days: on it, within 7 days, within 30 days. */
    static final String ACTIVE = """
            with active as (
              select distinct user_id, date_trunc('day', {at}) as day from classic_event
              where {at} >= timestamp '2026-02-05 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
            ), days as (
              select distinct day from active where day >= timestamp '2026-03-06 00:00:00'
            )
            select count(distinct case when a.day = d.day then user_id end),
                   count(distinct case when a.day > d.day - interval '7 days' then user_id end),
                   count(distinct user_id)
            from days d join active a on a.day <= d.day and a.day > d.day - interval '30 days'
            group by d.day
            order by d.day
            """;

    /** The 20 most viewed pages of 30 days, with views and visitors. */
    static final String PAGES = """
            select views, visitors
            from (
              select {$pathname} as page, count(*) as views, count(distinct user_id) as visitors
              from classic_event
              where event_name = '$pageview'
                and {at} >= timestamp '2026-03-06 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
              group by 1
            ) p
            order by views desc, page
            limit 20
            """;

    /** How often, and of how many people, each country was in a property in 30 days. */
    static final String COUNTRIES = """
            select times, people
            from (
              select {$country} as country, count(*) as times, count(distinct user_id) as people
              from classic_event
              where event_name = '$pageview'
                and {at} >= timestamp '2026-03-06 00:00:00' and {at} < timestamp '2026-04-05 00:00:00'
              group by 1
            ) p
            order by times desc, country
            """;

    /** The people who put something into the cart in a country, and bought, ever. */
    static final String SEGMENT = """
            select count(distinct user_id)
            from (
              select user_id from classic_event
              where event_name = 'add_to_cart' and {$country} = 'DE'
              intersect
              select user_id from classic_event where event_name = 'purchase'
            ) p
            """;

    static final List<String> SIGN_UP = List.of("$pageview", "signup_start", "signup_complete", "purchase");

    private ReportQuestions() {}
}
