/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.QuotaExceededException.Quota;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tenants to their events a month. Who has reached the limit is known from the last {@link #refresh() look} at the
 * counts, so that an event costs no statement; the events of the seconds between two looks are stored beyond the limit.
 * Safe for use by many threads.
 */
public final class EventQuota implements EventEnricher {

    /** Why events beyond the quota are dropped, in the word under which they are counted. */
    public static final String REASON = "quota";

    private static final String REACHED = """
            select a.id, q.events_per_month, t.events
            from {schema}.tenant_quota q
            join {schema}.app a on a.tenant_id = q.tenant_id
            join (select b.tenant_id, coalesce(sum(u.events), 0) as events
                  from {schema}.app b
                  left join {schema}.event_usage u on u.app_id = b.id and u.month = :month
                  group by b.tenant_id) t on t.tenant_id = q.tenant_id
            where t.events >= q.events_per_month
            """;

    private final AnalyticsDatabase database;
    private final Clock clock;
    private volatile Map<AppId, Reached> reached = Map.of();

    /**
     * Knows of no limit until the first {@link #refresh()}.
     *
     * @param database where limits and counts are
     * @param clock tells which month it is
     */
    public EventQuota(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Looks at limits and counts. */
    public void refresh() {
        UsageMonth month = UsageMonth.at(clock.instant());
        Map<AppId, Reached> found = new HashMap<>();
        database.sql(REACHED)
                .param("month", month.firstDay())
                .query((row, number) -> found.put(
                        new AppId(row.getInt("id")),
                        new Reached(row.getLong("events_per_month"), row.getLong("events"), month)))
                .list();
        reached = Map.copyOf(found);
    }

    @Override
    public Decision enrich(AppId app, Event event) {
        return reachedBy(app) == null ? Decision.keep(event) : Decision.drop(REASON);
    }

    /**
     * Makes sure that an app may have more events.
     *
     * @param app the app
     * @throws QuotaExceededException if its tenant has all it may have this month
     */
    public void require(AppId app) {
        Reached all = reachedBy(app);
        if (all != null) {
            throw new QuotaExceededException(
                    Quota.EVENTS_PER_MONTH, all.limit(), all.used(), all.month().end());
        }
    }

    private @Nullable Reached reachedBy(AppId app) {
        Map<AppId, Reached> known = reached;
        if (known.isEmpty()) {
            return null;
        }
        Reached all = known.get(app);
        return all != null && clock.instant().isBefore(all.month().end()) ? all : null;
    }

    private record Reached(long limit, long used, UsageMonth month) {}
}
