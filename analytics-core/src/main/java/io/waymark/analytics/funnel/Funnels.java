/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.quota.Quotas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;

/** The stored funnels. Every change is recorded with who made it. Safe for use by many threads. */
public final class Funnels {

    /** No name is longer. */
    public static final int MAX_NAME = 200;

    private static final String COLUMNS = "id, name, definition, created_at, updated_at, version";
    private static final String ADD = """
            insert into {schema}.funnel (app_id, name, definition, created_at, updated_at)
            values (:app, :name, :definition::jsonb, :now, :now)
            on conflict do nothing
            returning\s""" + COLUMNS;
    private static final String CHANGE = """
            update {schema}.funnel
            set name = :name, definition = :definition::jsonb, updated_at = :now, version = version + 1
            where app_id = :app and id = :id and version = :version
            returning\s""" + COLUMNS;
    private static final String RENAME = """
            update {schema}.funnel set name = :name, updated_at = :now, version = version + 1
            where app_id = :app and id = :id
            returning\s""" + COLUMNS;
    private static final String DELETE = """
            delete from {schema}.funnel where app_id = :app and id = :id returning\s""" + COLUMNS;
    private static final String FIND = "select " + COLUMNS + " from {schema}.funnel where app_id = :app and id = :id";
    private static final String FIND_BY_NAME =
            "select " + COLUMNS + " from {schema}.funnel where app_id = :app and name = :name";
    private static final String LIST =
            "select " + COLUMNS + " from {schema}.funnel where app_id = :app order by lower(name), name";

    private final AnalyticsDatabase database;
    private final AuditLog audit;
    private final Quotas quotas;
    private final Clock clock;

    /**
     * Keeps funnels.
     *
     * @param database where they are
     * @param clock tells when they change
     */
    public Funnels(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.quotas = new Quotas(database, clock);
        this.clock = clock;
    }

    /**
     * Stores a new funnel.
     *
     * @param app the app it belongs to
     * @param name its name, 1 to 200 characters, unique in the app
     * @param definition what it asks
     * @param actor who stores it
     * @return the stored funnel
     * @throws InvalidInputException if the name is blank, too long or taken
     * @throws QuotaExceededException if the tenant has all the funnels it may have
     */
    public Funnel save(AppId app, String name, FunnelDefinition definition, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return change(name, () -> add(app, name, definition, actor).orElseThrow(() -> taken(name)));
    }

    /**
     * Stores a funnel under a name, unless the stored one is the same already: for funnels that are declared in code.
     *
     * @param app the app it belongs to
     * @param name its name
     * @param definition what it asks
     * @param actor who stores it
     * @return the stored funnel
     * @throws QuotaExceededException if it is new and the tenant has all the funnels it may have
     */
    public Funnel declare(AppId app, String name, FunnelDefinition definition, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return change(
                name,
                () -> add(app, name, definition, actor).orElseGet(() -> {
                    Funnel stored = database.sql(FIND_BY_NAME)
                            .param("app", app.value())
                            .param("name", name)
                            .query(Funnels::read)
                            .single();
                    return json(stored.definition()).equals(json(definition))
                            ? stored
                            : replace(app, stored, name, definition, actor);
                }));
    }

    /**
     * Changes a funnel.
     *
     * @param app the app it belongs to
     * @param changed the funnel with its new name and definition, and the version they are based on
     * @param actor who changes it
     * @return the stored funnel
     * @throws StaleVersionException if it was changed by somebody else, or is gone
     * @throws InvalidInputException if the name is blank, too long or taken
     */
    public Funnel update(AppId app, Funnel changed, String actor) {
        JsonInput.requireText(changed.name(), "/name", MAX_NAME);
        return change(changed.name(), () -> replace(app, changed, changed.name(), changed.definition(), actor));
    }

    /**
     * Gives a funnel another name.
     *
     * @param app the app it belongs to
     * @param id its number
     * @param name its new name
     * @param actor who renames it
     * @return the stored funnel, or empty if there is none
     * @throws InvalidInputException if the name is blank, too long or taken
     */
    public Optional<Funnel> rename(AppId app, long id, String name, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return change(name, () -> {
            Optional<Funnel> renamed = database.sql(RENAME)
                    .param("app", app.value())
                    .param("id", id)
                    .param("name", name)
                    .param("now", now().atOffset(ZoneOffset.UTC))
                    .query(Funnels::read)
                    .optional();
            renamed.ifPresent(funnel -> record(app, funnel, "renamed", actor));
            return renamed;
        });
    }

    /**
     * Finds a funnel.
     *
     * @param app the app it belongs to
     * @param id its number
     * @return the funnel, or empty if there is none
     */
    public Optional<Funnel> find(AppId app, long id) {
        return database.sql(FIND)
                .param("app", app.value())
                .param("id", id)
                .query(Funnels::read)
                .optional();
    }

    /**
     * Lists the funnels of an app.
     *
     * @param app the app
     * @return the funnels by name
     */
    public List<Funnel> list(AppId app) {
        return database.sql(LIST).param("app", app.value()).query(Funnels::read).list();
    }

    /**
     * Deletes a funnel.
     *
     * @param app the app it belongs to
     * @param id its number
     * @param actor who deletes it
     * @return whether there was one
     */
    public boolean delete(AppId app, long id, String actor) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            Optional<Funnel> deleted = database.sql(DELETE)
                    .param("app", app.value())
                    .param("id", id)
                    .query(Funnels::read)
                    .optional();
            deleted.ifPresent(funnel -> record(app, funnel, "deleted", actor));
            return deleted.isPresent();
        }));
    }

    private Optional<Funnel> add(AppId app, String name, FunnelDefinition definition, String actor) {
        Optional<Funnel> added = database.sql(ADD)
                .param("app", app.value())
                .param("name", name)
                .param("definition", json(definition))
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query(Funnels::read)
                .optional();
        added.ifPresent(funnel -> {
            quotas.requireFunnelsWithin(app);
            record(app, funnel, "created", actor);
        });
        return added;
    }

    private Funnel replace(AppId app, Funnel base, String name, FunnelDefinition definition, String actor) {
        Funnel changed = database.sql(CHANGE)
                .param("app", app.value())
                .param("id", base.id())
                .param("version", base.version())
                .param("name", name)
                .param("definition", json(definition))
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query(Funnels::read)
                .optional()
                .orElseThrow(() -> new StaleVersionException("funnel " + base.id()));
        record(app, changed, "changed", actor);
        return changed;
    }

    private <T> T change(String name, Supplier<T> change) {
        try {
            return Objects.requireNonNull(database.transaction().execute(status -> change.get()));
        } catch (DuplicateKeyException e) {
            throw taken(name);
        }
    }

    private void record(AppId app, Funnel funnel, String action, String actor) {
        String detail = StoredJson.object()
                .put("name", funnel.name())
                .set("definition", FunnelJson.write(funnel.definition()))
                .toString();
        audit.record(app, now(), actor, "funnel", Long.toString(funnel.id()), action, detail);
    }

    private Instant now() {
        return clock.instant();
    }

    private static InvalidInputException taken(String name) {
        return new InvalidInputException("/name", "is taken: there is a funnel named '" + name + "' already");
    }

    private static String json(FunnelDefinition definition) {
        return FunnelJson.write(definition).toString();
    }

    private static Funnel read(ResultSet row, int number) throws SQLException {
        return new Funnel(
                row.getLong("id"),
                row.getString("name"),
                FunnelJson.definition(StoredJson.parse(row.getString("definition"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
