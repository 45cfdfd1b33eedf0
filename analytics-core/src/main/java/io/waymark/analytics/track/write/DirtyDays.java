/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.event.LocalDay;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marks the days whose aggregates new events put out of date. Days are cut in the app's time zone by the database, as
 * the rollup does, so that both always mean the same day; which one a quarter of an hour belongs to is remembered. Works
 * inside the caller's transaction. Not safe for use by several threads.
 */
final class DirtyDays {

    private static final int QUARTER_SECONDS = 900;
    private static final int REMEMBERED = 10_000;

    /** Before, clocks of some zones were put back a minute after midnight, so that such a quarter is of two days. */
    private static final long FIRST_QUARTER =
            Instant.parse("2012-01-01T00:00:00Z").getEpochSecond() / QUARTER_SECONDS;

    private static final String MARK = """
            with days as materialized (
              select distinct i.app_id, i.second / :quarter as quarter,
                     (to_timestamp(i.second) at time zone coalesce(a.time_zone, 'UTC'))::date as day,
                     coalesce(a.time_zone, 'UTC') as zone
              from unnest(:apps::int[], :seconds::bigint[]) as i(app_id, second)
              left join {schema}.app a on a.id = i.app_id
            ), marked as (
              insert into {schema}.dirty (app_id, day)
              select distinct app_id, day from days order by 1, 2
              on conflict do nothing
            )
            select app_id, quarter, day, zone from days
            """;

    private final AnalyticsDatabase database;
    private final Map<Quarter, LocalDay> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Quarter, LocalDay> eldest) {
            return size() > REMEMBERED;
        }
    };

    DirtyDays(AnalyticsDatabase database) {
        this.database = database;
    }

    private record Quarter(int app, long number) {

        static Quarter of(AcceptedEvent event) {
            return new Quarter(
                    event.app().value(), Math.floorDiv(event.occurredAt().getEpochSecond(), QUARTER_SECONDS));
        }
    }

    /** The days of events; {@code null} if one of them is not known. Nobody says that they are dirty. */
    @Nullable
    Set<LocalDay> known(List<AcceptedEvent> events) {
        Set<LocalDay> days = new HashSet<>();
        for (AcceptedEvent event : events) {
            LocalDay day = known.get(Quarter.of(event));
            if (day == null) {
                return null;
            }
            days.add(day);
        }
        return days;
    }

    void mark(List<AcceptedEvent> stored) {
        TreeSet<Second> seconds = new TreeSet<>();
        for (AcceptedEvent event : stored) {
            seconds.add(new Second(event.app().value(), event.occurredAt().getEpochSecond()));
        }
        database.sql(MARK)
                .param("quarter", QUARTER_SECONDS)
                .param("apps", seconds.stream().map(Second::app).toArray(Integer[]::new))
                .param("seconds", seconds.stream().map(Second::second).toArray(Long[]::new))
                .query(row -> {
                    Quarter quarter = new Quarter(row.getInt("app_id"), row.getLong("quarter"));
                    if (quarter.number() >= FIRST_QUARTER) {
                        known.put(
                                quarter,
                                new LocalDay(
                                        quarter.app(), row.getObject("day", LocalDate.class), row.getString("zone")));
                    }
                });
    }

    /** Forgets which days there are. */
    void forget() {
        known.clear();
    }

    private record Second(int app, long second) implements Comparable<Second> {

        @Override
        public int compareTo(Second other) {
            int byApp = Integer.compare(app, other.app);
            return byApp == 0 ? Long.compare(second, other.second) : byApp;
        }
    }
}
