/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.StoredKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Routes;
import io.waymark.analytics.ui.view.Ui;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers with apps, keys and quotas, and changes them. */
public final class SettingsPages {

    private static final String HOME = "/settings/apps";
    private static final String TENANT_KEY = "tenant key";

    private final Pages pages;
    private final TenantAdmin admin;

    /**
     * Pages about apps and keys.
     *
     * @param pages makes answers
     * @param admin by which they are managed
     */
    public SettingsPages(Pages pages, TenantAdmin admin) {
        this.pages = pages;
        this.admin = admin;
    }

    /**
     * Adds the routes.
     *
     * @param routes below the dashboard
     */
    public void addTo(Routes routes) {
        routes.get(HOME, this::list)
                .get(HOME + "/new", this::newApp)
                .post(HOME, this::createApp)
                .get(HOME + "/{id}/keys/new", this::newKey)
                .post(HOME + "/{id}/keys", this::createKey)
                .get("/settings/keys/{id}/revoke", this::askToRevoke)
                .post("/settings/keys/{id}/revoke", this::revoke)
                .get("/settings/tenants/{id}/quotas", this::quotas)
                .post("/settings/tenants/{id}/quotas", this::changeQuotas)
                .post("/settings/tenants/{id}/keys", this::createTenantKey);
    }

    private ServerResponse list(ServerRequest request) {
        List<App> apps = admin.apps().list();
        List<StoredKey> keys = admin.keys().list();
        List<AppsModel.TenantRow> rows = admin.tenants().list().stream()
                .map(tenant -> row(tenant, apps, keys))
                .toList();
        return pages.page("settings/apps", pages.ui(request, HOME), new AppsModel(rows));
    }

    private AppsModel.TenantRow row(Tenant tenant, List<App> apps, List<StoredKey> keys) {
        return new AppsModel.TenantRow(
                tenant,
                admin.quotas().limits(tenant.id()),
                admin.quotas().usage(tenant.id()),
                apps.stream()
                        .filter(app -> app.tenant().equals(tenant.id()))
                        .map(app -> new AppsModel.AppRow(
                                app,
                                admin.quotas().eventsThisMonth(app.id()),
                                keys.stream()
                                        .filter(key -> app.id().equals(key.app()))
                                        .toList()))
                        .toList(),
                keys.stream()
                        .filter(key -> key.app() == null && key.tenant().equals(tenant.id()))
                        .toList());
    }

    private ServerResponse newApp(ServerRequest request) {
        Ui ui = pages.ui(request, HOME + "/new");
        return pages.page(
                "settings/newapp",
                ui,
                AppForm.read(request, ui.question().zone().getId()));
    }

    private ServerResponse createApp(ServerRequest request) {
        Ui ui = pages.ui(request, HOME + "/new");
        AppForm form = AppForm.read(request, "");
        Tenant tenant = tenant(form.tenant()).orElse(null);
        if (tenant == null) {
            return unknown(ui);
        }
        try {
            App app = admin.apps().create(tenant.id(), form.name(), form.zone(), form.firstDay(), Actor.of(request));
            return pages.redirect(request, ui.links().to(HOME + "/" + app.id().value() + "/keys/new"));
        } catch (InvalidInputException e) {
            return pages.page(HttpStatus.BAD_REQUEST, "settings/newapp", ui, form.with(sentences(ui, e)));
        }
    }

    private ServerResponse newKey(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        return app(request)
                .map(app -> pages.page("settings/newkey", ui, KeyForm.read(app, request)))
                .orElseGet(() -> unknown(ui));
    }

    /** The answer is the only place where the key ever is, and not cached. */
    private ServerResponse createKey(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        App app = app(request).orElse(null);
        if (app == null) {
            return unknown(ui);
        }
        KeyForm form = KeyForm.read(app, request);
        try {
            NewKey key = admin.keys().create(app, form.draft(), Actor.of(request));
            return pages.page("settings/shown", ui, new ShownKeyModel(key, app.name(), address(request, ui)));
        } catch (InvalidInputException e) {
            return pages.page(HttpStatus.BAD_REQUEST, "settings/newkey", ui, form.with(sentences(ui, e)));
        }
    }

    private ServerResponse createTenantKey(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        return tenant(request.pathVariable("id"))
                .map(tenant -> pages.page(
                        "settings/shown",
                        ui,
                        new ShownKeyModel(
                                admin.keys().createForTenant(tenant.id(), TENANT_KEY, Actor.of(request)),
                                tenant.name(),
                                address(request, ui))))
                .orElseGet(() -> unknown(ui));
    }

    private ServerResponse askToRevoke(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        return key(request)
                .filter(key -> key.revokedAt() == null)
                .map(key -> pages.page("settings/revoke", ui, new RevokeModel(key, owner(key))))
                .orElseGet(() -> unknown(ui));
    }

    private ServerResponse revoke(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        key(request).ifPresent(key -> admin.keys().revoke(key.id(), Actor.of(request)));
        return pages.redirect(request, ui.links().to(HOME));
    }

    private ServerResponse quotas(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        return tenant(request.pathVariable("id"))
                .map(tenant -> pages.page(
                        "settings/quotas",
                        ui,
                        QuotaForm.of(tenant, admin.quotas().limits(tenant.id()))))
                .orElseGet(() -> unknown(ui));
    }

    private ServerResponse changeQuotas(ServerRequest request) {
        Ui ui = pages.ui(request, HOME);
        Tenant tenant = tenant(request.pathVariable("id")).orElse(null);
        if (tenant == null) {
            return unknown(ui);
        }
        QuotaForm form = QuotaForm.read(tenant, request);
        try {
            admin.quotas().change(tenant.id(), form.limits(), Actor.of(request));
            return pages.redirect(request, ui.links().to(HOME));
        } catch (InvalidInputException e) {
            return pages.page(HttpStatus.BAD_REQUEST, "settings/quotas", ui, form.with(sentences(ui, e)));
        }
    }

    private Optional<App> app(ServerRequest request) {
        OptionalInt id = number(request.pathVariable("id"));
        return id.isEmpty() ? Optional.empty() : admin.apps().find(new AppId(id.getAsInt()));
    }

    private Optional<Tenant> tenant(String text) {
        OptionalInt id = number(text);
        return id.isEmpty() ? Optional.empty() : admin.tenants().find(new TenantId(id.getAsInt()));
    }

    private Optional<StoredKey> key(ServerRequest request) {
        OptionalInt id = number(request.pathVariable("id"));
        return id.isEmpty() ? Optional.empty() : admin.keys().find(id.getAsInt());
    }

    private String owner(StoredKey key) {
        AppId app = key.app();
        return app == null
                ? admin.tenants().find(key.tenant()).map(Tenant::name).orElse("")
                : admin.apps().find(app).map(App::name).orElse("");
    }

    private ServerResponse unknown(Ui ui) {
        return pages.notice(ui, HttpStatus.NOT_FOUND, "settings.unknown");
    }

    private static OptionalInt number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static String address(ServerRequest request, Ui ui) {
        return URI.create(request.uri().getScheme() + "://" + request.uri().getAuthority())
                .resolve(ui.links().plain(""))
                .toString();
    }

    private static List<String> sentences(Ui ui, InvalidInputException invalid) {
        return invalid.faults().stream()
                .map(fault -> {
                    String field = fault.pointer().replaceAll("^/|/\\d+", "");
                    return ui.t("fault.settings." + field) + ": " + fault.detail();
                })
                .toList();
    }
}
