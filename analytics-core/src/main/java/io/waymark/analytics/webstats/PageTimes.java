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

/** Counts the views of some pages over time. */
final class PageTimes {

    private static final String VIEWS = """
        select page, bucket, count(*) as views
        from (
          select coalesce(e.properties ->> %s::text, %s) as page, %s as bucket from {schema}.event e where %s
        ) v
        where page = any(%s)
        group by page, bucket
        """;

    private final AnalyticsDatabase database;
    private final String unknown;

    PageTimes(AnalyticsDatabase database, String unknown) {
        this.database = database;
        this.unknown = unknown;
    }

    /** The views of each page in each interval, in the order of the pages. */
    Map<String, List<Long>> views(int pageView, Period period, CalendarBuckets buckets, Collection<String> pages) {
        Map<String, List<Long>> views = new LinkedHashMap<>();
        pages.forEach(page -> views.put(page, new ArrayList<>(Collections.nCopies(buckets.size(), 0L))));
        SqlParameters parameters = new SqlParameters();
        String sql = VIEWS.formatted(
                parameters.bind(StandardProperties.PATH),
                parameters.bind(unknown) + "::text",
                buckets.indexOf("e.occurred_at", parameters),
                EventScan.of(List.of(pageView), period, "e", parameters),
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
}
