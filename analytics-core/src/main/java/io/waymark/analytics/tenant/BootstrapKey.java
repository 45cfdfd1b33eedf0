/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.AppId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the default app that comes from the configuration: the secret key, which may do everything there and names the
 * default tenant too, or the write key for pages. Only its SHA-256 is kept.
 */
public final class BootstrapKey implements ApiKeys {

    /** No secret key is shorter. */
    public static final int MIN_LENGTH = 32;

    private final byte[] hash;
    private final ApiKey key;

    /**
     * Takes the secret key.
     *
     * @param secret the key, at least {@value #MIN_LENGTH} characters
     * @throws IllegalArgumentException if it is shorter; the message does not contain it
     */
    public BootstrapKey(String secret) {
        this(secret, new ApiKey("bootstrap key", AppId.DEFAULT, EnumSet.allOf(Grant.class)));
        if (secret.strip().length() < MIN_LENGTH) {
            throw new IllegalArgumentException("A key has at least " + MIN_LENGTH + " characters, but this one has "
                    + secret.strip().length());
        }
    }

    private BootstrapKey(String secret, ApiKey key) {
        this.hash = KeyHash.of(secret);
        this.key = key;
    }

    /**
     * Takes a key that stands in pages and so may be read by everybody.
     *
     * @param key the key
     * @return the keys that consist of it; it only sends events
     */
    public static BootstrapKey ofPages(String key) {
        return new BootstrapKey(
                key,
                new ApiKey(
                        0,
                        "write key of the configuration",
                        TenantId.DEFAULT,
                        AppId.DEFAULT,
                        KeyKind.WRITE,
                        EnumSet.of(Grant.INGEST),
                        Set.of()));
    }

    @Override
    public Optional<ApiKey> find(String secret) {
        return KeyHash.same(hash, KeyHash.of(secret)) ? Optional.of(key) : Optional.empty();
    }

    @Override
    public Optional<TenantId> findTenant(String secret) {
        return find(secret).filter(found -> found.kind() == KeyKind.SECRET).map(ApiKey::tenant);
    }
}
