/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.AppCalendar;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.quota.Quotas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The tracked applications. Every change is recorded with who made it. Safe for use by many threads. */
public final class Apps {

    /** No name is longer. */
    public static final int MAX_NAME = 200;

    private static final String COLUMNS = "id, tenant_id, name, time_zone, week_start, created_at";
    private static final String LOCK = "lock table {schema}.app in share row exclusive mode";
    private static final String ADD = """
            insert into {schema}.app (id, tenant_id, name, time_zone, week_start, created_at)
            select coalesce(max(id), 0) + 1, :tenant, :name, :zone, :week_start, :now from {schema}.app
            returning\s""" + COLUMNS;
    private static final String RENAME = "update {schema}.app set name = :name where id = :id returning " + COLUMNS;
    private static final String TAKEN = """
            select count(*) from {schema}.app where tenant_id = :tenant and name = :name and id <> :id
            """;
    private static final String KNOWN_ZONE = "select count(*) from pg_timezone_names where name = :zone";
    private static final String FIND = "select " + COLUMNS + " from {schema}.app where id = :id";
    private static final String LIST = "select " + COLUMNS + " from {schema}.app order by id";

    private final AnalyticsDatabase database;
    private final Quotas quotas;
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Keeps apps.
     *
     * @param database where they are
     * @param quotas how many there may be
     * @param clock tells when they are created
     */
    public Apps(AnalyticsDatabase database, Quotas quotas, Clock clock) {
        this.database = database;
        this.quotas = quotas;
        this.audit = new AuditLog(database);
        this.clock = clock;
    }

    /**
     * Creates an app.
     *
     * @param tenant whose it is; one that exists
     * @param name its name, 1 to 200 characters, unique among the apps of the tenant
     * @param timeZone the zone in which its days are cut, for good; one with a name, like {@code Europe/Berlin}
     * @param weekStart the day on which its weeks begin
     * @param actor who creates it
     * @return the app
     * @throws InvalidInputException if the name is blank, too long or taken, or the database does not know the zone
     * @throws QuotaExceededException if the tenant has all the apps it may have
     */
    public App create(TenantId tenant, String name, ZoneId timeZone, DayOfWeek weekStart, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return change(() -> {
            requireKnown(timeZone);
            requireFree(tenant, name, 0);
            quotas.requireRoomForApp(tenant);
            App app = database.sql(ADD)
                    .param("tenant", tenant.value())
                    .param("name", name)
                    .param("zone", timeZone.getId())
                    .param("week_start", weekStart.getValue())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Apps::read)
                    .single();
            record(app, "created", actor);
            return app;
        });
    }

    /**
     * Gives an app another name.
     *
     * @param id its number
     * @param name its new name, unique among the apps of the tenant
     * @param actor who renames it
     * @return the app, or empty if there is none
     * @throws InvalidInputException if the name is blank, too long or taken
     */
    public Optional<App> rename(AppId id, String name, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return change(() -> find(id).map(app -> {
            requireFree(app.tenant(), name, id.value());
            App renamed = database.sql(RENAME)
                    .param("id", id.value())
                    .param("name", name)
                    .query(Apps::read)
                    .single();
            record(renamed, "renamed", actor);
            return renamed;
        }));
    }

    /**
     * Finds an app.
     *
     * @param id its number
     * @return the app, or empty if there is none
     */
    public Optional<App> find(AppId id) {
        return database.sql(FIND).param("id", id.value()).query(Apps::read).optional();
    }

    /**
     * Looks the calendar of an app up.
     *
     * @param id its number
     * @return its calendar; the default one if there is no such app
     */
    public AppCalendar calendar(AppId id) {
        return find(id).map(App::calendar).orElse(AppCalendar.DEFAULT);
    }

    /** {@return all apps of all tenants, the oldest first} */
    public List<App> list() {
        return database.sql(LIST).query(Apps::read).list();
    }

    private <T> T change(Supplier<T> change) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            database.sql(LOCK).update();
            return change.get();
        }));
    }

    private void requireKnown(ZoneId zone) {
        if (database.sql(KNOWN_ZONE)
                        .param("zone", zone.getId())
                        .query(Long.class)
                        .single()
                == 0) {
            throw new InvalidInputException("/timeZone", "must be a time zone with a name, for example Europe/Berlin");
        }
    }

    private void requireFree(TenantId tenant, String name, int except) {
        long same = database.sql(TAKEN)
                .param("tenant", tenant.value())
                .param("name", name)
                .param("id", except)
                .query(Long.class)
                .single();
        if (same > 0) {
            throw new InvalidInputException("/name", "is taken: there is an app named '" + name + "' already");
        }
    }

    private void record(App app, String action, String actor) {
        String detail = StoredJson.object()
                .put("name", app.name())
                .put("tenant", app.tenant().value())
                .put("timeZone", app.timeZone().getId())
                .toString();
        audit.record(
                app.id(),
                clock.instant(),
                actor,
                "app",
                Integer.toString(app.id().value()),
                action,
                detail);
    }

    private static App read(ResultSet row, int number) throws SQLException {
        return new App(
                new AppId(row.getInt("id")),
                new TenantId(row.getInt("tenant_id")),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getInt("week_start")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
