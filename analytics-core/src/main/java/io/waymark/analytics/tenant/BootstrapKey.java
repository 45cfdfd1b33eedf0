/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.AppId;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The one secret key of the default app that comes from the configuration. It may do everything there, and names the
 * default tenant too. Only its SHA-256 is kept.
 */
public final class BootstrapKey implements ApiKeys {

    /** No key is shorter. */
    public static final int MIN_LENGTH = 32;

    private final byte[] hash;
    private final ApiKey key = new ApiKey("bootstrap key", AppId.DEFAULT, EnumSet.allOf(Grant.class));

    /**
     * Takes a key.
     *
     * @param secret the key, at least {@value #MIN_LENGTH} characters
     * @throws IllegalArgumentException if it is shorter; the message does not contain it
     */
    public BootstrapKey(String secret) {
        if (secret.strip().length() < MIN_LENGTH) {
            throw new IllegalArgumentException("A key has at least " + MIN_LENGTH + " characters, but this one has "
                    + secret.strip().length());
        }
        this.hash = KeyHash.of(secret);
    }

    @Override
    public Optional<ApiKey> find(String secret) {
        return KeyHash.same(hash, KeyHash.of(secret)) ? Optional.of(key) : Optional.empty();
    }

    @Override
    public Optional<TenantId> findTenant(String secret) {
        return find(secret).map(ApiKey::tenant);
    }
}
