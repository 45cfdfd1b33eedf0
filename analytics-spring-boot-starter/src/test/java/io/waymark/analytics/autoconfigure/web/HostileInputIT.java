/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends whatever a client can get wrong, or an attacker right, to every route. */
class HostileInputIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/analytics/api";

    private static final List<String> TEXTS = List.of(
            "\"'; drop schema analytics cascade; --\"",
            "\"<script>alert(1)</script>\"",
            "\"" + "x".repeat(10_000) + "\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\ufeff\"",
            "\"{schema}:name ${x} #{1+1} %s\"",
            "\"   \"",
            "\"\"",
            "\"../../../../etc/passwd\"");
    private static final List<String> NOT_TEXTS = List.of(
            "null", "true", "7", "-1e400", "1e999999999", "[]", "{}", "[[[[[[[[[[]]]]]]]]]]", "{\"a\":{\"b\":1}}");
    private static final List<String> BODIES = List.of(
            "{\"userId\":%s,\"eventName\":\"a\"}",
            "{\"userId\":\"u\",\"eventName\":%s}",
            "{\"userId\":\"u\",\"eventName\":\"a\",\"eventId\":%s}",
            "{\"userId\":\"u\",\"eventName\":\"a\",\"sessionId\":%s}",
            "{\"userId\":\"u\",\"eventName\":\"a\",\"timestamp\":%s}",
            "{\"userId\":\"u\",\"eventName\":\"a\",\"properties\":%s}",
            "{\"userId\":\"u\",\"eventName\":\"a\",\"properties\":{\"p\":%s}}",
            "{\"events\":%s}",
            "{\"events\":[%s]}",
            "{\"events\":[{\"userId\":%s,\"eventName\":\"a\"}]}",
            "{\"steps\":%s}",
            "{\"steps\":[{\"event\":%s},{\"event\":\"b\"}]}",
            "{\"steps\":[{\"event\":\"a\",\"where\":[{\"property\":%s,\"op\":\"eq\",\"value\":1}]},{\"event\":\"b\"}]}",
            "{\"steps\":[{\"event\":\"a\",\"where\":[{\"property\":\"p\",\"op\":%s,\"value\":1}]},{\"event\":\"b\"}]}",
            "{\"steps\":[{\"event\":\"a\",\"where\":[{\"property\":\"p\",\"op\":\"gt\",\"value\":%s}]},{\"event\":\"b\"}]}",
            "{\"steps\":[{\"event\":\"a\",\"where\":[{\"property\":\"p\",\"op\":\"in\",\"value\":[%s]}]},{\"event\":\"b\"}]}",
            "{\"name\":\"n\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}],\"conversionWindow\":%s}",
            "{\"name\":\"n\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}],\"breakdown\":%s}",
            "{\"name\":\"n\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}],\"segment\":%s}",
            "{\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}],\"timezone\":%s}",
            "{\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}],\"from\":%s}",
            "{\"name\":%s,\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}",
            "{\"rule\":%s}",
            "{\"rule\":{\"and\":%s}}",
            "{\"rule\":{\"did\":{\"event\":%s}}}",
            "{\"rule\":{\"did\":{\"event\":\"a\"},\"min\":%s}}",
            "{\"key\":%s,\"name\":\"n\",\"rule\":{\"did\":{\"event\":\"a\"}}}",
            "{\"key\":\"k\",\"name\":%s,\"rule\":{\"did\":{\"event\":\"a\"}}}",
            "{\"key\":%s,\"variants\":[{\"key\":\"a\"},{\"key\":\"b\"}],\"goal\":{\"event\":\"g\"}}",
            "{\"key\":\"k\",\"variants\":[{\"key\":\"a\",\"weight\":%s},{\"key\":\"b\"}],\"goal\":{\"event\":\"g\"}}",
            "{\"key\":\"k\",\"variants\":[{\"key\":%s},{\"key\":\"b\"}],\"goal\":{\"event\":\"g\"}}",
            "{\"key\":\"k\",\"variants\":[{\"key\":\"a\"},{\"key\":\"b\"}],\"goal\":{\"event\":%s}}",
            "{\"event\":%s,\"category\":\"c\"}",
            "{\"event\":\"e\",\"description\":%s}",
            "{\"variant\":%s}",
            "{\"name\":\"n\",\"kind\":%s}",
            "{\"name\":\"n\",\"kind\":\"write\",\"origins\":[%s]}",
            "{\"name\":\"n\",\"timeZone\":%s}",
            "%s");
    private static final List<String> POST_ROUTES = List.of(
            "/events",
            "/events/batch",
            "/analytics/funnel",
            "/analytics/segment",
            "/funnels",
            "/segments",
            "/experiments",
            "/experiments/1/start",
            "/experiments/none/conclude",
            "/experiments/none/pause",
            "/experiments/none/preview",
            "/experiments/none/assign",
            "/event-definitions",
            "/keys",
            "/apps");
    private static final List<String> GET_ROUTES = List.of(
            "/analytics/overview?days=%s",
            "/analytics/overview?from=%s",
            "/analytics/overview?limit=%s",
            "/analytics/overview?timezone=%s",
            "/analytics/overview?segment=%s",
            "/analytics/overview?compare=%s",
            "/analytics/events/a/timeseries?segment=%s",
            "/analytics/segments/%s/size?days=7",
            "/analytics/segments/dormant/size?interval=%s",
            "/analytics/segments/dormant/size?from=%s",
            "/analytics/funnel/%s",
            "/analytics/retention?weeks=%s",
            "/analytics/retention?startEvent=%s",
            "/analytics/retention?returnEvent=%s",
            "/analytics/retention?period=%s",
            "/analytics/retention?mode=%s",
            "/analytics/retention?rolling=%s",
            "/analytics/retention?compare=%s",
            "/analytics/retention?segment=%s",
            "/analytics/retention/people?cohort=%s",
            "/analytics/retention/people?cohort=2026-03-02&number=%s",
            "/analytics/funnel/1/people?step=%s",
            "/analytics/funnel/1/people?step=2&kind=%s",
            "/analytics/funnel/1/people?step=2&value=%s",
            "/analytics/funnel/1/people?step=2&outcome=reached&fromSeconds=%s",
            "/analytics/funnel/1/people?step=2&start=%s",
            "/analytics/events/%s/timeseries",
            "/analytics/events/a/timeseries?interval=%s",
            "/analytics/events/a/timeseries?from=%s&to=2020-01-01",
            "/analytics/events/%s/properties",
            "/analytics/events/a/properties?segment=%s",
            "/analytics/events/a/people?segment=%s",
            "/analytics/journeys?sessionGap=%s",
            "/analytics/journeys?labelProperty=%s",
            "/analytics/journeys?limit=%s",
            "/analytics/journeys?segment=%s",
            "/analytics/web/overview?to=%s",
            "/analytics/web/overview?days=7&compare=%s",
            "/analytics/web/pages?days=7&interval=%s",
            "/analytics/web/pages?sort=%s",
            "/analytics/web/pages?segment=%s",
            "/analytics/web/pages/people?page=%s",
            "/analytics/lifecycle?event=%s",
            "/analytics/lifecycle?from=%s&to=0001-01-03",
            "/analytics/lifecycle?period=%s",
            "/analytics/lifecycle?segment=%s",
            "/analytics/stickiness?from=%s&to=0001-01-03",
            "/analytics/trends?event=%s&compare=previous&from=0001-01-02&to=0001-01-03",
            "/analytics/trends?measure=sum&property=%s",
            "/analytics/trends?breakdown=%s",
            "/analytics/trends?movingAverage=%s",
            "/analytics/trends?where=%s",
            "/analytics/journeys/flow?mode=to&event=%s",
            "/analytics/journeys/flow?patterns=%s",
            "/analytics/journeys/flow?quietFor=%s&mode=churn",
            "/analytics/persons?search=%s",
            "/analytics/persons/%s/timeline",
            "/analytics/persons/x/timeline?before=%s",
            "/analytics/sessions/%s/timeline",
            "/funnels/%s",
            "/segments/%s",
            "/segments/%s/users",
            "/experiments/%s",
            "/experiments/%s/assign?userId=u",
            "/experiments/x/assign?userId=%s",
            "/experiments/%s/results",
            "/experiments/%s/results/breakdown?property=x",
            "/experiments/buy-button/results/breakdown?property=%s",
            "/experiments/buy-button/results/breakdown?property=x&metric=%s",
            "/event-definitions/%s",
            "/%s");
    private static final List<String> PARAMETERS = List.of(
            "0",
            "-1",
            "99999999999999999999",
            "1e9",
            "NaN",
            "x",
            "'; drop schema analytics cascade; --",
            "<script>",
            "\u0000",
            "a\u0000b",
            "\uFEFF\u202E",
            "%s{schema}:app",
            "2011-02-30",
            "+1000000000-01-01T00:00:00Z",
            "-999999999-01-01",
            "0000-01-01",
            "PT0S",
            "PT99999999999999H",
            "x".repeat(3000));

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(BareHost.class);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** Whatever came before, the next good event is stored. Others may go meanwhile: some are old enough to be purged. */
    @AfterEach
    void canary() {
        long before = canaries();
        HttpResponse<String> answer = host.post(API + "/events", "{\"userId\":\"canary\",\"eventName\":\"canary\"}");
        assertThat(answer.body()).isEqualTo("{\"recorded\":true}");
        assertThat(canaries()).isEqualTo(before + 1);
    }

    private static long canaries() {
        return host.sql().sql("""
                        select count(*) from analytics.event e
                        join analytics.event_name n on n.id = e.event_name_id
                        where n.name = 'canary'
                        """).query(Long.class).single();
    }

    static Stream<String> postRoutes() {
        return POST_ROUTES.stream();
    }

    static Stream<String> getRoutes() {
        return GET_ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("postRoutes")
    void everyBodyIsTakenOrRefusedWithAProblem(String route) {
        for (String body : BODIES) {
            Stream.concat(TEXTS.stream(), NOT_TEXTS.stream())
                    .forEach(value -> check(host.post(API + route, body.replace("%s", value)), body + " " + value));
        }
    }

    @ParameterizedTest
    @MethodSource("getRoutes")
    void everyParameterIsTakenOrRefusedWithAProblem(String route) {
        for (String value : PARAMETERS) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            HttpResponse<String> answer = host.get(API + route.replace("%s", encoded));
            // The web server itself refuses some paths, before anybody else sees them.
            if (route.indexOf("%s") > route.indexOf('?') && route.indexOf('?') >= 0) {
                check(answer, route + " " + value);
            } else {
                assertThat(answer.statusCode()).as(route + " " + value).isBetween(200, 499);
            }
        }
    }

    @Test
    void noEventOutsideTheLimitsIsStored() {
        for (String event : List.of(
                "{\"userId\":\"u\",\"eventName\":\"" + "n".repeat(10_000) + "\"}",
                "{\"userId\":\"" + "n".repeat(10_000) + "\",\"eventName\":\"a\"}",
                "{\"userId\":\"a\\u0000b\",\"eventName\":\"a\"}",
                "{\"userId\":\"u\",\"eventName\":\"\\ud800\"}",
                "{\"userId\":\"undefined\",\"eventName\":\"a\"}",
                "{\"userId\":\"u\",\"eventName\":\"a\",\"properties\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}",
                "{\"userId\":\"u\",\"eventName\":\"a\",\"properties\":{\"a\":1e999}}")) {
            long before = host.events();
            HttpResponse<String> answer = host.post(API + "/events", event);
            assertThat(answer.statusCode()).as(event).isEqualTo(400);
            assertThat(JSON.readTree(answer.body())
                            .path("errors")
                            .path(0)
                            .path("pointer")
                            .stringValue())
                    .as(answer.body())
                    .startsWith("/");
            assertThat(host.events()).isEqualTo(before);
        }
    }

    @Test
    void sqlAndHtmlInEventsAreStoredAsTheyCame() {
        String name = "'; drop table analytics.event; -- <b>";
        host.post(
                API + "/events",
                JSON.createObjectNode()
                        .put("userId", "<i>\"';--")
                        .put("eventName", name)
                        .toString());
        assertThat(host.get(API + "/analytics/overview").body()).contains("'; drop table analytics.event; -- <b>");
    }

    @Test
    void randomBytesAreRefused() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("Seed of random bytes: " + seed);
        Random random = new Random(seed);
        long before = host.events();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            boolean gzip = random.nextInt(4) == 0;
            String route = POST_ROUTES.get(random.nextInt(POST_ROUTES.size()));
            HttpResponse<String> answer = host.send(API + route, request -> {
                request.header("X-Api-Key", RunningHost.KEY).header("Content-Type", "application/json");
                if (gzip) {
                    request.header("Content-Encoding", "gzip");
                }
                request.POST(BodyPublishers.ofByteArray(bytes));
            });
            assertThat(answer.statusCode()).as("seed %s, %s", seed, route).isBetween(400, 499);
        }
        assertThat(host.events()).isEqualTo(before);
    }

    private static void check(HttpResponse<String> answer, String what) {
        String shown = what.length() > 200 ? what.substring(0, 200) : what;
        assertThat(answer.statusCode()).as("%s: %s", shown, answer.body()).isBetween(200, 499);
        if (answer.statusCode() >= 400) {
            assertThat(answer.headers().firstValue("Content-Type")).as(shown).hasValue("application/problem+json");
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("status").intValue()).isEqualTo(answer.statusCode());
            assertThat(problem.path("detail").stringValue()).isNotBlank();
        }
    }
}
