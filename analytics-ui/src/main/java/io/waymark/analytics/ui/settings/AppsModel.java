/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.admin.StoredKey;
import io.waymark.analytics.tenant.quota.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tenants with their apps and keys.
 *
 * @param tenants the tenants, the oldest first
 */
public record AppsModel(List<TenantRow> tenants) {

    /**
     * A tenant.
     *
     * @param tenant the tenant
     * @param limits what it may have
     * @param usage what it has
     * @param apps its apps
     * @param keys the keys that name it
     */
    public record TenantRow(Tenant tenant, QuotaLimits limits, Usage usage, List<AppRow> apps, List<StoredKey> keys) {

        /** {@return what it has of what it may have} */
        public List<QuotaRow> quotas() {
            return List.of(
                    new QuotaRow("apps", usage.apps(), limits.apps()),
                    new QuotaRow("funnels", usage.funnels(), limits.funnels()),
                    new QuotaRow("events", usage.eventsThisMonth(), limits.eventsPerMonth()));
        }
    }

    /**
     * An app.
     *
     * @param app the app
     * @param events how many events were stored this month
     * @param keys its keys
     */
    public record AppRow(App app, long events, List<StoredKey> keys) {}

    /**
     * How much there is of something.
     *
     * @param what the end of the key of its name in the bundle
     * @param used how much there is
     * @param limit how much there may be; {@code null} for any number
     */
    public record QuotaRow(String what, long used, @Nullable Number limit) {

        /** {@return how much of what there may be is there, from 0 to 100; 0 where there is no limit} */
        public double percent() {
            if (limit == null) {
                return 0;
            }
            return used >= limit.longValue() ? 100 : 100.0 * used / limit.longValue();
        }
    }
}
