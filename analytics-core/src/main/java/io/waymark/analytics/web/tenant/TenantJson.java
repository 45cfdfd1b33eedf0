/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tenant;

import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.admin.StoredKey;
import io.waymark.analytics.tenant.quota.Usage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes tenants, apps and keys. */
final class TenantJson {

    private TenantJson() {}

    static Map<String, @Nullable Object> write(Tenant tenant, QuotaLimits limits, Usage usage) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", tenant.id().value());
        json.put("name", tenant.name());
        json.put("createdAt", tenant.createdAt().toString());
        json.put("quotas", write(limits, usage));
        return json;
    }

    static Map<String, @Nullable Object> write(QuotaLimits limits, Usage usage) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("apps", quota(limits.apps(), usage.apps()));
        json.put("funnels", quota(limits.funnels(), usage.funnels()));
        Map<String, @Nullable Object> events = quota(limits.eventsPerMonth(), usage.eventsThisMonth());
        events.put("resetsAt", usage.resetsAt().toString());
        json.put("eventsPerMonth", events);
        return json;
    }

    static Map<String, @Nullable Object> write(App app) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", app.id().value());
        json.put("tenant", app.tenant().value());
        json.put("name", app.name());
        json.put("timeZone", app.timeZone().getId());
        json.put("weekStart", lower(app.weekStart()));
        json.put("createdAt", app.createdAt().toString());
        return json;
    }

    static Map<String, @Nullable Object> write(StoredKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("app", key.app() == null ? null : key.app().value());
        json.put("kind", lower(key.kind()));
        json.put("name", key.name());
        json.put("prefix", key.prefix());
        json.put("grants", key.grants().stream().sorted().map(TenantJson::lower).toList());
        json.put("origins", key.origins());
        json.put("createdAt", key.createdAt().toString());
        json.put("createdBy", key.createdBy());
        json.put("revokedAt", text(key.revokedAt()));
        json.put("lastUsedAt", text(key.lastUsedAt()));
        return json;
    }

    /** Adds what is there only once. */
    static Map<String, @Nullable Object> withSecret(Map<String, @Nullable Object> key, String secret) {
        key.put("secret", secret);
        return key;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> quota(@Nullable Number limit, long used) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("limit", limit);
        json.put("used", used);
        return json;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
