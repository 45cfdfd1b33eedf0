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
     * Finds the key that somebody shows. Takes as long for a wrong one as for a right one.
     *
     * @param secret what was shown
     * @return the key, or empty if there is none like that
     */
    Optional<ApiKey> find(String secret);
}
