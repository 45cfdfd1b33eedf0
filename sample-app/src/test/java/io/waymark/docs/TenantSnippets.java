/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;

/** The code of the docs about apps, keys and quotas, so that it compiles. */
final class TenantSnippets {

    private final TenantAdmin admin;

    TenantSnippets(TenantAdmin admin) {
        this.admin = admin;
    }

    List<String> keys() {
        App outlet =
                admin.apps().create(TenantId.DEFAULT, "Outlet", ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY, "setup");
        NewKey browser = admin.keys().create(outlet, KeyDraft.write("web shop", "https://outlet.example"), "setup");
        NewKey server = admin.keys().create(outlet, KeyDraft.secret("warehouse", Grant.INGEST, Grant.READ), "setup");
        admin.keys().revoke(server.stored().id(), "setup");
        return List.of(browser.secret(), server.secret());
    }

    Tenant quotas() {
        Tenant agency = admin.tenants().create("Agency", "setup");
        admin.quotas().change(agency.id(), new QuotaLimits(5, 50, 1_000_000L), "setup");
        return agency;
    }
}
