/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.util.List;
import java.util.TreeSet;

/**
 * Marks the days whose aggregates new events put out of date. Days are cut in the app's time zone by the database, as
 * the rollup does, so that both always mean the same day. Works inside the caller's transaction.
 */
final class DirtyDays {

    private static final String MARK = """
            insert into {schema}.dirty (app_id, day)
            select distinct i.app_id,
                   (to_timestamp(i.second) at time zone coalesce(a.time_zone, 'UTC'))::date
            from unnest(:apps::int[], :seconds::bigint[]) as i(app_id, second)
            left join {schema}.app a on a.id = i.app_id
            order by 1, 2
            on conflict do nothing
            """;

    private final AnalyticsDatabase database;

    DirtyDays(AnalyticsDatabase database) {
        this.database = database;
    }

    void mark(List<AcceptedEvent> stored) {
        TreeSet<Second> seconds = new TreeSet<>();
        for (AcceptedEvent event : stored) {
            seconds.add(new Second(event.app().value(), event.occurredAt().getEpochSecond()));
        }
        database.sql(MARK)
                .param("apps", seconds.stream().map(Second::app).toArray(Integer[]::new))
                .param("seconds", seconds.stream().map(Second::second).toArray(Long[]::new))
                .update();
    }

    private record Second(int app, long second) implements Comparable<Second> {

        @Override
        public int compareTo(Second other) {
            int byApp = Integer.compare(app, other.app);
            return byApp == 0 ? Long.compare(second, other.second) : byApp;
        }
    }
}
