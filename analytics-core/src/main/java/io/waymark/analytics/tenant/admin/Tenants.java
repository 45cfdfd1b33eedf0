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
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The owners of apps. Every change is recorded with who made it. Safe for use by many threads. */
public final class Tenants {

    /** No name is longer. */
    public static final int MAX_NAME = 200;

    private static final String LOCK = "lock table {schema}.tenant in share row exclusive mode";
    private static final String ADD = """
            insert into {schema}.tenant (id, name, created_at)
            select coalesce(max(id), 0) + 1, :name, :now from {schema}.tenant
            returning id, name, created_at
            """;
    private static final String TAKEN = "select count(*) from {schema}.tenant where name = :name";
    private static final String LIST = "select id, name, created_at from {schema}.tenant order by id";
    private static final String FIND = "select id, name, created_at from {schema}.tenant where id = :id";

    private final AnalyticsDatabase database;
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Keeps tenants.
     *
     * @param database where they are
     * @param clock tells when they are created
     */
    public Tenants(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.clock = clock;
    }

    /**
     * Creates a tenant, without apps and without limits.
     *
     * @param name its name, 1 to 200 characters, unique
     * @param actor who creates it
     * @return the tenant
     * @throws InvalidInputException if the name is blank, too long or taken
     */
    public Tenant create(String name, String actor) {
        JsonInput.requireText(name, "/name", MAX_NAME);
        return Objects.requireNonNull(database.transaction().execute(status -> {
            database.sql(LOCK).update();
            if (database.sql(TAKEN).param("name", name).query(Long.class).single() > 0) {
                throw new InvalidInputException("/name", "is taken: there is a tenant named '" + name + "' already");
            }
            Tenant tenant = database.sql(ADD)
                    .param("name", name)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(Tenants::read)
                    .single();
            String detail = StoredJson.object().put("name", name).toString();
            String id = Integer.toString(tenant.id().value());
            audit.record(AppId.DEFAULT, clock.instant(), actor, "tenant", id, "created", detail);
            return tenant;
        }));
    }

    /**
     * Finds a tenant.
     *
     * @param id its number
     * @return the tenant, or empty if there is none
     */
    public Optional<Tenant> find(TenantId id) {
        return database.sql(FIND).param("id", id.value()).query(Tenants::read).optional();
    }

    /** {@return all tenants, the oldest first} */
    public List<Tenant> list() {
        return database.sql(LIST).query(Tenants::read).list();
    }

    private static Tenant read(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(row.getInt("id")),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
