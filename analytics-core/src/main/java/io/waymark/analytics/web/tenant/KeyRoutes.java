/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tenant;

import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.admin.ApiKeyStore;
import io.waymark.analytics.tenant.admin.Apps;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.StoredKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.web.ApiRoutes;
import io.waymark.analytics.web.exchange.ApiCaller;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes, lists and revokes the keys of the app that a request is about. */
public final class KeyRoutes implements ApiRoutes {

    private static final String WHAT = "key";
    private static final int MAX_TEXT = 300;

    private final ApiKeyStore keys;
    private final Apps apps;

    /**
     * Keeps keys.
     *
     * @param admin by which they are managed
     */
    public KeyRoutes(TenantAdmin admin) {
        this.keys = admin.keys();
        this.apps = admin.apps();
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.GET, "/keys", Grant.MANAGE, this::list);
        router.add(HttpMethod.POST, "/keys", Grant.MANAGE, this::create);
        router.add(HttpMethod.GET, "/keys/{id}", Grant.MANAGE, request -> ApiReply.ok(TenantJson.write(find(request))));
        router.add(HttpMethod.DELETE, "/keys/{id}", Grant.MANAGE, this::revoke);
    }

    private ServerResponse list(ApiRequest request) {
        return ApiReply.ok(Map.of(
                "keys", keys.list(request.app()).stream().map(TenantJson::write).toList()));
    }

    /** Nobody can give more than they have. */
    private ServerResponse create(ApiRequest request) {
        KeyDraft draft = JsonInput.read(request.body(), "", KeyRoutes::draft);
        ApiCaller caller = request.caller();
        if (!caller.operator() && !caller.grants().containsAll(draft.grants())) {
            throw new ProblemException(
                    Problem.of(HttpStatus.FORBIDDEN, "The key that asks does not have all that this one would grant"));
        }
        App app = apps.find(request.app())
                .orElseThrow(() -> ApiRequest.notFound(
                        "app", Integer.toString(request.app().value())));
        NewKey key = keys.create(app, draft, request.actor());
        return ApiReply.created(
                URI.create(request.path() + "/" + key.stored().id()),
                TenantJson.withSecret(TenantJson.write(key.stored()), key.secret()));
    }

    private ServerResponse revoke(ApiRequest request) {
        keys.revoke(find(request).id(), request.actor());
        return ApiReply.noContent();
    }

    private StoredKey find(ApiRequest request) {
        return keys.find(request.id("id", WHAT))
                .filter(key -> request.app().equals(key.app()))
                .orElseThrow(() -> ApiRequest.notFound(WHAT, request.path("id")));
    }

    private static @Nullable KeyDraft draft(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String name = input.at("name").requiredText(KeyDraft.MAX_NAME);
        KeyKind kind = input.at("kind").oneOf(KeyKind.class, KeyKind.SECRET);
        Set<Grant> usual = kind == KeyKind.WRITE ? EnumSet.of(Grant.INGEST) : EnumSet.of(Grant.INGEST, Grant.READ);
        List<Grant> grants = input.at("grants").list(0, 3, item -> item.oneOf(Grant.class, Grant.INGEST));
        List<String> origins = input.at("origins").list(0, KeyDraft.MAX_ORIGINS, item -> item.requiredText(MAX_TEXT));
        if (input.faulty() || name == null) {
            return null;
        }
        return new KeyDraft(
                name,
                kind,
                input.at("grants").isAbsent() ? usual : new LinkedHashSet<>(grants),
                new LinkedHashSet<>(origins));
    }
}
