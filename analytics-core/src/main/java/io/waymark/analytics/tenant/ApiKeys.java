/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.util.Optional;

/** Knows the keys. Called on every request, by many threads. */
@FunctionalInterface
public interface ApiKeys {

    /**
     * Finds the key of an app that somebody shows. Takes as long for a wrong one as for a right one.
     *
     * @param secret what was shown
     * @return the key, or empty if there is none like that
     */
    Optional<ApiKey> find(String secret);

    /**
     * Finds the tenant whose key somebody shows.
     *
     * @param secret what was shown
     * @return the tenant, or empty if there is no such key of a tenant
     */
    default Optional<TenantId> findTenant(String secret) {
        return Optional.empty();
    }

    /**
     * Asks others about what is not known here.
     *
     * @param others knows further keys
     * @return all keys together
     */
    default ApiKeys or(ApiKeys others) {
        return new EitherKeys(this, others);
    }
}
