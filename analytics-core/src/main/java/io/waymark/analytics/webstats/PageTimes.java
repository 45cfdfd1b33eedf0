/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/** Counts the views of some pages over time. */
final class PageTimes {

    private static final String VIEWS = """
        select page, bucket, count(*) as views
        from (
          select coalesce(e.properties ->> %s::text, %s) as page, %s as bucket from {people}.event e
          where %s and %s
        ) v
        where page = any(%s)
        group by page, bucket
        """;

    private static final String TOP_PAGES = """
        select label, views, visitors
        from (
          select coalesce(page, %3$s::text) as label, sum(views)::bigint as views, count(*) as visitors
          from (
            select e.properties ->> %1$s::text as page, e.person_id, count(*) as views
            from {people}.event e
            where %2$s and %5$s
            group by 1, 2
          ) v
          group by page
        ) p
        order by views desc, label collate "C"
        limit %4$s
        """;

    private static final String VIEWERS = """
        select distinct e.person_id from {people}.event e
        where %s and coalesce(e.properties ->> %s::text, %s) = %s and %s
        """;

    private final AnalyticsDatabase database;
    private final String unknown;

    PageTimes(AnalyticsDatabase database, String unknown) {
        this.database = database;
        this.unknown = unknown;
    }

    /** The views of each page in each interval, in the order of the pages. */
    Map<String, List<Long>> views(
            int pageView,
            Period period,
            CalendarBuckets buckets,
            Collection<String> pages,
            Function<SqlParameters, String> people) {
        Map<String, List<Long>> views = new LinkedHashMap<>();
        pages.forEach(page -> views.put(page, new ArrayList<>(Collections.nCopies(buckets.size(), 0L))));
        SqlParameters parameters = new SqlParameters();
        String sql = VIEWS.formatted(
                parameters.bind(StandardProperties.PATH),
                parameters.bind(unknown) + "::text",
                buckets.indexOf("e.occurred_at", parameters),
                EventScan.of(List.of(pageView), period, "e", parameters),
                people.apply(parameters),
                parameters.bind(pages.toArray(String[]::new)));
        database.sql(sql).params(parameters.values()).query(row -> {
            List<Long> ofPage = views.get(row.getString("page"));
            if (ofPage != null) {
                ofPage.set(row.getInt("bucket") - 1, row.getLong("views"));
            }
        });
        views.replaceAll((page, counts) -> Collections.unmodifiableList(counts));
        return Collections.unmodifiableMap(views);
    }

    /** The people who viewed a page. */
    RoaringBitmap viewers(int pageView, Period period, String page, Function<SqlParameters, String> people) {
        SqlParameters parameters = new SqlParameters();
        String sql = VIEWERS.formatted(
                EventScan.of(List.of(pageView), period, "e", parameters),
                parameters.bind(StandardProperties.PATH),
                parameters.bind(unknown),
                parameters.bind(page),
                people.apply(parameters));
        RoaringBitmap viewers = new RoaringBitmap();
        database.sql(sql).params(parameters.values()).withFetchSize(10_000).query(row -> {
            viewers.add(row.getInt("person_id"));
        });
        return viewers;
    }

    /** The pages that were viewed most, then by path. */
    List<PageViews> top(int pageView, Period period, int limit, Function<SqlParameters, String> people) {
        SqlParameters parameters = new SqlParameters();
        String sql = TOP_PAGES.formatted(
                parameters.bind(StandardProperties.PATH),
                EventScan.of(List.of(pageView), period, "e", parameters),
                parameters.bind(unknown),
                parameters.bind(limit),
                people.apply(parameters));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) ->
                        new PageViews(row.getString("label"), row.getLong("views"), row.getLong("visitors")))
                .list();
    }
}
