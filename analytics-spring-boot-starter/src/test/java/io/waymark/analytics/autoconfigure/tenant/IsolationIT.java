/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.autoconfigure.tenant.RegisteredRoutes.Route;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.admin.KeyDraft;
import io.waymark.analytics.tenant.admin.TenantAdmin;
import io.waymark.analytics.track.Ingest;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Walks every route that there is with the key of one app and the ids of another one, in two worlds: in one the other
 * app has data, in the other one it had the same and lost it. Whoever has the key cannot tell them apart, and has changed
 * nothing of the other app.
 */
class IsolationIT {

    private static final String HIDDEN = "hidden7f3";
    private static final String PERSON = "victim";
    private static final String EVENT = "order_placed";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NO_JOBS = "analytics.jobs.enabled=false";

    /** What has been counted of stored events is not written while answers are compared. */
    private static final String NOTHING_COUNTED = "analytics.tenants.refresh-interval=1h";

    @Test
    void theKeyOfOneAppNeitherReadsNorChangesAnother() {
        Map<String, String> seen;
        try (RunningHost host = RunningHost.start(BareHost.class, NO_JOBS, NOTHING_COUNTED)) {
            World world = new World(host);
            world.fill();
            String before = world.victimsData();
            assertThat(before).contains(HIDDEN);
            seen = world.walk(world.attackerKey);
            assertThat(world.victimsData()).isEqualTo(before);
            assertThat(seen.values()).noneMatch(answer -> answer.contains(HIDDEN));
            assertThat(seen).hasSizeGreaterThan(100);

            Map<String, String> own = world.walk(world.victimKey);
            assertThat(own.values().stream().filter(answer -> answer.contains(HIDDEN)))
                    .as("answers to the app itself, so that the walk is known to reach its data")
                    .hasSizeGreaterThan(10);
        }
        try (RunningHost host = RunningHost.start(BareHost.class, NO_JOBS, NOTHING_COUNTED)) {
            World world = new World(host);
            world.fill();
            world.empty();
            assertThat(world.victimsData()).doesNotContain(HIDDEN);
            Map<String, String> without = world.walk(world.attackerKey);
            assertThat(without).containsOnlyKeys(seen.keySet());
            assertThat(seen.keySet().stream()
                            .filter(request -> !without.get(request).equals(seen.get(request)))
                            .map(request -> request + ": " + seen.get(request) + " | " + without.get(request)))
                    .as("requests with other answers, because of what another app has")
                    .isEmpty();
        }
    }

    @Test
    void noRouteAnswersWithoutAKeyAndAWriteKeyOnlySendsEvents() {
        try (RunningHost host = RunningHost.start(BareHost.class, NO_JOBS)) {
            World world = new World(host);
            String writeKey = host.bean(TenantAdmin.class)
                    .keys()
                    .create(world.victim, KeyDraft.write("browser"), "test")
                    .secret();
            List<Route> routes = RegisteredRoutes.of(host.context());
            assertThat(routes)
                    .contains(
                            new Route("POST", "/analytics/api/events"),
                            new Route("POST", "/analytics/api/v1/events"),
                            new Route("DELETE", "/analytics/api/keys/{id}"));
            for (Route route : routes) {
                if (!route.pattern().startsWith("/analytics/api/")) {
                    continue;
                }
                String path = route.pattern().replaceAll("\\{[^}]*}", "1");
                assertThat(world.send(route.method(), path, null, "{}").statusCode())
                        .as("%s without a key", route)
                        .isEqualTo(401);
                int answer = world.send(route.method(), path, writeKey, "{}").statusCode();
                if (route.pattern().matches("/analytics/api/((v1/)?events(/batch)?|identify|alias)")) {
                    assertThat(answer).as("%s", route).isEqualTo(400);
                } else {
                    assertThat(answer).as("%s with a write key", route).isIn(401, 403);
                }
            }
            assertThat(host.events()).isZero();
        }
    }

    private static final class World {

        private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
        private static final Pattern CHANCE = Pattern.compile(
                "wm_[wst]_[0-9A-Za-z]{6,43}|\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\"(salt|lastUsedAt|lastSeen|start|end|timestamp|[a-z]+edAt|[a-zA-Z]*Seconds[a-zA-Z]*)\":(\"[^\"]*\"|[^,}]*)");
        private static final String TABLES = """
                select table_name, string_agg(column_name, ' ')
                from information_schema.columns
                where table_schema = 'analytics' and table_name not similar to 'event\\_[0-9p]%'
                group by table_name order by table_name
                """;

        private final RunningHost host;
        private final App victim;
        private final String victimKey;
        private final String victimTenantKey;
        private final String attackerKey;
        private final List<String> ids = new ArrayList<>();

        World(RunningHost host) {
            this.host = host;
            TenantAdmin admin = host.bean(TenantAdmin.class);
            Tenant one = admin.tenants().create("one", "test");
            Tenant two = admin.tenants().create("two", "test");
            this.victim = admin.apps().create(one.id(), "app", ZoneId.of("UTC"), DayOfWeek.MONDAY, "test");
            App attacker = admin.apps().create(two.id(), "app", ZoneId.of("UTC"), DayOfWeek.MONDAY, "test");
            this.victimTenantKey =
                    admin.keys().createForTenant(one.id(), "tenant", "test").secret();
            this.victimKey = admin.keys()
                    .create(victim, KeyDraft.secret(HIDDEN + " key", Grant.values()), "test")
                    .secret();
            this.attackerKey = admin.keys()
                    .create(attacker, KeyDraft.secret("attacker", Grant.values()), "test")
                    .secret();
        }

        void fill() {
            List<Event> events = new ArrayList<>();
            for (String name : new String[] {EVENT, "cart_added"}) {
                IntStream.range(0, 5)
                        .forEach(i -> events.add(Event.builder(name, PERSON + i)
                                .eventId(UUID.nameUUIDFromBytes((name + i).getBytes(StandardCharsets.UTF_8)))
                                .occurredAt(NOON.plusSeconds(i))
                                .property("plan", HIDDEN)
                                .build()));
            }
            events.add(Event.builder(HIDDEN + "_event", PERSON).occurredAt(NOON).build());
            host.bean(Ingest.class).record(victim.id(), events);
            create("funnels", "{\"name\":\"" + HIDDEN + "\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}");
            create(
                    "segments",
                    "{\"key\":\"buyers\",\"name\":\"" + HIDDEN + "\",\"rule\":{\"did\":{\"event\":\"" + EVENT
                            + "\"}}}");
            String experiment = create("experiments", experiment(HIDDEN));
            assertThat(send("POST", "/analytics/api/experiments/" + experiment + "/start", victimKey, "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send("GET", "/analytics/api/experiments/button/assign?userId=" + PERSON, victimKey, "")
                            .statusCode())
                    .isEqualTo(200);
            RunningHost.await(() -> rows("experiment_assignment") == 1 && rows("experiment_exposure") == 1);
            create("keys", "{\"name\":\"" + HIDDEN + "\"}");
            create("event-definitions", "{\"event\":\"" + EVENT + "\",\"description\":\"" + HIDDEN + "\"}");
            ids.addAll(List.of(
                    "1", "2", Integer.toString(victim.id().value()), EVENT, "cart_added", "buyers", "button", PERSON));
        }

        private long rows(String table) {
            return host.sql()
                    .sql("select count(*) from analytics." + table)
                    .query(Long.class)
                    .single();
        }

        private String create(String what, String json) {
            HttpResponse<String> created = send("POST", "/analytics/api/" + what, victimKey, json);
            assertThat(created.statusCode()).as("%s: %s", what, created.body()).isEqualTo(201);
            String location = created.headers().firstValue("Location").orElseThrow();
            String id = location.substring(location.lastIndexOf('/') + 1);
            if (!ids.contains(id)) {
                ids.add(id);
            }
            return id;
        }

        private static String experiment(String name) {
            return "{\"key\":\"button\",\"name\":\"" + name + "\",\"goal\":{\"event\":\"" + EVENT
                    + "\"},\"variants\":[{\"key\":\"control\",\"weight\":1},{\"key\":\"bold\",\"weight\":1}]}";
        }

        /** Takes everything that the victim has away, but for the app itself and its keys. */
        void empty() {
            victimsTables().forEach((table, condition) -> {
                if (!table.equals("app") && !table.equals("api_key")) {
                    host.sql()
                            .sql("delete from analytics." + table + " t where " + condition)
                            .update();
                }
            });
            host.sql()
                    .sql("update analytics.api_key set name = 'key', created_by = 'test' where app_id = "
                            + victim.id().value())
                    .update();
        }

        String victimsData() {
            StringBuilder data = new StringBuilder();
            victimsTables()
                    .forEach((table, condition) -> host.sql()
                            .sql("select '" + table + " ' || (to_jsonb(t) - 'last_used_at')::text from analytics."
                                    + table + " t where " + condition + " order by 1")
                            .query(String.class)
                            .list()
                            .forEach(row -> data.append(row).append('\n')));
            return data.toString();
        }

        /** By what a table says about its rows: the app, or something that belongs to one. Children come first. */
        private Map<String, String> victimsTables() {
            int app = victim.id().value();
            Map<String, String> children = new TreeMap<>();
            Map<String, String> parents = new TreeMap<>();
            host.sql()
                    .sql(TABLES)
                    .query((row, number) -> {
                        String table = row.getString(1);
                        List<String> columns = List.of(row.getString(2).split(" "));
                        if (table.equals("app")) {
                            parents.put(table, "id = " + app);
                        } else if (columns.contains("app_id")) {
                            parents.put(table, "app_id = " + app);
                        } else if (columns.contains("experiment_id")) {
                            children.put(
                                    table,
                                    "experiment_id in (select id from analytics.experiment where app_id = " + app
                                            + ")");
                        } else if (columns.contains("event_name_id")) {
                            children.put(
                                    table,
                                    "event_name_id in (select id from analytics.event_name where app_id = " + app
                                            + ")");
                        }
                        return table;
                    })
                    .list();
            Map<String, String> all = new LinkedHashMap<>(children);
            all.putAll(parents);
            return all;
        }

        /** Tries every route with every id, and says what it was answered. */
        Map<String, String> walk(String key) {
            Map<String, String> answers = new LinkedHashMap<>();
            for (Route route : RegisteredRoutes.of(host.context())) {
                for (String path : paths(route.pattern())) {
                    List<String> bodies = route.method().matches("GET|HEAD") ? List.of("") : bodies();
                    for (int i = 0; i < bodies.size(); i++) {
                        HttpResponse<String> answer = send(route.method(), path, key, bodies.get(i));
                        String request = route.method() + " " + path + " " + i;
                        answers.put(
                                request,
                                answer.statusCode() + " "
                                        + CHANCE.matcher(answer.body()).replaceAll("*"));
                    }
                }
            }
            return answers;
        }

        private List<String> paths(String pattern) {
            List<String> paths = new ArrayList<>();
            String question = "?userId=" + PERSON + "&startEvent=" + EVENT
                    + "&returnEvent=cart_added&labelProperty=plan" + "&app="
                    + victim.id().value() + "&appId=" + victim.id().value() + "&segment=buyers&path=/";
            if (!VARIABLE.matcher(pattern).find()) {
                return List.of(pattern, pattern + question);
            }
            for (String id : ids) {
                String path = VARIABLE.matcher(pattern)
                        .replaceAll(Matcher.quoteReplacement(URLEncoder.encode(id, StandardCharsets.UTF_8)));
                paths.add(path);
                paths.add(path + question);
            }
            return paths;
        }

        private List<String> bodies() {
            int app = victim.id().value();
            String place = "\"app\":" + app + ",\"appId\":" + app + ",\"tenant\":2,\"tenantId\":2";
            return List.of(
                    "{" + place + ",\"name\":\"mine\",\"event\":\"" + EVENT + "\",\"key\":\"buyers\",\"eventName\":\""
                            + EVENT + "\",\"userId\":\"" + PERSON + "\",\"timestamp\":\"" + NOON
                            + "\",\"steps\":[{\"event\":\"" + EVENT
                            + "\"},{\"event\":\"cart_added\"}],\"rule\":{\"did\":{\"event\":\"" + EVENT
                            + "\"}},\"events\":[{" + place + ",\"eventName\":\"" + EVENT + "\",\"userId\":\"" + PERSON
                            + "\",\"timestamp\":\"" + NOON
                            + "\"}],\"description\":\"mine\",\"segment\":\"buyers\",\"breakdown\":\"plan\"}",
                    experiment("mine"),
                    "{\"event_name\":\"" + EVENT + "\",\"user_identifier\":\"" + PERSON + "\"}",
                    "{\"type\":\"track\",\"event\":\"" + EVENT + "\",\"userId\":\"" + PERSON + "\",\"distinct_id\":\""
                            + PERSON + "\",\"api_key\":\"" + attackerKey + "\",\"writeKey\":\"" + attackerKey + "\"}");
        }

        HttpResponse<String> send(String method, String path, String key, String body) {
            return host.send(path, request -> {
                request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
                if (key != null) {
                    request.header("X-Api-Key", key)
                            .header("X-OL-Tenant-Key", victimTenantKey)
                            .header("X-OL-App-Key", key)
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
                }
            });
        }
    }
}
