/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.measure.Measurements;
import io.waymark.analytics.experiment.measure.MeasurementsJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the sums of concluded experiments, so that their results stay what they were when the events behind them are gone.
 * The first to keep them wins.
 */
final class FrozenResults {

    private static final String READ =
            "select result from {schema}.experiment_result where experiment_id = :experiment";
    private static final String KEEP = """
            insert into {schema}.experiment_result (experiment_id, taken_at, result)
            values (:experiment, :at, :result::jsonb)
            on conflict (experiment_id) do nothing
            returning experiment_id
            """;
    private static final JsonMapper JSON = new JsonMapper();

    private final AnalyticsDatabase database;

    FrozenResults(AnalyticsDatabase database) {
        this.database = database;
    }

    Optional<Measurements> find(Experiment experiment) {
        return database.sql(READ)
                .param("experiment", experiment.id())
                .query(String.class)
                .optional()
                .map(json -> MeasurementsJson.read(JSON.readTree(json), experiment));
    }

    void keep(Experiment experiment, Measurements measured, Instant at) {
        database.sql(KEEP)
                .param("experiment", experiment.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("result", MeasurementsJson.write(measured).toString())
                .query(row -> {});
    }
}
