/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.time.Instant;

/**
 * Who owns apps.
 *
 * @param id its number
 * @param name what people call it
 * @param createdAt when it was created
 */
public record Tenant(TenantId id, String name, Instant createdAt) {}
