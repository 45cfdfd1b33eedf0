/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tenant;

import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.ApiKeyStore;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.tenant.admin.Tenants;
import io.waymark.analytics.tenant.quota.Quotas;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Creates tenants and sets their quotas, for whoever is logged in to the host; a key sees the quotas it is held to. */
public final class TenantRoutes implements ApiRoutes {

    private static final String WHAT = "tenant";
    private static final String KEY_NAME = "tenant key";

    private final Tenants tenants;
    private final Apps apps;
    private final ApiKeyStore keys;
    private final Quotas quotas;

    /**
     * Keeps tenants.
     *
     * @param admin by which they are managed
     */
    public TenantRoutes(TenantAdmin admin) {
        this.tenants = admin.tenants();
        this.apps = admin.apps();
        this.keys = admin.keys();
        this.quotas = admin.quotas();
    }

    @Override
    public void addTo(ApiRouter router) {
        router.get("/quotas", this::own);
        router.add(HttpMethod.GET, "/tenants", Grant.MANAGE, this::list);
        router.add(HttpMethod.POST, "/tenants", Grant.MANAGE, this::create);
        router.add(HttpMethod.PUT, "/tenants/{id}/quotas", Grant.MANAGE, this::change);
    }

    private ServerResponse own(ApiRequest request) {
        TenantId tenant = apps.find(request.app())
                .map(App::tenant)
                .orElseThrow(() -> ApiRequest.notFound(
                        "app", Integer.toString(request.app().value())));
        return ApiReply.ok(TenantJson.write(quotas.limits(tenant), quotas.usage(tenant)));
    }

    private ServerResponse list(ApiRequest request) {
        requireOperator(request);
        return ApiReply.ok(
                Map.of("tenants", tenants.list().stream().map(this::write).toList()));
    }

    private ServerResponse create(ApiRequest request) {
        requireOperator(request);
        String name = JsonInput.read(
                request.body(), "", input -> input.isObject() ? input.at("name").requiredText(Tenants.MAX_NAME) : null);
        Tenant tenant = tenants.create(name, request.actor());
        NewKey key = keys.createForTenant(tenant.id(), KEY_NAME, request.actor());
        Map<String, @Nullable Object> answer = write(tenant);
        answer.put("key", TenantJson.withSecret(TenantJson.write(key.stored()), key.secret()));
        return ApiReply.created(URI.create(request.path() + "/" + tenant.id().value()), answer);
    }

    private ServerResponse change(ApiRequest request) {
        requireOperator(request);
        long id = request.id("id", WHAT);
        Tenant tenant = tenants.list().stream()
                .filter(each -> each.id().value() == id)
                .findFirst()
                .orElseThrow(() -> ApiRequest.notFound(WHAT, request.path("id")));
        QuotaLimits limits = JsonInput.read(
                request.body(),
                "",
                input -> input.isObject()
                        ? new QuotaLimits(
                                input.at("apps").integer(0, Integer.MAX_VALUE),
                                input.at("funnels").integer(0, Integer.MAX_VALUE),
                                number(input.at("eventsPerMonth")))
                        : null);
        quotas.change(tenant.id(), limits, request.actor());
        return ApiReply.ok(write(tenant));
    }

    private static @Nullable Long number(JsonInput input) {
        if (input.isAbsent()) {
            return null;
        }
        if (!input.node().isIntegralNumber()
                || !input.node().canConvertToLong()
                || input.node().longValue() < 0) {
            input.fault("must be a whole number, 0 or more");
            return null;
        }
        return input.node().longValue();
    }

    private Map<String, @Nullable Object> write(Tenant tenant) {
        return TenantJson.write(tenant, quotas.limits(tenant.id()), quotas.usage(tenant.id()));
    }

    private static void requireOperator(ApiRequest request) {
        if (!request.caller().operator()) {
            throw new ProblemException(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "Tenants are managed by whoever is logged in to the application, not by key"));
        }
    }
}
