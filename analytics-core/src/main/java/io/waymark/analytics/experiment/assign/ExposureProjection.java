/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.person.identify.PersonChange;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records who has seen which variant and when first, from {@link ExposureEvent}s of whatever origin, and lets whoever is
 * identified keep what they have seen.
 *
 * <p>What no running experiment can have shown is ignored: unknown experiments and variants, and times outside the
 * experiment's life, with a minute's grace for the clocks of instances. So is what somebody sees by an override. The phase is the one in which the person was
 * assigned, if that is known, else the one at the time of the exposure.
 */
public final class ExposureProjection implements EventProjection {

    private static final String RECORD = """
            insert into {schema}.experiment_exposure (experiment_id, person_id, variant, phase, first_exposed_at)
            select distinct on (x.id, u.person_id, u.variant) x.id, u.person_id, u.variant,
                   coalesce(a.phase, p.number, 1), greatest(u.occurred_at, x.started_at)
            from (select experiment, variant, unit_id, person_id,
                         timestamptz 'epoch' + occurred_ms * interval '1 millisecond' as occurred_at
                  from unnest(:experiments::text[], :variants::text[], :units::text[], :persons::int[],
                              :occurred::bigint[])
                         as e(experiment, variant, unit_id, person_id, occurred_ms)) u
            join {schema}.experiment x
              on x.app_id = :app and x.key = u.experiment and u.occurred_at >= x.started_at - interval '1 minute'
             and (x.concluded_at is null or u.occurred_at < x.concluded_at)
            join {schema}.experiment_variant v on v.experiment_id = x.id and v.key = u.variant
            left join {schema}.experiment_assignment a
              on a.experiment_id = x.id and a.unit_id = u.unit_id and a.variant = u.variant
            left join {schema}.experiment_phase p on p.experiment_id = x.id and p.started_at <= u.occurred_at
            left join {schema}.experiment_override o on o.experiment_id = x.id and o.unit_id = u.unit_id
            where o.unit_id is null
            order by x.id, u.person_id, u.variant, u.occurred_at, p.number desc
            on conflict (experiment_id, person_id, variant) do update
            set first_exposed_at = excluded.first_exposed_at, phase = excluded.phase, written_in = excluded.written_in
            where excluded.first_exposed_at < {schema}.experiment_exposure.first_exposed_at
            """;

    private final AnalyticsDatabase database;
    private final InheritedRows inherited;

    /**
     * Writes exposures.
     *
     * @param database where they are kept
     */
    public ExposureProjection(AnalyticsDatabase database) {
        this.database = database;
        this.inherited = new InheritedRows(database);
    }

    @Override
    public void project(AppId app, List<StoredEvent> stored) {
        projectExposures(app, stored);
        inherited.carry(app, stored);
    }

    @Override
    public boolean needsTransaction(Event event) {
        return event.name().equals(ExposureEvent.NAME) || PersonChange.of(event) != null;
    }

    private void projectExposures(AppId app, List<StoredEvent> stored) {
        List<StoredEvent> exposures = stored.stream()
                .filter(each -> each.event().name().equals(ExposureEvent.NAME)
                        && property(each, ExposureEvent.EXPERIMENT) instanceof String
                        && property(each, ExposureEvent.VARIANT) instanceof String)
                .toList();
        if (exposures.isEmpty()) {
            return;
        }
        database.sql(RECORD)
                .param("app", app.value())
                .param("experiments", texts(exposures, ExposureEvent.EXPERIMENT))
                .param("variants", texts(exposures, ExposureEvent.VARIANT))
                .param(
                        "units",
                        exposures.stream()
                                .map(each -> each.event().distinctId())
                                .toArray(String[]::new))
                .param(
                        "persons",
                        exposures.stream().mapToInt(StoredEvent::personId).toArray())
                .param(
                        "occurred",
                        exposures.stream()
                                .mapToLong(each -> each.occurredAt().toEpochMilli())
                                .toArray())
                .update();
    }

    private static String[] texts(List<StoredEvent> exposures, String property) {
        return exposures.stream().map(each -> (String) property(each, property)).toArray(String[]::new);
    }

    private static @Nullable Object property(StoredEvent exposure, String key) {
        return exposure.event().properties().get(key);
    }
}
