/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.NewKey;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.tenant.admin.TenantSettings;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.web.exchange.HostLogin;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TenantApiIT {

    private static final String EVENT = "{\"userId\":\"u\",\"eventName\":\"seen\"}";
    private static final String EVENTS = "/analytics/api/events";
    private static final String OVERVIEW = "/analytics/api/analytics/overview";

    private static RunningHost host;
    private static TenantAdmin admin;

    @BeforeAll
    static void start() {
        host = RunningHost.start(HostWithLogin.class, "analytics.tenants.refresh-interval=200ms");
        admin = host.bean(TenantAdmin.class);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aWriteKeySendsEventsFromItsOriginsOnly() {
        NewKey key = admin.keys().create(app(), KeyDraft.write("browser", "https://shop.example"), "test");

        assertThat(post(EVENTS, key.secret(), EVENT, null).statusCode()).isEqualTo(200);
        assertThat(post(EVENTS, key.secret(), EVENT, "https://shop.example").statusCode())
                .isEqualTo(200);
        HttpResponse<String> foreign = post(EVENTS, key.secret(), EVENT, "https://evil.test");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("https://evil.test");
        assertThat(get(OVERVIEW, key.secret()).statusCode()).isEqualTo(403);
    }

    @Test
    void aRevokedKeyIsUselessOnEveryInstanceSoon() {
        try (RunningHost other = RunningHost.start(host.database(), HostWithLogin.class)) {
            NewKey key = admin.keys().create(app(), KeyDraft.secret("server", Grant.READ), "test");
            await(() -> status(other, key) == 200);
            assertThat(status(host, key)).isEqualTo(200);

            HttpResponse<String> revoked = host.send(
                    "/analytics/api/keys/" + key.stored().id() + "?app="
                            + key.stored().app().value(),
                    request -> request.header("X-Login", "ada").DELETE());

            assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(204);
            assertThat(status(host, key)).isEqualTo(401);
            await(() -> status(other, key) == 401);
        }
    }

    @Test
    void lastUseIsSeenSoon() {
        NewKey key = admin.keys().create(app(), KeyDraft.write("browser"), "test");
        post(EVENTS, key.secret(), EVENT, null);
        await(() -> admin.keys().find(key.stored().id()).orElseThrow().lastUsedAt() != null);
    }

    @Test
    void aKeyManagesItsAppAndGivesNoMoreThanItHas() {
        App app = app();
        String manager = admin.keys()
                .create(app, KeyDraft.secret("manager", Grant.MANAGE, Grant.READ), "test")
                .secret();

        HttpResponse<String> created =
                post("/analytics/api/keys", manager, "{\"name\":\"reader\",\"grants\":[\"read\"]}", null);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        JsonNode json = json(created);
        assertThat(get(OVERVIEW, json.get("secret").asString()).statusCode()).isEqualTo(200);
        assertThat(get(created.headers().firstValue("Location").orElseThrow(), manager)
                        .body())
                .contains("\"reader\"")
                .doesNotContain(json.get("secret").asString());
        assertThat(post("/analytics/api/keys", manager, "{\"name\":\"more\",\"grants\":[\"ingest\"]}", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "/analytics/api/keys",
                                manager,
                                "{\"name\":\"w\",\"kind\":\"write\",\"origins\":[\"nowhere\"]}",
                                null)
                        .body())
                .contains("\"pointer\":\"/origins/0\"");
        assertThat(get("/analytics/api/apps", manager).body())
                .contains("\"id\":" + app.id().value());
        assertThat(json(get("/analytics/api/apps", manager)).get("apps")).hasSize(1);
        assertThat(get("/analytics/api/tenants", manager).statusCode()).isEqualTo(403);
    }

    @Test
    void aLoginManagesTenantsAndChoosesTheApp() {
        JsonNode tenant = json(login("POST", "/analytics/api/tenants", "{\"name\":\"" + name() + "\"}"));
        int id = tenant.get("id").asInt();
        JsonNode app = json(login(
                "POST",
                "/analytics/api/apps",
                "{\"name\":\"shop\",\"tenant\":" + id + ",\"timeZone\":\"Europe/Berlin\",\"weekStart\":\"sunday\"}"));
        String key = app.get("key").get("secret").asString();
        String event = "{\"event_name\":\"seen\",\"user_identifier\":\"u\",\"metadata\":{\"plan\":\"pro\"}}";

        HttpResponse<String> sent = together(tenant.get("key").get("secret").asString(), key, event);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("{\"recorded\":true}");
        assertThat(json(login("GET", OVERVIEW + "?app=" + app.get("id").asInt(), ""))
                        .get("events")
                        .asInt())
                .isEqualTo(1);
        assertThat(login("GET", OVERVIEW + "?app=999999", "").statusCode()).isEqualTo(404);
        assertThat(login("GET", OVERVIEW + "?app=x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void theTwoKeysBelongTogether() {
        App one = app();
        App two = app();
        String appKey =
                admin.keys().create(one, KeyDraft.write("browser"), "test").secret();
        String tenantKey =
                admin.keys().createForTenant(one.tenant(), "tenant", "test").secret();
        String otherTenantKey =
                admin.keys().createForTenant(two.tenant(), "tenant", "test").secret();
        String event = "{\"event_name\":\"seen\",\"user_identifier\":\"u\"}";
        long before = host.events();

        for (String[] pair : new String[][] {
            {otherTenantKey, appKey},
            {appKey, appKey},
            {tenantKey, tenantKey},
            {"", appKey},
            {tenantKey, ""},
            {"x", "y"}
        }) {
            assertThat(together(pair[0], pair[1], event).statusCode())
                    .as("%s %s", (Object[]) pair)
                    .isEqualTo(401);
        }
        assertThat(host.events()).isEqualTo(before);
        HttpResponse<String> wrong = together(tenantKey, appKey, "{\"event_name\":7,\"metadata\":[]}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains(
                        "\"pointer\":\"/event_name\"", "\"pointer\":\"/user_identifier\"", "\"pointer\":\"/metadata\"");
        assertThat(together(tenantKey, appKey, "{\"event_name\":\"" + "x".repeat(300) + "\",\"user_identifier\":\"u\"}")
                        .body())
                .contains("\"pointer\":\"/event_name\"");
        assertThat(together(tenantKey, appKey, event).statusCode()).isEqualTo(200);
        assertThat(together(RunningHost.KEY, RunningHost.KEY, event).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTenantThatHasAllItMayHaveIsToldSo() {
        App app = app();
        String key = admin.keys()
                .create(app, KeyDraft.secret("server", Grant.values()), "test")
                .secret();
        HttpResponse<String> set = login(
                "PUT",
                "/analytics/api/tenants/" + app.tenant().value() + "/quotas",
                "{\"apps\":1,\"funnels\":1,\"eventsPerMonth\":2}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        String funnel = "{\"name\":\"%s\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}";

        assertThat(post("/analytics/api/apps", key, "{\"name\":\"second\"}", null)
                        .body())
                .contains("\"status\":403", "\"name\":\"apps\"", "\"limit\":1", "\"used\":1");
        assertThat(post("/analytics/api/funnels", key, funnel.formatted("one"), null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/analytics/api/funnels", key, funnel.formatted("two"), null)
                        .body())
                .contains("\"status\":403", "\"name\":\"funnels\"", "\"limit\":1", "\"used\":1");

        post(EVENTS, key, EVENT, null);
        post(EVENTS, key, EVENT, null);
        await(() -> post(EVENTS, key, EVENT, null).statusCode() == 403);
        HttpResponse<String> refused = post(EVENTS, key, EVENT, null);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).get("quota").get("name").asString()).isEqualTo("events_per_month");
        assertThat(json(refused).get("quota").get("limit").asLong()).isEqualTo(2);
        assertThat(Instant.parse(json(refused).get("quota").get("resetsAt").asString()))
                .isAfter(Instant.now());
        assertThat(json(get("/analytics/api/quotas", key))
                        .get("eventsPerMonth")
                        .get("used")
                        .asLong())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void eventsOfTheApplicationItselfAreDroppedBeyondTheQuotaAndCounted() {
        try (RunningHost small = RunningHost.start(HostWithLogin.class, "analytics.tenants.refresh-interval=200ms")) {
            small.bean(TenantAdmin.class).quotas().change(TenantId.DEFAULT, new QuotaLimits(null, null, 1L), "test");
            Analytics analytics = small.bean(Analytics.class);
            await(() -> {
                analytics.track("seen", "u");
                return small.bean(Ingest.class).stats().dropped().getOrDefault("quota", 0L) > 0;
            });
        }
    }

    @Test
    void whoeverAsksTooOftenHasToWait() {
        try (RunningHost limited = RunningHost.start(
                HostWithLogin.class,
                "analytics.rate-limit.per-key=1",
                "analytics.rate-limit.per-key-burst=5",
                "analytics.rate-limit.per-ip=1",
                "analytics.rate-limit.per-ip-burst=4")) {
            HttpResponse<String> last = limited.get(OVERVIEW);
            for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
                last = limited.get(OVERVIEW);
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(1);
            assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");

            HttpResponse<String> stranger = stranger(limited);
            for (int i = 0; i < 20 && stranger.statusCode() == 401; i++) {
                stranger = stranger(limited);
            }
            assertThat(stranger.statusCode()).isEqualTo(429);
            for (int i = 0; i < 20; i++) {
                assertThat(limited.send(OVERVIEW, request -> request.header("X-Login", "ada"))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void withoutTenantsThereIsTheKeyOfTheConfiguration() {
        try (RunningHost plain = RunningHost.start(HostWithLogin.class, "analytics.tenants.enabled=false")) {
            assertThat(plain.post(EVENTS, EVENT).statusCode()).isEqualTo(200);
            assertThat(plain.get("/analytics/api/keys").statusCode()).isEqualTo(404);
            assertThat(plain.context().getBeansOfType(TenantSettings.class)).isEmpty();
        }
    }

    private static HttpResponse<String> stranger(RunningHost at) {
        return at.send(OVERVIEW, request -> request.header("X-Api-Key", "wrong"));
    }

    private static int status(RunningHost at, NewKey key) {
        return at.send(OVERVIEW, request -> request.header("X-Api-Key", key.secret()))
                .statusCode();
    }

    private static HttpResponse<String> get(String path, String key) {
        return host.send(path, request -> request.header("X-Api-Key", key));
    }

    private static HttpResponse<String> post(String path, String key, String body, String origin) {
        return host.send(path, request -> {
            request.header("X-Api-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            if (origin != null) {
                request.header("Origin", origin);
            }
        });
    }

    private static HttpResponse<String> together(String tenantKey, String appKey, String body) {
        return host.send(
                "/analytics/api/v1/events",
                request -> request.header("X-OL-Tenant-Key", tenantKey)
                        .header("X-OL-App-Key", appKey)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> login(String method, String path, String body) {
        return host.send(
                path,
                request -> request.header("X-Login", "ada")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static App app() {
        TenantId tenant = admin.tenants().create(name(), "test").id();
        return admin.apps().create(tenant, "app", ZoneId.of("UTC"), DayOfWeek.MONDAY, "test");
    }

    private static String name() {
        return "tenant " + UUID.randomUUID();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(BareHost.class)
    static class HostWithLogin {

        @Bean
        HostLogin login() {
            return request -> request.getHeader("X-Login");
        }
    }
}
