/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import io.waymark.analytics.AppId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Records who changed what. To be called in the transaction of the change, so that there is never one without the other. */
public final class AuditLog {

    private static final String RECORD = """
            insert into {schema}.audit (app_id, at, actor, subject, subject_id, action, detail)
            values (:app, :at, :actor, :subject, :subject_id, :action, :detail::jsonb)
            """;

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
}
