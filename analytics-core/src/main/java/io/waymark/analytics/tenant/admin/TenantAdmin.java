/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.tenant.quota.Quotas;

/**
 * Everything by which tenants are managed.
 *
 * @param tenants the owners of apps
 * @param apps the tracked applications
 * @param keys what programs show instead of a login
 * @param quotas what tenants may have and have
 */
public record TenantAdmin(Tenants tenants, Apps apps, ApiKeyStore keys, Quotas quotas) {}
