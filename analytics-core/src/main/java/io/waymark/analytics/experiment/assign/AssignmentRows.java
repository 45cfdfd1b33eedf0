/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table of assignments, in which the first row of a unit wins. */
final class AssignmentRows {

    private static final String ADD = """
            insert into {schema}.experiment_assignment (experiment_id, unit_id, variant, phase, assigned_at)
            select experiment_id, unit_id, variant, phase, timestamptz 'epoch' + at_ms * interval '1 millisecond'
            from unnest(:experiments::bigint[], :units::text[], :variants::text[], :phases::int[], :at::bigint[])
                   as u(experiment_id, unit_id, variant, phase, at_ms)
            order by experiment_id, unit_id
            on conflict do nothing
            returning unit_id
            """;
    private static final String DIFFERENT = """
            select a.experiment_id, a.unit_id, a.variant, a.phase
            from unnest(:experiments::bigint[], :units::text[], :variants::text[], :phases::int[])
                   as u(experiment_id, unit_id, variant, phase)
            join {schema}.experiment_assignment a on a.experiment_id = u.experiment_id and a.unit_id = u.unit_id
            where a.variant <> u.variant or a.phase <> u.phase
            """;
    private static final String FIND = """
            select variant, phase from {schema}.experiment_assignment
            where experiment_id = :experiment and unit_id = :unit
            """;

    private final AnalyticsDatabase database;

    AssignmentRows(AnalyticsDatabase database) {
        this.database = database;
    }

    /** Adds rows, except where there is one already; answers with those that differ from what was to be added. */
    List<Row> add(List<Row> rows) {
        int added = units(ADD, rows)
                .param(
                        "at",
                        rows.stream().mapToLong(row -> row.at().toEpochMilli()).toArray())
                .query(String.class)
                .list()
                .size();
        List<Row> different = new ArrayList<>();
        if (added < rows.size()) {
            Map<Unit, Row> byUnit = new HashMap<>();
            rows.forEach(row -> byUnit.put(row.unit(), row));
            units(DIFFERENT, rows).query(row -> {
                Unit unit = new Unit(row.getLong(1), row.getString(2));
                different.add(Objects.requireNonNull(byUnit.get(unit)).with(new Kept(row.getString(3), row.getInt(4))));
            });
        }
        return different;
    }

    private StatementSpec units(String sql, List<Row> rows) {
        return database.sql(sql)
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
                        rows.stream().mapToInt(row -> row.kept().phase()).toArray());
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

    /** A row of the table, and whose app it is. */
    record Row(AppId app, Unit unit, Kept kept, Instant at) {

        Row with(Kept other) {
            return new Row(app, unit, other, at);
        }
    }
}
