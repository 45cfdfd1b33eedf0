/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.identify.PersonChange;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets both ids of somebody who was identified keep what their person has seen first, or else was assigned to first, under
 * any id. Works inside the transaction that makes the ids one person.
 */
final class InheritedRows {

    private static final String CARRY = """
            with links as (
              select u.unit_id, u.person_id
              from unnest(:units::text[], :persons::int[]) as u(unit_id, person_id)
              join {schema}.distinct_id d
                on d.app_id = :app and d.distinct_id = u.unit_id and d.person_id = u.person_id
            ), running as (
              select id from {schema}.experiment where app_id = :app and state in ('RUNNING', 'PAUSED')
            ), people as (
              select person_id, person_id as seen_as from links
              union
              select l.person_id, m.person_id
              from links l join {schema}.merged_person m on m.into_person_id = l.person_id
            ), had as (
              select p.person_id, x.experiment_id, x.variant, x.phase, x.first_exposed_at as at, 1 as rank
              from people p
              cross join running r
              join {schema}.experiment_exposure x on x.experiment_id = r.id and x.person_id = p.seen_as
              union all
              select l.person_id, a.experiment_id, a.variant, a.phase, a.assigned_at, 2
              from (select distinct person_id from links) l
              join {schema}.distinct_id d on d.app_id = :app and d.person_id = l.person_id
              cross join running r
              join {schema}.experiment_assignment a on a.experiment_id = r.id and a.unit_id = d.distinct_id
            ), first as (
              select distinct on (person_id, experiment_id) person_id, experiment_id, variant, phase, at
              from had order by person_id, experiment_id, rank, at, variant
            )
            insert into {schema}.experiment_assignment as kept
              (experiment_id, unit_id, variant, phase, assigned_at, inherited_at)
            select f.experiment_id, l.unit_id, f.variant, f.phase, f.at, clock_timestamp()
            from links l join first f on f.person_id = l.person_id
            order by f.experiment_id, l.unit_id
            on conflict (experiment_id, unit_id) do update
            set variant = excluded.variant, phase = excluded.phase, assigned_at = excluded.assigned_at,
                inherited_at = excluded.inherited_at
            where kept.variant <> excluded.variant or kept.inherited_at is null
            """;

    private final AnalyticsDatabase database;

    InheritedRows(AnalyticsDatabase database) {
        this.database = database;
    }

    void carry(AppId app, List<StoredEvent> stored) {
        Map<String, Integer> links = new LinkedHashMap<>();
        for (StoredEvent each : stored) {
            PersonChange change = PersonChange.of(each.event());
            if (change == null || !change.identifies()) {
                continue;
            }
            String other = change.otherId();
            if (other != null && StickyAssignments.isStorable(other)) {
                links.put(change.distinctId(), each.personId());
                links.put(other, each.personId());
            }
        }
        links.keySet().removeIf(unit -> !StickyAssignments.isStorable(unit));
        if (!links.isEmpty()) {
            database.sql(CARRY)
                    .param("app", app.value())
                    .param("units", links.keySet().toArray(String[]::new))
                    .param("persons", links.values().toArray(Integer[]::new))
                    .update();
        }
    }
}
