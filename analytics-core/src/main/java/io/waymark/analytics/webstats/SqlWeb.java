/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.util.Collection;
import java.util.List;

/** Tells pages and visits apart from the event table. To be used within a report. */
final class SqlWeb {

    private static final String PAGES = """
        select page, views, visitors, entries, exits, bounces
        from (
          select coalesce(label, %1$s) as page, count(*) as views, count(distinct person_id) as visitors,
                 count(*) filter (where entry) as entries, count(*) filter (where exit) as exits,
                 count(*) filter (where events = 1) as bounces
          from (
            select person_id, event_name_id, label, count(*) over (partition by person_id, session) as events,
                   row_number() over view = 1 as entry, lead(seq) over view is null as exit
            from (%2$s) e
            window view as (partition by person_id, session, event_name_id = %3$s order by occurred_at, seq)
          ) v
          where event_name_id = %3$s
          group by 1
        ) p
        where %4$s > 0
        order by %4$s desc, page
        limit %5$s
        """;

    private static final String VISITS = """
        select key, count(distinct person_id) as visitors, count(*) as sessions, sum(views)::bigint as views,
               count(*) filter (where %s) as bounces, sum(duration)::float8 / count(*) as duration
        from (
          select person_id, events, views, duration, coalesce(case key when %s then %s else key end, %s) as key
          from (
            select person_id, session, count(*) as events, count(*) filter (where event_name_id = %s) as views,
                   extract(epoch from max(occurred_at) - min(occurred_at)) as duration,
                   (array_agg(label order by occurred_at, seq) filter (where event_name_id = %s))[1] as key
            from (%s) e
            group by person_id, session
          ) s
        ) s
        where views > 0
        group by key
        order by visitors desc, sessions desc, key
        limit %s
        """;

    private static final String NOW = """
        select count(distinct e.person_id) from {people}.event e where %s
        """;

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final String unknown;

    SqlWeb(AnalyticsDatabase database, Segments segments, String unknown) {
        this.database = database;
        this.segments = segments;
        this.unknown = unknown;
    }

    List<PageFigures> pages(WebQuery query, Collection<Integer> names, int view, PageOrder order) {
        SqlParameters parameters = new SqlParameters();
        String sql = PAGES.formatted(
                parameters.bind(unknown) + "::text",
                cut(query, names, StandardProperties.PATH, parameters),
                parameters.bind(view),
                order.column(),
                parameters.bind(query.limit()));
        return List.copyOf(database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> new PageFigures(
                        row.getString("page"),
                        row.getLong("views"),
                        row.getLong("visitors"),
                        row.getLong("entries"),
                        row.getLong("exits"),
                        row.getLong("bounces")))
                .list());
    }

    List<VisitFigures> visits(WebQuery query, Collection<Integer> names, int view, WebDimension dimension) {
        SqlParameters parameters = new SqlParameters();
        String sql = VISITS.formatted(
                Sessions.isBounce(view),
                parameters.bind(dimension.replaced()) + "::text",
                parameters.bind(dimension.replacement()) + "::text",
                parameters.bind(unknown) + "::text",
                parameters.bind(view),
                parameters.bind(view),
                cut(query, names, dimension.property(), parameters),
                parameters.bind(query.limit()));
        return List.copyOf(database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> new VisitFigures(
                        row.getString("key"),
                        row.getLong("visitors"),
                        row.getLong("sessions"),
                        row.getLong("views"),
                        100.0 * row.getLong("bounces") / row.getLong("sessions"),
                        row.getDouble("duration")))
                .list());
    }

    /** How many different people did anything. */
    long people(Collection<Integer> names, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = NOW.formatted(EventScan.of(names, period, "e", parameters));
        return database.sql(sql).params(parameters.values()).query(Long.class).single();
    }

    private String cut(WebQuery query, Collection<Integer> names, String property, SqlParameters parameters) {
        return Sessions.cutBy(
                database,
                names,
                query.period(),
                query.sessionGap(),
                property,
                segments.only(query.app(), query.segment(), "e.person_id", parameters),
                parameters);
    }
}
