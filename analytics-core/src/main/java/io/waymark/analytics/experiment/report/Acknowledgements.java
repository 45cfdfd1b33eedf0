/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.store.StorableText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Remembers who looked at an unhealthy experiment nevertheless, and why. Each is in the audit, too. */
final class Acknowledgements {

    private static final String READ =
            "select fault from {schema}.experiment_acknowledgement where experiment_id = :experiment";
    private static final String ADD = """
            insert into {schema}.experiment_acknowledgement (experiment_id, fault, actor, acknowledged_at, reason)
            values (:experiment, :fault, :actor, :at, :reason)
            on conflict (experiment_id, fault) do nothing
            returning experiment_id
            """;
    private static final int MAX_REASON = 1_000;

    private final AnalyticsDatabase database;
    private final AuditLog audit;

    Acknowledgements(AnalyticsDatabase database) {
        this.database = database;
        this.audit = new AuditLog(database);
    }

    Set<String> of(Experiment experiment) {
        return new HashSet<>(database.sql(READ)
                .param("experiment", experiment.id())
                .query(String.class)
                .list());
    }

    void add(AppId app, Experiment experiment, List<String> faults, String actor, String reason, Instant at) {
        if (reason.isBlank() || reason.length() > MAX_REASON || !StorableText.test(reason)) {
            throw new InvalidInputException(
                    "/reason", "must have 1 to " + MAX_REASON + " characters that can be stored: say what you know");
        }
        if (faults.isEmpty()) {
            throw new InvalidInputException("", "There is nothing to acknowledge: the experiment is healthy");
        }
        database.transaction().executeWithoutResult(status -> {
            for (String fault : faults) {
                database.sql(ADD)
                        .param("experiment", experiment.id())
                        .param("fault", fault)
                        .param("actor", actor)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("reason", reason)
                        .query(row -> {});
            }
            ObjectNode detail = JsonNodeFactory.instance.objectNode().put("faults", String.join(", ", faults));
            audit.record(app, at, actor, "experiment", "" + experiment.id(), "acknowledged", reason, detail);
        });
    }
}
