/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.event.EventConditions;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.report.Counts.Group;
import io.waymark.analytics.experiment.report.ExperimentReport.ExposureDay;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts exposures and conversions.
 *
 * <ul>
 *   <li>A person takes part from the first exposure. Who was exposed to more than one variant is left out, and counted.
 *   <li>A conversion is a goal event from the first exposure on, up to the end of the conversion window, both inclusive, and
 *       before the experiment was concluded. One is enough.
 *   <li>A window is open if the person has not converted and it ends after the time of the report.
 * </ul>
 */
final class CountReader {

    private static final int NEVER_TRACKED = -1;

    private static final String PEOPLE = """
            select person_id, min(variant) as variant, (array_agg(phase order by first_exposed_at, phase))[1] as phase,
                   min(first_exposed_at) as exposed_at, count(distinct variant) as variants
            from {people}.experiment_exposure x where experiment_id = :experiment group by person_id
            """;
    private static final String GROUPS = """
            select r.variants > 1, case when r.variants = 1 then r.variant end, case when r.variants = 1 then r.phase end,
                   count(*), count(*) filter (where r.converted),
                   count(*) filter (where not r.converted and r.window_end >= :as_of)
            from (select p.person_id, p.variant, p.phase, p.variants,
                         p.exposed_at + :window * interval '1 millisecond' as window_end,
                         count(e.person_id) > 0 as converted
                  from (%s) p
                  left join {people}.event e
                    on e.person_id = p.person_id and p.variants = 1 and %s
                   and e.occurred_at >= p.exposed_at
                   and e.occurred_at <= p.exposed_at + :window * interval '1 millisecond'
                   and e.occurred_at >= :from and e.occurred_at < :until
                  group by p.person_id, p.variant, p.phase, p.variants, p.exposed_at) r
            group by 1, 2, 3
            """;
    private static final String DAYS = """
            select (p.exposed_at at time zone coalesce((select time_zone from {schema}.app where id = :app), 'UTC'))::date,
                   p.variant, count(*)
            from (%s) p where p.variants = 1
            group by 1, 2 order by 1
            """.formatted(PEOPLE);

    /** Later than any event. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final AnalyticsDatabase database;
    private final EventNames names;

    CountReader(AnalyticsDatabase database, EventNames names) {
        this.database = database;
        this.names = names;
    }

    Counts read(Experiment experiment, Instant startedAt, Instant asOf) {
        List<Group> groups = new ArrayList<>();
        long[] multiple = new long[1];
        EventFilter goal = experiment.definition().goal();
        int goalId = names.find(experiment.app(), Set.of(goal.event())).getOrDefault(goal.event(), NEVER_TRACKED);
        SqlParameters parameters = new SqlParameters();
        String isGoal = EventConditions.matches(goal, goalId, "e", parameters);
        Instant concludedAt = experiment.concludedAt();
        database.sql(GROUPS.formatted(PEOPLE, isGoal))
                .params(parameters.values())
                .param("experiment", experiment.id())
                .param("window", experiment.definition().conversionWindow().toMillis())
                .param("as_of", asOf.atOffset(ZoneOffset.UTC))
                .param("from", startedAt.atOffset(ZoneOffset.UTC))
                .param("until", (concludedAt == null ? END_OF_TIME : concludedAt).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    if (row.getBoolean(1)) {
                        multiple[0] = row.getLong(4);
                    } else {
                        groups.add(new Group(
                                row.getString(2), row.getInt(3), row.getLong(4), row.getLong(5), row.getLong(6)));
                    }
                });
        return new Counts(groups, multiple[0], days(experiment));
    }

    private List<ExposureDay> days(Experiment experiment) {
        TreeMap<LocalDate, Map<String, Long>> byDay = new TreeMap<>();
        database.sql(DAYS)
                .param("app", experiment.app().value())
                .param("experiment", experiment.id())
                .query(row -> {
                    byDay.computeIfAbsent(row.getObject(1, LocalDate.class), day -> new HashMap<>())
                            .put(row.getString(2), row.getLong(3));
                });
        return byDay.isEmpty()
                ? List.of()
                : byDay.firstKey()
                        .datesUntil(byDay.lastKey().plusDays(1))
                        .map(day -> new ExposureDay(day, byDay.getOrDefault(day, Map.of())))
                        .toList();
    }
}
