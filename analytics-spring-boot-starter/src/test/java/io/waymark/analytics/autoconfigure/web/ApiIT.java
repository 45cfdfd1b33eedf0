/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

class ApiIT {

    private static final String REPORTS = "/analytics/api/analytics/";

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(BareHost.class, "analytics.purge.after=0");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void recordsAnEvent() {
        long before = host.events();
        HttpResponse<String> answer = host.post(
                "/analytics/api/events",
                "{\"userId\":\"u1\",\"eventName\":\"order_placed\",\"properties\":{\"total\":12.5},"
                        + "\"timestamp\":\"2026-01-31T08:00:00Z\",\"eventId\":\"order 17\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"recorded\":true}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(host.events()).isEqualTo(before + 1);
    }

    @Test
    void recordsAnEventSentAgainOnce() {
        String event = "{\"distinctId\":\"u2\",\"eventName\":\"seen_twice\",\"timestamp\":1769846400000,"
                + "\"eventId\":\"any text\"}";
        host.post("/analytics/api/events", event);
        long once = host.events();
        assertThat(host.post("/analytics/api/events", event).body()).isEqualTo("{\"recorded\":true}");
        assertThat(host.events()).isEqualTo(once);
    }

    @Test
    void tellsWhoIsWhoAndWhatIsKnownOfThem() {
        host.post("/analytics/api/events", """
                {"userId":"visitor-7","eventName":"seen","timestamp":"2026-01-30T08:00:00Z"}""");
        host.post("/analytics/api/events", """
                {"userId":"kim","eventName":"seen","timestamp":"2026-01-31T08:00:00Z"}""");
        String identify = """
                {"userId":"kim","anonymousId":"visitor-7","properties":{"plan":"pro","seats":3},
                 "setOnce":{"source":"newsletter"},"unset":["trial"],"timestamp":"2026-01-31T09:00:00Z","eventId":"login 1"}""";
        for (int i = 0; i < 2; i++) {
            assertThat(host.post("/analytics/api/identify", identify).body()).isEqualTo("{\"recorded\":true}");
        }
        assertThat(host.post("/analytics/api/alias", "{\"distinctId\":\"kim\",\"alias\":\"kim@example.org\"}")
                        .body())
                .isEqualTo("{\"recorded\":true}");

        HttpResponse<String> person = host.get("/analytics/api/analytics/persons/kim%40example.org");
        assertThat(person.statusCode()).isEqualTo(200);
        assertThat(person.body())
                .contains(
                        "\"distinctIds\":[\"kim\",\"kim@example.org\",\"visitor-7\"]",
                        "\"plan\":\"pro\"",
                        "\"seats\":3",
                        "\"source\":\"newsletter\"",
                        "\"firstSeen\":\"2026-01-30T08:00:00Z\"");
        assertThat(host.get("/analytics/api/analytics/persons/visitor-7").body())
                .isEqualTo(person.body());
        assertThat(host.get("/analytics/api/analytics/persons/nobody-at-all").statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesIdsThatMeanNobodyAndNamesTheField() {
        long before = host.events();
        Map<String, String> faults = Map.of(
                "{\"userId\":\"null\"}", "/userId",
                "{\"anonymousId\":\"visitor-8\"}", "/userId",
                "{\"userId\":\"robin\",\"anonymousId\":\"undefined\"}", "/anonymousId",
                "{\"userId\":\"robin\",\"properties\":7}", "/properties",
                "{\"userId\":\"robin\",\"set\":{},\"properties\":{}}", "/set",
                "{\"userId\":\"robin\",\"properties\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}}",
                        "/properties/a/b/c/d",
                "{\"userId\":\"robin\",\"unset\":[1]}", "/unset/0");
        faults.forEach((body, pointer) -> {
            HttpResponse<String> answer = host.post("/analytics/api/identify", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).as(body).contains("\"pointer\":\"" + pointer + "\"");
        });
        Map.of("{\"distinctId\":\"kim\"}", "/alias", "{\"userId\":\"0\",\"alias\":\"a\"}", "/userId")
                .forEach((body, pointer) -> assertThat(
                                host.post("/analytics/api/alias", body).body())
                        .contains("\"pointer\":\"" + pointer + "\""));
        assertThat(host.events()).isEqualTo(before);
        assertThat(host.send(
                                "/analytics/api/identify",
                                request -> request.POST(BodyPublishers.ofString("{\"userId\":\"robin\"}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void recordsTheGoodEventsOfABatchAndNamesTheOthers() {
        long before = host.events();
        HttpResponse<String> answer = host.post(
                "/analytics/api/events/batch",
                "{\"events\":[{\"userId\":\"u3\",\"eventName\":\"a\"},{\"userId\":\"u3\"},7,"
                        + "{\"userId\":\"\",\"eventName\":\"a\"},{\"userId\":\"u3\",\"eventName\":\"b\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"recorded\":2")
                .contains("{\"index\":1,\"detail\":\"/eventName is missing\",\"pointer\":\"/eventName\"}")
                .contains("{\"index\":2,", "{\"index\":3,");
        assertThat(host.events()).isEqualTo(before + 2);
    }

    @Test
    void refusesABatchOfTooMany() {
        String item = "{\"userId\":\"one-of-many\",\"eventName\":\"a\"}";
        String events = "{\"events\":[" + item + ("," + item).repeat(100) + "]}";
        HttpResponse<String> answer = host.post("/analytics/api/events/batch", events);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(host.get("/analytics/api/analytics/persons/one-of-many").statusCode())
                .isEqualTo(404);
    }

    @Test
    void pointsAtMalformedJson() {
        HttpResponse<String> answer = host.post("/analytics/api/events", "{\n  \"userId\": oops}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 2, column ", "\"pointer\":\"\"");
    }

    @Test
    void pointsAtFieldsOfTheWrongType() {
        HttpResponse<String> answer = host.post(
                "/analytics/api/events", "{\"userId\":7,\"eventName\":[],\"properties\":\"x\",\"timestamp\":{}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "\"pointer\":\"/userId\"",
                        "\"pointer\":\"/eventName\"",
                        "\"pointer\":\"/properties\"",
                        "\"pointer\":\"/timestamp\"");
    }

    @Test
    void refusesABodyThatIsTooLong() {
        String large = "{\"userId\":\"u\",\"eventName\":\"" + "x".repeat(3_000_000) + "\"}";
        assertThat(host.post("/analytics/api/events", large).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = host.send(
                "/analytics/api/events",
                request -> request.header("X-Api-Key", RunningHost.KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void inflatesGzipUpToTheLimit() throws IOException {
        long before = host.events();
        assertThat(postGzip("{\"userId\":\"u\",\"eventName\":\"zipped\"}").statusCode())
                .isEqualTo(200);
        assertThat(host.events()).isEqualTo(before + 1);
        assertThat(postGzip(" ".repeat(50_000_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBrokenGzip() {
        HttpResponse<String> answer = host.send(
                "/analytics/api/events",
                request -> request.header("X-Api-Key", RunningHost.KEY)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesOtherMediaTypesAndEncodings() {
        assertThat(host.send(
                                "/analytics/api/events",
                                request -> request.header("X-Api-Key", RunningHost.KEY)
                                        .header("Content-Type", "text/plain")
                                        .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(host.send(
                                "/analytics/api/events",
                                request -> request.header("X-Api-Key", RunningHost.KEY)
                                        .header("Content-Type", "application/json")
                                        .header("Content-Encoding", "br")
                                        .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesUnknownPathsAndMethods() {
        assertThat(host.get("/analytics/api/nothing").statusCode()).isEqualTo(404);
        assertThat(host.get("/analytics/api/nothing").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        HttpResponse<String> wrong = host.get("/analytics/api/events");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void refusesWhoeverHasNoKey() {
        long before = host.events();
        String event = "{\"userId\":\"u\",\"eventName\":\"unwanted\"}";
        for (String key : new String[] {null, "", "wrong", RunningHost.KEY + "x", "' or 1=1 --"}) {
            HttpResponse<String> answer = host.send("/analytics/api/events", request -> {
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(event));
                if (key != null) {
                    request.header("X-Api-Key", key);
                }
            });
            assertThat(answer.statusCode()).as(key).isEqualTo(401);
        }
        assertThat(host.send("/analytics/api/analytics/overview", request -> {}).statusCode())
                .isEqualTo(401);
        assertThat(host.events()).isEqualTo(before);
    }

    @Test
    void storesAFunnelAndAnswersIt() {
        HttpResponse<String> created = host.post(
                "/analytics/api/funnels", "{\"name\":\"Sale\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> stored = host.get(location);
        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.body()).contains("\"name\":\"Sale\"", "\"conversionWindow\":\"PT72H\"");
        HttpResponse<String> report = host.get(location.replace("/api/funnels/", "/api/analytics/funnel/"));
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        assertThat(report.body()).contains("\"funnelId\":", "\"name\":\"Sale\"", "\"medianSeconds\":");
        assertThat(host.put(location, "{\"name\":\"Sold\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]}")
                        .body())
                .contains("\"name\":\"Sold\"");
        assertThat(host.delete(location).statusCode()).isEqualTo(204);
        assertThat(host.get(location).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAChangeThatIsBasedOnAnOldVersion() {
        Map<String, String> definitions = Map.of(
                "funnels",
                "{\"name\":\"%s\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]%s}",
                "segments",
                "{\"key\":\"versions\",\"name\":\"%s\",\"rule\":{\"did\":{\"event\":\"a\"}}%s}");
        definitions.forEach((kind, definition) -> {
            HttpResponse<String> created = host.post("/analytics/api/" + kind, definition.formatted("First", ""));
            assertThat(created.body()).contains("\"version\":0");
            String location = created.headers().firstValue("Location").orElseThrow();
            assertThat(host.put(location, definition.formatted("Second", ",\"version\":0"))
                            .body())
                    .contains("\"name\":\"Second\"", "\"version\":1");
            HttpResponse<String> late = host.put(location, definition.formatted("Third", ",\"version\":0"));
            assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
            assertThat(host.get(location).body()).contains("\"name\":\"Second\"");
            assertThat(host.put(location, definition.formatted("Third", "")).body())
                    .contains("\"name\":\"Third\"", "\"version\":2");
            assertThat(host.put(location, definition.formatted("Fourth", ",\"version\":\"2\""))
                            .statusCode())
                    .isEqualTo(400);
        });
    }

    @Test
    void noReportIgnoresAComparison() {
        String funnel = "{\"name\":\"Compared\",\"steps\":[{\"event\":\"a\"},{\"event\":\"b\"}]%s}";
        HttpResponse<String> created = host.post("/analytics/api/funnels", funnel.formatted(""));
        String id = created.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
        List<String> reads = host
                .context()
                .getBean("analyticsApiMapping", SimpleUrlHandlerMapping.class)
                .getHandlerMap()
                .keySet()
                .stream()
                .filter(pattern -> pattern.startsWith(REPORTS))
                .map(pattern -> pattern.replace("funnel/{id}", "funnel/" + id).replaceAll("\\{[a-z]+}", "dormant"))
                .filter(path -> host.get(path).statusCode() != 405)
                .toList();
        assertThat(reads).hasSizeGreaterThan(25);
        for (String path : reads) {
            HttpResponse<String> answer = host.get(path + "?days=7&compare=later");
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).as(path).contains("\"pointer\":\"/compare\"");
        }
        assertThat(host.post(REPORTS + "funnel/people", funnel.formatted(",\"step\":2,\"compare\":\"previous\""))
                        .body())
                .contains("\"pointer\":\"/compare\"");
        assertThat(host.post(REPORTS + "segment", "{\"rule\":{\"active\":{\"min\":1}},\"compare\":\"previous\"}")
                        .body())
                .contains("\"pointer\":\"/compare\"");
    }

    private static HttpResponse<String> postGzip(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return host.send(
                "/analytics/api/events",
                request -> request.header("X-Api-Key", RunningHost.KEY)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
    }
}
