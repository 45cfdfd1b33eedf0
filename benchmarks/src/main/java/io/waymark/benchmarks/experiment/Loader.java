/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.experiment.assign.ExposureEvent;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.benchmarks.CopyLines;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.postgresql.PGConnection;

/** Puts rows into the tables as the product does, but by COPY, and rolls them up. Lasting people have numbers from 1 on. */
final class Loader implements ShopWithExperiment.Events, AutoCloseable {

    private static final int BATCH = 200_000;

    private final AnalyticsDatabase database;
    private final ChunkRollup rollup;
    private final Map<String, Integer> names;
    private final List<Object[]> events = new ArrayList<>();
    private final List<Object[]> exposures = new ArrayList<>();
    private final List<Object[]> assignments = new ArrayList<>();
    private long seq;

    Loader(AnalyticsDatabase database, EventNames names, ChunkRollup rollup) {
        this.database = database;
        this.rollup = rollup;
        this.names = names.resolve(
                AppId.DEFAULT,
                Set.of(
                        "page_view",
                        "product_view",
                        "add_to_cart",
                        "order_placed",
                        "order_refunded",
                        "error_shown",
                        ExposureEvent.NAME));
    }

    @Override
    public void event(int person, Instant at, String name, String properties) {
        int id = person + 1;
        events.add(new Object[] {
            at, at, ++seq, id, id, Objects.requireNonNull(names.get(name), name), (int) seq, properties
        });
        if (events.size() == BATCH) {
            flush();
        }
    }

    @Override
    public void exposure(int person, Instant at, String variant) {
        exposures.add(new Object[] {1, person + 1, variant, 1, at});
        assignments.add(new Object[] {1, "user-" + person, variant, 1, at});
        event(
                person,
                at,
                ExposureEvent.NAME,
                "{\"experiment\":\"" + ShopWithExperiment.EXPERIMENT + "\",\"variant\":\"" + variant
                        + "\",\"phase\":1}");
    }

    @Override
    public void close() {
        flush();
    }

    private void flush() {
        new EventStore(database)
                .prepare(events.stream().map(event -> (Instant) event[0]).toList());
        copy(
                "event (occurred_at, received_at, seq, person_id, distinct_id_number, event_name_id, dedup, properties)",
                events);
        copy("experiment_exposure (experiment_id, person_id, variant, phase, first_exposed_at)", exposures);
        copy("experiment_assignment (experiment_id, unit_id, variant, phase, assigned_at)", assignments);
        database.sql("select setval('{schema}.event_seq', :seq)")
                .param("seq", Math.max(1, seq))
                .query()
                .listOfRows();
        rollup.rollUp();
    }

    private void copy(String table, List<Object[]> rows) {
        try (Connection connection = database.hostDataSource().getConnection()) {
            CopyLines lines = new CopyLines(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(database.tables().qualify("copy {schema}." + table + " from stdin")));
            rows.forEach(lines::add);
            lines.end();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        rows.clear();
    }
}
