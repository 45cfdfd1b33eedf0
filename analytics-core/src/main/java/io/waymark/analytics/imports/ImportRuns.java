/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.AppId;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The imports there have been, by whichever instance. Safe for use by many threads. */
public final class ImportRuns {

    /** Who has said nothing for so long is thought to be gone. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final String COLUMNS = """
        select id, app_id, name, format, state, lines, recorded, rejected, dropped::text as dropped,
               errors::text as errors, failure, started_at, updated_at, finished_at
        from {schema}.import_run
        """;
    private static final String UNFINISHED = COLUMNS + """
        where app_id = :app and name = :name and format = :format and fingerprint = :fingerprint
          and state <> 'FINISHED'
        order by id desc limit 1
        """;
    private static final String START = """
        insert into {schema}.import_run (app_id, name, format, fingerprint, state, started_at, updated_at)
        values (:app, :name, :format, :fingerprint, 'WAITING', :at, :at)
        returning id
        """;
    private static final String SAVE = """
        update {schema}.import_run
        set state = :state, lines = :lines, recorded = :recorded, rejected = :rejected, dropped = :dropped::jsonb,
            errors = :errors::jsonb, failure = :failure, updated_at = :updated, finished_at = :finished
        where id = :id
        """;
    private static final String FIND = COLUMNS + "where app_id = :app and id = :id";
    private static final String LATEST = COLUMNS + "where app_id = :app order by id desc limit :limit";

    private final AnalyticsDatabase database;
    private final Clock clock;

    /**
     * Keeps imports.
     *
     * @param database where they are
     * @param clock tells when they come along
     */
    public ImportRuns(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Lists imports.
     *
     * @param app whose
     * @param limit how many at most
     * @return the imports, the latest first
     */
    public List<ImportRun> latest(AppId app, int limit) {
        return database.sql(LATEST)
                .param("app", app.value())
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /**
     * Finds an import.
     *
     * @param app whose
     * @param id its number
     * @return the import, if there is one
     */
    public Optional<ImportRun> find(AppId app, long id) {
        return database.sql(FIND)
                .param("app", app.value())
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Returns the import of this source that has not come to its end, else a new one. */
    ImportRun open(AppId app, String name, String format, String fingerprint) {
        return database.transaction().execute(status -> {
            Map<String, Object> source =
                    Map.of("app", app.value(), "name", name, "format", format, "fingerprint", fingerprint);
            return database.sql(UNFINISHED)
                    .params(source)
                    .query(this::read)
                    .optional()
                    .orElseGet(() -> {
                        long id = database.sql(START)
                                .params(source)
                                .param("at", utc(clock.instant()))
                                .query(Long.class)
                                .single();
                        return find(app, id).orElseThrow();
                    });
        });
    }

    void save(ImportRun run) {
        Instant finishedAt = run.finishedAt();
        ArrayNode errors = StoredJson.object().putArray("errors");
        run.errors()
                .forEach(error -> errors.addObject()
                        .put("line", error.line())
                        .put("reason", error.reason().replace("\u0000", "")));
        database.transaction()
                .executeWithoutResult(status -> database.sql(SAVE)
                        .param("id", run.id())
                        .param("state", run.state().name())
                        .param("lines", run.lines())
                        .param("recorded", run.recorded())
                        .param("rejected", run.rejected())
                        .param("dropped", StoredJson.write(run.dropped()).toString())
                        .param("errors", errors.toString())
                        .param("failure", run.failure())
                        .param("updated", utc(run.updatedAt()))
                        .param("finished", finishedAt == null ? null : utc(finishedAt))
                        .update());
    }

    private ImportRun read(ResultSet row, int number) throws SQLException {
        ImportState state = ImportState.valueOf(row.getString("state"));
        Instant updatedAt = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        boolean silent = state == ImportState.RUNNING
                && updatedAt.isBefore(clock.instant().minus(SILENCE));
        Map<String, Long> dropped = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                StoredJson.parse(row.getString("dropped")).properties()) {
            dropped.put(entry.getKey(), entry.getValue().longValue());
        }
        List<ImportError> errors = new ArrayList<>();
        for (JsonNode error : StoredJson.parse(row.getString("errors"))) {
            errors.add(new ImportError(
                    error.get("line").longValue(), error.get("reason").stringValue()));
        }
        return new ImportRun(
                row.getLong("id"),
                new AppId(row.getInt("app_id")),
                row.getString("name"),
                row.getString("format"),
                silent ? ImportState.INTERRUPTED : state,
                row.getLong("lines"),
                row.getLong("recorded"),
                dropped,
                row.getLong("rejected"),
                errors,
                row.getString("failure"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                updatedAt,
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
