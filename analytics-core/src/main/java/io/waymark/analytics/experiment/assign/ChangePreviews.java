/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.ChangeOfTraffic;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.Experiment.Phase;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;

/**
 * Tells what a change of share or weights would do: decides for people who have a variant as it would be decided after it,
 * by what is stored of them too, and for the latest others by hash, which does not know who is of the audience: where there
 * is one, as many as that share of it.
 */
public final class ChangePreviews {

    private static final int SAMPLE = 20_000;

    private static final String COUNT =
            "select count(*) from {schema}.experiment_assignment where experiment_id = :experiment";
    private static final String ASSIGNED = """
            select unit_id, variant, inherited_at is not null from {schema}.experiment_assignment
            where experiment_id = :experiment order by unit_id limit :limit
            """;
    private static final String OTHERS = """
            select d.distinct_id
            from (select distinct_id, number from {schema}.distinct_id
                  where app_id = :app order by number desc limit :limit) d
            left join {schema}.experiment_assignment a
              on a.experiment_id = :experiment and a.unit_id = d.distinct_id
            where a.unit_id is null
            """;

    private final AnalyticsDatabase database;
    private final ExperimentCatalog catalog;

    /**
     * Looks at people.
     *
     * @param database where they are
     * @param catalog the experiments
     */
    public ChangePreviews(AnalyticsDatabase database, ExperimentCatalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /**
     * Looks at a change without making it.
     *
     * @param app the app
     * @param idOrKey the experiment's number or key
     * @param change share and weights
     * @return what it would do
     * @throws io.waymark.analytics.experiment.ExperimentNotFoundException if there is no such experiment
     * @throws io.waymark.analytics.InvalidInputException if share or weights are not possible
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public ChangePreview preview(AppId app, String idOrKey, ChangeOfTraffic change) {
        Experiment experiment = catalog.get(app, idOrKey);
        Phase before = phase(experiment.definition());
        ExperimentDefinition changed = change.applyTo(experiment.definition());
        Phase after = phase(changed);
        Live live = new Live(experiment.changed(changed, after));
        return database.report(() -> {
            long assigned = database.sql(COUNT)
                    .param("experiment", experiment.id())
                    .query(Long.class)
                    .single();
            int[] looked = new int[3];
            database.sql(ASSIGNED)
                    .param("experiment", experiment.id())
                    .param("limit", SAMPLE)
                    .query(row -> {
                        Live.Drawn drawn = live.draw(row.getString(1));
                        Kept byHash = drawn.kept();
                        boolean other = byHash == null || !byHash.variant().equals(row.getString(2));
                        // As for a decision: where the hash may be wrong the row is read, and holds.
                        boolean held = row.getBoolean(3) || (byHash == null ? drawn.everInside() : drawn.differed());
                        looked[0]++;
                        looked[1] += other && held ? 1 : 0;
                        looked[2] += other && !held ? 1 : 0;
                    });
            int[] others = new int[3];
            database.sql(OTHERS)
                    .param("app", app.value())
                    .param("experiment", experiment.id())
                    .param("limit", SAMPLE)
                    .query(row -> {
                        String unit = row.getString(1);
                        boolean in = Bucketing.variant(experiment.salt(), before, unit) != Bucketing.OUTSIDE;
                        boolean willBe = Bucketing.variant(experiment.salt(), after, unit) != Bucketing.OUTSIDE;
                        others[0]++;
                        others[1] += !in && willBe ? 1 : 0;
                        others[2] += in && !willBe ? 1 : 0;
                    });
            return new ChangePreview(assigned, looked[2], looked[1], looked[0], others[0], others[1], others[2]);
        });
    }

    private static Phase phase(ExperimentDefinition definition) {
        return new Phase(
                0,
                Instant.EPOCH,
                definition.trafficBasisPoints(),
                definition.variants().stream().map(Variant::weight).toList());
    }
}
