/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.RevisionedCopy;
import io.waymark.analytics.tenant.ApiKey;
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.tenant.KeyHash;
import io.waymark.analytics.tenant.TenantId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are good, in memory, so that a request costs no statement.
 *
 * <p>A key that is not known but could be one, as it was made on another instance a moment ago, leads to a look at once:
 * by one thread at a time, and not more often than every quarter of a second.
 */
final class KnownKeys implements ApiKeys {

    private static final long LOOK_AT_MOST_EVERY = Duration.ofMillis(250).toNanos();

    private final KeyRows rows;
    private final RevisionedCopy<Map<Long, List<Known>>> byStart;
    private final LastUses lastUses;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long lookedAt;

    KnownKeys(KeyRows rows, LastUses lastUses, LongSupplier nanoTime) {
        this.rows = rows;
        this.byStart = new RevisionedCopy<>("The keys", rows::revision, this::read);
        this.lastUses = lastUses;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - LOOK_AT_MOST_EVERY;
    }

    @Override
    public Optional<ApiKey> find(String secret) {
        return known(secret).map(Known::apiKey);
    }

    @Override
    public Optional<TenantId> findTenant(String secret) {
        return known(secret)
                .filter(key -> key.stored().app() == null)
                .map(key -> key.stored().tenant());
    }

    /** Looks at the database; never throws. */
    void refresh() {
        looking.lock();
        try {
            look();
        } finally {
            looking.unlock();
        }
    }

    private Optional<Known> known(String secret) {
        byte[] hash = KeyHash.of(secret);
        Known found = match(hash);
        if (found == null && KeySecrets.mayBeOne(secret) && mayHaveMissedIt()) {
            found = match(hash);
        }
        if (found == null) {
            return Optional.empty();
        }
        lastUses.mark(found.stored().id());
        return Optional.of(found);
    }

    private @Nullable Known match(byte[] hash) {
        Map<Long, List<Known>> known = byStart.known();
        if (known == null) {
            return null;
        }
        for (Known candidate : known.getOrDefault(start(hash), List.of())) {
            if (KeyHash.same(candidate.hash(), hash)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean mayHaveMissedIt() {
        if (nanoTime.getAsLong() - lookedAt < LOOK_AT_MOST_EVERY || !looking.tryLock()) {
            return false;
        }
        try {
            look();
            return true;
        } finally {
            looking.unlock();
        }
    }

    private void look() {
        byStart.refresh();
        lookedAt = nanoTime.getAsLong();
    }

    private Map<Long, List<Known>> read() {
        Map<Long, List<Known>> byStart = new HashMap<>();
        for (KeyRows.Row row : rows.all()) {
            if (row.key().revokedAt() == null) {
                byStart.computeIfAbsent(start(row.hash()), none -> new ArrayList<>(1))
                        .add(new Known(row.key(), row.hash()));
            }
        }
        return byStart;
    }

    private static long start(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    private record Known(StoredKey stored, byte[] hash) {

        @Nullable
        ApiKey apiKey() {
            AppId app = stored.app();
            return app == null
                    ? null
                    : new ApiKey(
                            stored.id(),
                            stored.name(),
                            stored.tenant(),
                            app,
                            stored.kind(),
                            stored.grants(),
                            stored.origins());
        }
    }
}
