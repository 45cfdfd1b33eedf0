/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyHash;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.TenantId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of keys. */
final class KeyRows {

    private static final String COLUMNS =
            "id, tenant_id, app_id, kind, name, hash, prefix, grants, origins, created_at,"
                    + " created_by, revoked_at, last_used_at";
    private static final String ADD = """
            insert into {schema}.api_key
              (tenant_id, app_id, kind, name, hash, prefix, grants, origins, created_at, created_by)
            values (:tenant, :app, :kind, :name, :hash, :prefix, :grants, :origins, :now, :actor)
            returning\s""" + COLUMNS;
    private static final String REVOKE = """
            update {schema}.api_key set revoked_at = :now where id = :id and revoked_at is null
            returning\s""" + COLUMNS;
    private static final String FIND = "select " + COLUMNS + " from {schema}.api_key where id = :id";
    private static final String LIST = "select " + COLUMNS + " from {schema}.api_key order by id";
    private static final String REVISION = "select number from {schema}.key_revision where id = 1";
    private static final String TOUCH =
            "update {schema}.key_revision set number = number + 1 where id = 1 returning number";
    private static final String USED = """
            update {schema}.api_key k set last_used_at = u.at
            from (select id, timestamptz 'epoch' + used_ms * interval '1 millisecond' as at
                  from unnest(:ids::bigint[], :used::bigint[]) as e(id, used_ms)) u
            where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.at - interval '1 minute')
            """;

    private final AnalyticsDatabase database;

    KeyRows(AnalyticsDatabase database) {
        this.database = database;
    }

    record Row(StoredKey key, byte[] hash) {}

    StoredKey add(TenantId tenant, @Nullable AppId app, NewRow draft, String secret, Instant now, String actor) {
        return database.sql(ADD)
                .param("tenant", tenant.value())
                .param("app", app == null ? null : app.value())
                .param("kind", draft.kind().name())
                .param("name", draft.name())
                .param("hash", KeyHash.of(secret))
                .param("prefix", KeySecrets.shown(draft.kind(), secret))
                .param("grants", draft.grants().stream().map(Grant::name).toArray(String[]::new))
                .param("origins", draft.origins().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .query(KeyRows::read)
                .single()
                .key();
    }

    /** What a row needs of a draft; the key of a tenant has none. */
    record NewRow(KeyKind kind, String name, Set<Grant> grants, Set<String> origins) {}

    Optional<StoredKey> revoke(long id, Instant now) {
        return database.sql(REVOKE)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(KeyRows::read)
                .optional()
                .map(Row::key);
    }

    Optional<StoredKey> find(long id) {
        return database.sql(FIND)
                .param("id", id)
                .query(KeyRows::read)
                .optional()
                .map(Row::key);
    }

    List<Row> all() {
        return database.sql(LIST).query(KeyRows::read).list();
    }

    long revision() {
        return database.sql(REVISION).query(Long.class).single();
    }

    /** Counts a change. Holds a lock until the end of the transaction, so that changes happen one after the other. */
    void touch() {
        database.sql(TOUCH).query(Long.class).single();
    }

    void used(Map<Long, Instant> times) {
        database.sql(USED)
                .param("ids", times.keySet().toArray(Long[]::new))
                .param(
                        "used",
                        times.values().stream().map(Instant::toEpochMilli).toArray(Long[]::new))
                .update();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        Integer app = row.getObject("app_id", Integer.class);
        StoredKey key = new StoredKey(
                row.getLong("id"),
                new TenantId(row.getInt("tenant_id")),
                app == null ? null : new AppId(app),
                KeyKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("prefix"),
                texts(row.getArray("grants")).stream().map(Grant::valueOf).collect(Collectors.toUnmodifiableSet()),
                texts(row.getArray("origins")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row.getObject("revoked_at", OffsetDateTime.class)),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
        return new Row(key, row.getBytes("hash"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new LinkedHashSet<>(Arrays.asList((String[]) array.getArray()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
