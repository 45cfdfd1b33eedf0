/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tenant;

import io.waymark.analytics.AppId;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.ApiKeyStore;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.tenant.admin.Tenants;
import io.waymark.analytics.tenant.quota.Quotas;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Creates, lists and renames apps. A key sees its own app only, and can create further ones of its tenant; whoever is
 * logged in to the host sees all.
 */
public final class AppRoutes implements ApiRoutes {

    private static final String WHAT = "app";
    private static final String FIRST_KEY = "first key";

    private final Apps apps;
    private final Tenants tenants;
    private final ApiKeyStore keys;
    private final Quotas quotas;

    /**
     * Keeps apps.
     *
     * @param admin by which they are managed
     */
    public AppRoutes(TenantAdmin admin) {
        this.apps = admin.apps();
        this.tenants = admin.tenants();
        this.keys = admin.keys();
        this.quotas = admin.quotas();
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.GET, "/apps", Grant.MANAGE, this::list);
        router.add(HttpMethod.POST, "/apps", Grant.MANAGE, this::create);
        router.add(HttpMethod.GET, "/apps/{id}", Grant.MANAGE, request -> ApiReply.ok(write(find(request))));
        router.add(HttpMethod.PUT, "/apps/{id}", Grant.MANAGE, this::rename);
    }

    private ServerResponse list(ApiRequest request) {
        List<App> seen = apps.list().stream().filter(app -> sees(request, app)).toList();
        return ApiReply.ok(Map.of("apps", seen.stream().map(this::write).toList()));
    }

    private ServerResponse create(ApiRequest request) {
        Draft draft = JsonInput.read(request.body(), "", AppRoutes::draft);
        TenantId tenant = own(request).tenant();
        if (request.caller().operator() && draft.tenant() != null) {
            TenantId named = new TenantId(draft.tenant());
            tenant = tenants.find(named)
                    .orElseThrow(() -> ApiRequest.notFound("tenant", Integer.toString(named.value())))
                    .id();
        }
        App app = apps.create(tenant, draft.name(), draft.timeZone(), draft.weekStart(), request.actor());
        NewKey key = keys.create(app, KeyDraft.secret(FIRST_KEY, Grant.values()), request.actor());
        Map<String, @Nullable Object> answer = write(app);
        answer.put("key", TenantJson.withSecret(TenantJson.write(key.stored()), key.secret()));
        return ApiReply.created(URI.create(request.path() + "/" + app.id().value()), answer);
    }

    private ServerResponse rename(ApiRequest request) {
        App app = find(request);
        String name = JsonInput.read(
                request.body(), "", input -> input.isObject() ? input.at("name").requiredText(Apps.MAX_NAME) : null);
        return ApiReply.ok(write(apps.rename(app.id(), name, request.actor()).orElse(app)));
    }

    private App own(ApiRequest request) {
        return apps.find(request.app())
                .orElseThrow(() ->
                        ApiRequest.notFound(WHAT, Integer.toString(request.app().value())));
    }

    private App find(ApiRequest request) {
        long id = request.id("id", WHAT);
        return apps.list().stream()
                .filter(app -> app.id().value() == id && sees(request, app))
                .findFirst()
                .orElseThrow(() -> ApiRequest.notFound(WHAT, request.path("id")));
    }

    private static boolean sees(ApiRequest request, App app) {
        AppId own = request.app();
        return request.caller().operator() || app.id().equals(own);
    }

    private Map<String, @Nullable Object> write(App app) {
        Map<String, @Nullable Object> json = TenantJson.write(app);
        json.put("eventsThisMonth", quotas.eventsThisMonth(app.id()));
        return json;
    }

    private static @Nullable Draft draft(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String name = input.at("name").requiredText(Apps.MAX_NAME);
        Integer tenant = input.at("tenant").integer(1, Integer.MAX_VALUE);
        ZoneId zone = input.at("timeZone").isAbsent()
                ? ZoneId.of("UTC")
                : input.at("timeZone").zone();
        DayOfWeek weekStart = input.at("weekStart").oneOf(DayOfWeek.class, DayOfWeek.MONDAY);
        return new Draft(Objects.requireNonNullElse(name, ""), tenant, zone, weekStart);
    }

    private record Draft(String name, @Nullable Integer tenant, ZoneId timeZone, DayOfWeek weekStart) {}
}
