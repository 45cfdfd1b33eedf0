/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.util.Optional;

/** The keys of two sources. Both are always asked, so that the time says nothing about where a key is known. */
record EitherKeys(ApiKeys first, ApiKeys second) implements ApiKeys {

    @Override
    public Optional<ApiKey> find(String secret) {
        Optional<ApiKey> one = first.find(secret);
        Optional<ApiKey> other = second.find(secret);
        return one.isPresent() ? one : other;
    }

    @Override
    public Optional<TenantId> findTenant(String secret) {
        Optional<TenantId> one = first.findTenant(secret);
        Optional<TenantId> other = second.findTenant(secret);
        return one.isPresent() ? one : other;
    }
}
