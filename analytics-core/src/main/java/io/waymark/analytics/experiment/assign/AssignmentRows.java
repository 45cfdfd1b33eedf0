/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of assignments, in which the first row of a unit wins. */
final class AssignmentRows {

    private static final String ADD = """
            insert into {schema}.experiment_assignment (experiment_id, unit_id, variant, phase, assigned_at)
            select experiment_id, unit_id, variant, phase, timestamptz 'epoch' + at_ms * interval '1 millisecond'
            from unnest(:experiments::bigint[], :units::text[], :variants::text[], :phases::int[], :at::bigint[])
                   as u(experiment_id, unit_id, variant, phase, at_ms)
            order by experiment_id, unit_id
            on conflict do nothing
            """;
    private static final String FIND = """
            select variant, phase from {schema}.experiment_assignment
            where experiment_id = :experiment and unit_id = :unit
            """;

    private final AnalyticsDatabase database;

    AssignmentRows(AnalyticsDatabase database) {
        this.database = database;
    }

    /** Adds rows, except where there is one already. */
    void add(List<Row> rows) {
        database.sql(ADD)
                .param(
                        "experiments",
                        rows.stream()
                                .mapToLong(row -> row.unit().experimentId())
                                .toArray())
                .param("units", rows.stream().map(row -> row.unit().unitId()).toArray(String[]::new))
                .param(
                        "variants",
                        rows.stream().map(row -> row.kept().variant()).toArray(String[]::new))
                .param(
                        "phases",
                        rows.stream().mapToInt(row -> row.kept().phase()).toArray())
                .param(
                        "at",
                        rows.stream().mapToLong(row -> row.at().toEpochMilli()).toArray())
                .update();
    }

    @Nullable
    Kept find(Unit unit) {
        return database.sql(FIND)
                .param("experiment", unit.experimentId())
                .param("unit", unit.unitId())
                .query((row, number) -> new Kept(row.getString(1), row.getInt(2)))
                .optional()
                .orElse(null);
    }

    record Row(Unit unit, Kept kept, Instant at) {}
}
