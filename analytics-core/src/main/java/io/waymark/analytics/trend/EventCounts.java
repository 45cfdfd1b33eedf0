/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.trend.RolledUpDays.Day;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts each event name of an app in a period: raw events, and purged ones from the daily aggregates. */
final class EventCounts {

    private static final String COUNTS = """
            select event_name_id, sum(times)::bigint as times, count(*) as users, max(last_at) as last_at
            from (
              select e.event_name_id, e.person_id, count(*) as times, max(e.occurred_at) as last_at
              from {people}.event e
              where %s
              group by e.event_name_id, e.person_id
            ) p
            group by event_name_id
            """;

    private static final String LAST_SEEN = """
            select e.event_name_id, max(e.occurred_at) as last_at from {schema}.event e where %s group by e.event_name_id
            """;

    private final AnalyticsDatabase database;

    EventCounts(AnalyticsDatabase database) {
        this.database = database;
    }

    /** Counts by the number of the name; only of names that happened. */
    Map<Integer, Count> of(Collection<Integer> eventNameIds, Period period, RolledUpDays days) {
        Map<Integer, Count> counts = new HashMap<>();
        days.kept(period).ifPresent(kept -> {
            SqlParameters parameters = new SqlParameters();
            String sql = COUNTS.formatted(EventScan.of(eventNameIds, kept, "e", parameters));
            database.sql(sql).params(parameters.values()).query(row -> {
                Instant last = row.getObject("last_at", OffsetDateTime.class).toInstant();
                counts.put(row.getInt("event_name_id"), new Count(row.getLong("times"), row.getLong("users"), last));
            });
        });
        for (Day day : days.purged(eventNameIds, period)) {
            if (day.isWithin(period)) {
                counts.merge(day.eventNameId(), new Count(day.events(), day.users(), null), Count::plus);
            }
        }
        return counts;
    }

    /** When each event happened last, of those that are kept. */
    Map<Integer, Instant> lastSeen(Collection<Integer> eventNameIds) {
        SqlParameters parameters = new SqlParameters();
        String sql = LAST_SEEN.formatted(EventScan.of(eventNameIds, Period.allTime(), "e", parameters));
        Map<Integer, Instant> seen = new HashMap<>();
        database.sql(sql).params(parameters.values()).query(row -> {
            seen.put(
                    row.getInt("event_name_id"),
                    row.getObject("last_at", OffsetDateTime.class).toInstant());
        });
        return seen;
    }

    /** How often, by how many people, and when last among the events that are kept. */
    record Count(long times, long users, @Nullable Instant lastAt) {

        static final Count NONE = new Count(0, 0, null);

        Count plus(Count purged) {
            return new Count(
                    times + purged.times, Math.max(users, purged.users), lastAt == null ? purged.lastAt : lastAt);
        }
    }
}
