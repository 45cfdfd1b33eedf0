/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import io.waymark.analytics.AppId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Records who changed what. To be called in the transaction of the change, so that there is never one without the other. */
public final class AuditLog {

    private static final String RECORD = """
            insert into {schema}.audit (app_id, at, actor, subject, subject_id, action, detail)
            values (:app, :at, :actor, :subject, :subject_id, :action, :detail::jsonb)
            """;

    private static final String LIST = """
            select at, actor, action, detail from {schema}.audit
            where app_id = :app and subject = :subject and subject_id = :subject_id order by id desc limit :limit
            """;
    private static final String WHY = "why";

    private static final JsonMapper JSON = new JsonMapper();

    private final AnalyticsDatabase database;

    /**
     * Writes to the audit table.
     *
     * @param database where it is
     */
    public AuditLog(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Records a change.
     *
     * @param app the app it belongs to
     * @param at when it was made
     * @param actor who made it
     * @param subject the kind of thing that was changed, for example {@code experiment}
     * @param subjectId which one
     * @param action what was done, for example {@code started}
     * @param detail more about it, as a JSON document
     */
    public void record(
            AppId app,
            Instant at,
            String actor,
            String subject,
            String subjectId,
            String action,
            @Nullable String detail) {
        database.sql(RECORD)
                .param("app", app.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("subject", subject)
                .param("subject_id", subjectId)
                .param("action", action)
                .param("detail", detail)
                .update();
    }

    /**
     * Records a change with the reason for it.
     *
     * @param app the app it belongs to
     * @param at when it was made
     * @param actor who made it
     * @param subject the kind of thing that was changed
     * @param subjectId which one
     * @param action what was done
     * @param why the reason; null if none was given
     * @param detail more about it; null if there is nothing
     */
    public void record(
            AppId app,
            Instant at,
            String actor,
            String subject,
            String subjectId,
            String action,
            @Nullable String why,
            @Nullable ObjectNode detail) {
        ObjectNode all = detail == null ? JsonNodeFactory.instance.objectNode() : detail.deepCopy();
        if (why != null) {
            all.put(WHY, why);
        }
        record(app, at, actor, subject, subjectId, action, all.isEmpty() ? null : all.toString());
    }

    /**
     * Lists what was done to something.
     *
     * @param app the app it belongs to
     * @param subject the kind of thing
     * @param subjectId which one
     * @param limit at most so many
     * @return the changes, latest first
     */
    public List<AuditEntry> list(AppId app, String subject, String subjectId, int limit) {
        return database.sql(LIST)
                .param("app", app.value())
                .param("subject", subject)
                .param("subject_id", subjectId)
                .param("limit", limit)
                .query(AuditLog::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        String document = row.getString("detail");
        JsonNode detail = document == null ? NullNode.getInstance() : JSON.readTree(document);
        return new AuditEntry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                detail.path(WHY).isString() ? detail.path(WHY).stringValue() : null,
                detail);
    }
}
