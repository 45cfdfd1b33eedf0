/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * Counts what an app does without an experiment: of the people who did an event in the last four weeks whose window has
 * closed, how many reached a goal within the window after the first one.
 */
final class Baselines {

    private static final int NEVER_TRACKED = -1;
    private static final int DAYS = 28;

    private static final String COUNT = """
            select count(*), count(*) filter (where r.converted)
            from (select p.person_id, count(g.person_id) > 0 as converted
                  from (select e.person_id, min(e.occurred_at) as entered_at
                        from {people}.event e
                        where e.event_name_id = :entry and e.occurred_at >= :from and e.occurred_at < :to
                        group by e.person_id) p
                  left join {people}.event g
                    on g.person_id = p.person_id and %s
                   and g.occurred_at >= p.entered_at
                   and g.occurred_at <= p.entered_at + :window * interval '1 millisecond'
                   and g.occurred_at >= :from
                  group by p.person_id) r
            """;

    private final AnalyticsDatabase database;
    private final EventNames names;

    Baselines(AnalyticsDatabase database, EventNames names) {
        this.database = database;
        this.names = names;
    }

    Baseline of(AppId app, String entry, EventFilter goal, Duration window, Instant now) {
        Map<String, Integer> ids = names.find(app, Set.of(entry, goal.event()));
        Instant to = now.minus(window);
        SqlParameters parameters = new SqlParameters();
        String isGoal = EventConditions.matches(goal, ids.getOrDefault(goal.event(), NEVER_TRACKED), "g", parameters);
        return database.report(() -> database.sql(COUNT.formatted(isGoal))
                .params(parameters.values())
                .param("entry", ids.getOrDefault(entry, NEVER_TRACKED))
                .param("from", to.minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("window", window.toMillis())
                .query((row, number) -> new Baseline(row.getLong(1), row.getLong(2), DAYS))
                .single());
    }
}
