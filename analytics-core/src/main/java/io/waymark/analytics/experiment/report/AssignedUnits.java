/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.Objects;

/** Counts whom an experiment has assigned, exposed or not. Does not wait for its turn among reports. */
final class AssignedUnits {

    /** To start others takes longer than to count a million rows. */
    private static final String BY_ONE_PROCESS = "set local max_parallel_workers_per_gather = 0";

    private static final String COUNT =
            "select count(*) from {schema}.experiment_assignment where experiment_id = :experiment";

    private final AnalyticsDatabase database;

    AssignedUnits(AnalyticsDatabase database) {
        this.database = database;
    }

    long of(Experiment experiment) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            database.sql(BY_ONE_PROCESS).update();
            return database.sql(COUNT)
                    .param("experiment", experiment.id())
                    .query(Long.class)
                    .single();
        }));
    }
}
