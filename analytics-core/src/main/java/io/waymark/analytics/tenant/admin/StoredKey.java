/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key: everything but the key.
 *
 * @param id its number
 * @param tenant whose it is
 * @param app the app that it opens; {@code null} for the key of a tenant
 * @param kind what it is made for
 * @param name what people call it
 * @param prefix its first characters, by which people tell keys apart
 * @param grants what it may do
 * @param origins the web origins whose pages may use it; empty for any
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param revokedAt when it was revoked; {@code null} while it is good
 * @param lastUsedAt when it was shown last, to within a minute or so; {@code null} for never
 */
public record StoredKey(
        long id,
        TenantId tenant,
        @Nullable AppId app,
        KeyKind kind,
        String name,
        String prefix,
        Set<Grant> grants,
        Set<String> origins,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
