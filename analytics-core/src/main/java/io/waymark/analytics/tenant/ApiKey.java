/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import io.waymark.analytics.AppId;
import java.util.EnumSet;
import java.util.Set;

/**
 * A key that a program shows instead of a login.
 *
 * @param id its number; 0 for one that is not stored
 * @param name what people call it, for the audit; not secret
 * @param tenant whose app it is
 * @param app the only app that it opens
 * @param kind what it is made for
 * @param grants what it may do there; a write key may only send events
 * @param origins the web origins whose pages may use it, like {@code https://shop.example} or
 *     {@code https://*.example.com}; empty for any
 */
public record ApiKey(
        long id, String name, TenantId tenant, AppId app, KeyKind kind, Set<Grant> grants, Set<String> origins) {

    public ApiKey {
        grants = Set.copyOf(grants);
        origins = Set.copyOf(origins);
        if (kind == KeyKind.WRITE && !grants.equals(EnumSet.of(Grant.INGEST))) {
            throw new IllegalArgumentException("A write key may only send events, but this one grants " + grants);
        }
    }

    /**
     * A secret key of the default tenant that is not stored, without a list of origins.
     *
     * @param name what people call it
     * @param app the only app that it opens
     * @param grants what it may do there
     */
    public ApiKey(String name, AppId app, Set<Grant> grants) {
        this(0, name, TenantId.DEFAULT, app, KeyKind.SECRET, grants, Set.of());
    }

    /**
     * Tests an origin.
     *
     * @param origin the header {@code Origin} that a browser sent
     * @return whether a page from there may use the key
     */
    public boolean allows(String origin) {
        return origins.isEmpty() || origins.stream().anyMatch(each -> Origins.matches(each, origin));
    }
}
