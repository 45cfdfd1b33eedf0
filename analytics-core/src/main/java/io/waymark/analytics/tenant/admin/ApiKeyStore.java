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
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes and revokes keys. Only hashes are stored; a revoked key stays listed. A change holds here at once, and on other
 * instances after their next {@link #refresh() look}. Every change is recorded with who made it. Safe for use by many
 * threads.
 */
public final class ApiKeyStore {

    private final AnalyticsDatabase database;
    private final AuditLog audit;
    private final Clock clock;
    private final KeyRows rows;
    private final LastUses lastUses;
    private final KnownKeys known;
    private final KeySecrets secrets = new KeySecrets();

    /**
     * Keeps keys.
     *
     * @param database where they are
     * @param clock tells when they are made and used
     */
    public ApiKeyStore(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.clock = clock;
        this.rows = new KeyRows(database);
        this.lastUses = new LastUses(rows, clock);
        this.known = new KnownKeys(rows, lastUses, System::nanoTime);
    }

    /**
     * Makes the key of an app.
     *
     * @param app the only app that it will open
     * @param draft what it is for
     * @param actor who makes it
     * @return the key, which is nowhere else
     */
    public NewKey create(App app, KeyDraft draft, String actor) {
        KeyRows.NewRow row = new KeyRows.NewRow(draft.kind(), draft.name(), draft.grants(), draft.origins());
        return create(app.tenant(), app.id(), row, actor);
    }

    /**
     * Makes the key of a tenant: it opens nothing alone, but names the tenant beside the key of one of its apps.
     *
     * @param tenant the tenant
     * @param name what people call it, 1 to 100 characters
     * @param actor who makes it
     * @return the key, which is nowhere else
     * @throws InvalidInputException if the name is blank or too long
     */
    public NewKey createForTenant(TenantId tenant, String name, String actor) {
        JsonInput.requireText(name, "/name", KeyDraft.MAX_NAME);
        return create(tenant, null, new KeyRows.NewRow(KeyKind.TENANT, name, Set.of(), Set.of()), actor);
    }

    /**
     * Makes a key useless, for good.
     *
     * @param id its number
     * @param actor who revokes it
     * @return the key; empty if there is none, or it was revoked before
     */
    public Optional<StoredKey> revoke(long id, String actor) {
        return change(() -> {
            Optional<StoredKey> revoked = rows.revoke(id, clock.instant());
            revoked.ifPresent(key -> record(key, "revoked", actor));
            return revoked;
        });
    }

    /**
     * Finds a key by its number.
     *
     * @param id its number
     * @return what is known of it, or empty if there is none
     */
    public Optional<StoredKey> find(long id) {
        return rows.find(id);
    }

    /** {@return all keys of all tenants, the oldest first, revoked ones too} */
    public List<StoredKey> list() {
        return rows.all().stream().map(KeyRows.Row::key).toList();
    }

    /**
     * Lists the keys of an app.
     *
     * @param app the app
     * @return its keys, the oldest first, revoked ones too
     */
    public List<StoredKey> list(AppId app) {
        return list().stream().filter(key -> app.equals(key.app())).toList();
    }

    /** {@return the keys that are good, from memory} */
    public ApiKeys known() {
        return known;
    }

    /** Looks whether keys have been made or revoked elsewhere. Never throws. */
    public void refresh() {
        known.refresh();
    }

    /** Writes when keys were used last. */
    public void writeLastUses() {
        lastUses.write();
    }

    private NewKey create(TenantId tenant, @Nullable AppId app, KeyRows.NewRow draft, String actor) {
        String secret = secrets.make(draft.kind());
        return change(() -> {
            StoredKey stored = rows.add(tenant, app, draft, secret, clock.instant(), actor);
            record(stored, "created", actor);
            return new NewKey(stored, secret);
        });
    }

    private <T> T change(Supplier<T> change) {
        T result = Objects.requireNonNull(database.transaction().execute(status -> {
            rows.touch();
            return change.get();
        }));
        known.refresh();
        return result;
    }

    private void record(StoredKey key, String action, String actor) {
        String detail = StoredJson.object()
                .put("name", key.name())
                .put("kind", key.kind().name())
                .put("prefix", key.prefix())
                .put(
                        "grants",
                        String.join(
                                " ",
                                key.grants().stream().map(Grant::name).sorted().toList()))
                .put("origins", String.join(" ", key.origins()))
                .toString();
        AppId app = key.app() == null ? AppId.DEFAULT : key.app();
        audit.record(app, clock.instant(), actor, "key", Long.toString(key.id()), action, detail);
    }
}
