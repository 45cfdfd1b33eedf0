/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the names of events mean, as people describe them. Every change is recorded with who made it. Safe for use by
 * many threads.
 */
public final class EventDefinitions {

    private static final String COLUMNS =
            "select app_id, name, category, description, active, defined_by from {schema}.event_name";
    private static final String LIST = COLUMNS + " where app_id = :app order by name";
    private static final String FIND = COLUMNS + " where app_id = :app and name = :event";
    private static final String DEFINED = COLUMNS + " where defined_by is not null";
    private static final String SAVE = """
            insert into {schema}.event_name (app_id, name, category, description, active, defined_by)
            values (:app, :event, :category, :description, :active, 'PERSON')
            on conflict (app_id, name) do update
              set category = excluded.category, description = excluded.description, active = excluded.active,
                  defined_by = 'PERSON'
            """;
    private static final String DIFFERS = """
            select not exists (
              select from {schema}.event_name
              where app_id = :app and name = :event
                and (defined_by = 'PERSON'
                     or defined_by = 'CODE' and category is not distinct from :category::text
                        and description is not distinct from :description::text))
            """;
    private static final String DECLARE = """
            insert into {schema}.event_name as e (app_id, name, category, description, defined_by)
            values (:app, :event, :category, :description, 'CODE')
            on conflict (app_id, name) do update
              set category = excluded.category, description = excluded.description, defined_by = 'CODE'
              where e.defined_by is null or e.defined_by = 'CODE'
            """;
    private static final String CLEAR = """
            update {schema}.event_name set category = null, description = null, active = true, defined_by = null
            where app_id = :app and name = :event
            """;
    private static final String AUDIT = """
            insert into {schema}.audit (app_id, actor, subject, subject_id, action)
            values (:app, :actor, 'event definition', :event, :action)
            """;
    private static final String REVISION = "select number from {schema}.event_catalog_revision where id = 1";
    private static final String TOUCH = "update {schema}.event_catalog_revision set number = number + 1 where id = 1";

    /** Who appears in the audit for what is declared in Java. */
    private static final String APPLICATION = "application";

    private final AnalyticsDatabase database;
    private final Runnable afterChange;

    /**
     * Keeps definitions, in the dictionary of event names.
     *
     * @param database where it is
     */
    public EventDefinitions(AnalyticsDatabase database) {
        this(database, () -> {});
    }

    /**
     * Keeps definitions, in the dictionary of event names.
     *
     * @param database where it is
     * @param afterChange is run after each change made here
     */
    public EventDefinitions(AnalyticsDatabase database, Runnable afterChange) {
        this.database = database;
        this.afterChange = afterChange;
    }

    /**
     * Lists every event name, described or not.
     *
     * @param app the app
     * @return the definitions, by name
     */
    public List<EventDefinition> list(AppId app) {
        return database.sql(LIST)
                .param("app", app.value())
                .query(EventDefinitions::map)
                .list();
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
                .query(EventDefinitions::map)
                .optional();
    }

    /**
     * Lists what somebody defined, of all apps.
     *
     * @return the definitions by app
     */
    public Map<AppId, List<EventDefinition>> defined() {
        return database
                .sql(DEFINED)
                .query((row, number) -> Map.entry(new AppId(row.getInt("app_id")), map(row, number)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** {@return a number that grows with each change of a definition, whoever makes it} */
    public long revision() {
        return database.sql(REVISION).query(Long.class).single();
    }

    /**
     * Defines an event name, which need not have been tracked yet.
     *
     * @param app the app
     * @param definition what it means from now on
     * @param actor who says so
     * @throws InvalidInputException if it is to be inactive and is an event that cannot be switched off
     */
    public void save(AppId app, EventDefinition definition, String actor) {
        if (!definition.active() && StandardEvents.isAlwaysActive(definition.event())) {
            throw new InvalidInputException(
                    "/active",
                    "Events called " + definition.event() + " say who people are or what they saw, and cannot be "
                            + "switched off");
        }
        changing(() -> {
            write(SAVE, app, definition).param("active", definition.active()).update();
            audit(app, definition.event(), actor, "save");
        });
    }

    /**
     * Defines what an application declares. What a person defined stays as it is, what is switched off stays so, and
     * nothing is written when everything is as declared.
     *
     * @param app the app
     * @param definitions what the application declares
     */
    public void declare(AppId app, Collection<EventDefinition> definitions) {
        List<EventDefinition> changes = definitions.stream()
                .filter(definition ->
                        write(DIFFERS, app, definition).query(Boolean.class).single())
                .sorted(Comparator.comparing(EventDefinition::event))
                .toList();
        if (!changes.isEmpty()) {
            changing(() -> changes.forEach(definition -> {
                write(DECLARE, app, definition).update();
                audit(app, definition.event(), APPLICATION, "declare");
            }));
        }
    }

    /**
     * Forgets the definition of an event name. The name itself, and its events, stay. What an application declares is
     * defined again when it starts.
     *
     * @param app the app
     * @param event the event name
     * @param actor who says so
     * @return whether there was such a name
     */
    public boolean clear(AppId app, String event, String actor) {
        if (find(app, event).isEmpty()) {
            return false;
        }
        changing(() -> {
            database.sql(CLEAR).param("app", app.value()).param("event", event).update();
            audit(app, event, actor, "clear");
        });
        return true;
    }

    /** The count of changes first: it holds a lock, so that changes happen one after the other. */
    private void changing(Runnable change) {
        database.transaction().executeWithoutResult(status -> {
            database.sql(TOUCH).update();
            change.run();
        });
        afterChange.run();
    }

    private JdbcClient.StatementSpec write(String statement, AppId app, EventDefinition definition) {
        return database.sql(statement)
                .param("app", app.value())
                .param("event", definition.event())
                .param("category", definition.category())
                .param("description", definition.description());
    }

    private void audit(AppId app, String event, String actor, String action) {
        database.sql(AUDIT)
                .param("app", app.value())
                .param("actor", actor)
                .param("event", event)
                .param("action", action)
                .update();
    }

    private static EventDefinition map(ResultSet row, int number) throws SQLException {
        return new EventDefinition(
                row.getString("name"),
                row.getString("category"),
                row.getString("description"),
                row.getBoolean("active"),
                row.getString("defined_by") != null);
    }
}
