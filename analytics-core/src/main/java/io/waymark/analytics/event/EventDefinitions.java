/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the names of events mean, as people describe them. Every change is recorded with who made it. Safe for use by
 * many threads.
 */
public final class EventDefinitions {

    private static final String COLUMNS = "select name, category, description, active from {schema}.event_name";
    private static final String LIST = COLUMNS + " where app_id = :app order by name";
    private static final String FIND = COLUMNS + " where app_id = :app and name = :event";
    private static final String SAVE = """
            insert into {schema}.event_name (app_id, name, category, description, active)
            values (:app, :event, :category, :description, :active)
            on conflict (app_id, name) do update
              set category = excluded.category, description = excluded.description, active = excluded.active
            """;
    private static final String CLEAR = """
            update {schema}.event_name set category = null, description = null, active = true
            where app_id = :app and name = :event
            """;
    private static final String AUDIT = """
            insert into {schema}.audit (app_id, actor, subject, subject_id, action)
            values (:app, :actor, 'event definition', :event, :action)
            """;
    private static final RowMapper<EventDefinition> ROW = (row, number) -> new EventDefinition(
            row.getString("name"), row.getString("category"), row.getString("description"), row.getBoolean("active"));

    private final AnalyticsDatabase database;

    /**
     * Keeps definitions, in the dictionary of event names.
     *
     * @param database where it is
     */
    public EventDefinitions(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Lists every event name, described or not.
     *
     * @param app the app
     * @return the definitions, by name
     */
    public List<EventDefinition> list(AppId app) {
        return database.sql(LIST).param("app", app.value()).query(ROW).list();
    }

    /**
     * Finds the definition of an event name.
     *
     * @param app the app
     * @param event the event name
     * @return the definition, or empty if the name is neither tracked nor described
     */
    public Optional<EventDefinition> find(AppId app, String event) {
        return database.sql(FIND)
                .param("app", app.value())
                .param("event", event)
                .query(ROW)
                .optional();
    }

    /**
     * Describes an event name, which need not have been tracked yet.
     *
     * @param app the app
     * @param definition what it means from now on
     * @param actor who says so
     */
    public void save(AppId app, EventDefinition definition, String actor) {
        change(
                database.sql(SAVE)
                        .param("category", definition.category())
                        .param("description", definition.description())
                        .param("active", definition.active()),
                app,
                definition.event(),
                actor,
                "save");
    }

    /**
     * Forgets the description of an event name. The name itself, and its events, stay.
     *
     * @param app the app
     * @param event the event name
     * @param actor who says so
     * @return whether there was such a name
     */
    public boolean clear(AppId app, String event, String actor) {
        return find(app, event)
                .map(definition -> {
                    change(database.sql(CLEAR), app, event, actor, "clear");
                    return true;
                })
                .orElse(false);
    }

    private void change(JdbcClient.StatementSpec statement, AppId app, String event, String actor, String action) {
        database.transaction().executeWithoutResult(status -> {
            statement.param("app", app.value()).param("event", event).update();
            database.sql(AUDIT)
                    .param("app", app.value())
                    .param("actor", actor)
                    .param("event", event)
                    .param("action", action)
                    .update();
        });
    }
}
