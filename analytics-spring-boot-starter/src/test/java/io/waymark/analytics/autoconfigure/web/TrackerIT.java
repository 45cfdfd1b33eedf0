/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.person.VisitorIds;
import io.waymark.analytics.track.Ingest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class TrackerIT {

    private static final String WRITE_KEY = "wk-of-this-page";
    private static final String TRACK = "/shop/analytics/track";
    private static final String CLICK =
            "{\"id\":\"c-1\",\"name\":\"clicked\",\"url\":\"http://localhost/p?utm_source=mail\"}";

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(
                Host.class,
                "server.servlet.context-path=/shop",
                "analytics.tracker.write-key=" + WRITE_KEY,
                "analytics.web.page-views.enabled=true",
                "analytics.web.page-views.exclude=/hidden/**");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void forget() {
        stored();
        host.sql().sql("truncate analytics.event").update();
    }

    @Test
    void scriptIsSmallTypedAndCached() throws Exception {
        HttpResponse<byte[]> zipped = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(host.uri("/shop/analytics/tracker.js"))
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(zipped.statusCode()).isEqualTo(200);
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=UTF-8");
        assertThat(zipped.headers().firstValue("Cache-Control")).hasValue("max-age=3600, public");
        assertThat(zipped.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(zipped.body()).hasSizeLessThan(3 * 1024);

        String tag = zipped.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/shop/analytics/tracker.js", "Accept-Encoding", "gzip", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        HttpResponse<String> plain = get("/shop/analytics/tracker.js", "Origin", "https://other.example");
        assertThat(plain.body()).contains("analytics/track");
        assertThat(plain.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(plain.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(get("/shop/analytics/tracker.mjs").body()).contains("export default");
        assertThat(get("/shop/analytics/tracker.d.ts").body()).contains("declare global");
    }

    @Test
    void takesAListOrOneFromAnyPlaceOfTheKey() {
        assertThat(track("{\"key\":\"" + WRITE_KEY + "\",\"events\":[" + CLICK + "," + CLICK + "]}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(TRACK + "?key=" + WRITE_KEY, CLICK.replace("c-1", "c-2"), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> answer = post(
                TRACK,
                "{\"name\":\"clicked\",\"distinctId\":\"kim\"}",
                "Content-Type",
                "application/json",
                "X-Api-Key",
                RunningHost.KEY);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(stored())
                .extracting(row -> row.get("distinct_id"))
                .containsExactly("cookieless", "cookieless", "kim");
        assertThat(stored().get(0).get("properties").toString())
                .contains("\"$pathname\": \"/p\"", "\"utm_source\": \"mail\"")
                .doesNotContain("$ip", "$raw_user_agent");
    }

    @Test
    void refusesWhatIsClearlyWrongAndSaysNothingOfTheInside() {
        assertThat(track("{\"key\":\"wrong\",\"events\":[" + CLICK + "]}").statusCode())
                .isEqualTo(401);
        assertThat(track(CLICK).statusCode()).isEqualTo(401);
        for (String body : new String[] {"", "{", "[]", "1", "\0", "{\"key\":"}) {
            assertThat(track(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(track("{\"x\":\"" + "x".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(post("/shop/analytics/api/funnels", "{}", "X-Api-Key", WRITE_KEY, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(403);
        assertThat(track("{\"key\":\"" + WRITE_KEY + "\",\"events\":[null,1,{},{\"name\":7}]}")
                        .statusCode())
                .isEqualTo(202);
        for (String asked :
                new String[] {"", ",\"events\":[]", ",\"events\":[null]", ",\"events\":[{\"experiment\":7}]"}) {
            assertThat(post("/shop/analytics/variant", "{\"key\":\"" + WRITE_KEY + "\"" + asked + "}")
                            .statusCode())
                    .as("variant%s", asked)
                    .isEqualTo(400);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void leavesBrowsersAloneThatOptOut() {
        for (String header : new String[] {"DNT", "Sec-GPC"}) {
            assertThat(post(TRACK, "{\"key\":\"" + WRITE_KEY + "\",\"events\":[" + CLICK + "]}", header, "1")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(get("/shop/page", "Accept", "text/html", header, "1")
                            .headers()
                            .firstValue("Server-Timing"))
                    .isEmpty();
        }
        assertThat(stored()).isEmpty();
        assertThat(host.bean(Ingest.class).stats().dropped()).containsEntry("opted out", 4L);
    }

    @Test
    void pagesOfOtherOriginsMayAskAndSend() {
        HttpResponse<String> asked = host.send(
                TRACK,
                request -> request.header("Origin", "https://other.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type")
                        .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        HttpResponse<String> sent = post(
                TRACK, "{\"key\":\"" + WRITE_KEY + "\",\"events\":[" + CLICK + "]}", "Origin", "https://other.example");
        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(sent.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(sent.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void anotherAttemptWithAWrongClockCountsOnce() {
        long now = System.currentTimeMillis();
        for (int delay : new int[] {0, 40, 700}) {
            track("{\"key\":\"" + WRITE_KEY + "\",\"sentAt\":" + (now + 3_600_000 + delay)
                    + ",\"events\":[{\"id\":\"w-1\",\"name\":\"clicked\",\"distinctId\":\"kim\",\"time\":"
                    + (now + 3_600_000 - 1000) + "}]}");
        }
        assertThat(stored()).hasSize(1);
        assertThat((Long) stored().get(0).get("millis")).isBetween(now - 10_000, now + 60_000);
    }

    @Test
    void pagesThatAreAnsweredAreViewedOnce() {
        String timing = get("/shop/page?utm_source=mail", "Accept", "text/html")
                .headers()
                .firstValue("Server-Timing")
                .orElseThrow();
        assertThat(timing).matches("waymark;desc=\"[0-9a-f-]{36}\"");
        // The view is tracked when the answer is complete, by when whoever asked has read it.
        RunningHost.await(() -> !stored().isEmpty());
        assertThat(stored()).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("name", "$pageview").containsEntry("distinct_id", "cookieless");
            assertThat(row.get("properties").toString())
                    .contains("\"$pathname\": \"/shop/page\"", "\"utm_source\": \"mail\"");
        });
    }

    @Test
    void whatIsNoPageIsNotViewed() {
        get("/shop/page");
        get("/shop/page", "Accept", "text/html", "Sec-Fetch-Dest", "empty");
        get("/shop/page", "Accept", "text/html", "Sec-Purpose", "prefetch");
        get("/shop/json", "Accept", "text/html,*/*");
        get("/shop/missing", "Accept", "text/html");
        get("/shop/nowhere", "Accept", "text/html");
        get("/shop/hidden/page", "Accept", "text/html");
        get("/shop/analytics", "Accept", "text/html");
        assertThat(stored()).isEmpty();
    }

    private static HttpResponse<String> track(String body) {
        return post(TRACK, body);
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return host.send(path, request -> {
            request.POST(BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
        });
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return host.send(path, request -> {
            if (headers.length > 0) {
                request.headers(headers);
            }
        });
    }

    /** What is stored, in order. An event that is waited for pushes the others out of the queue. */
    private static List<Map<String, Object>> stored() {
        host.bean(Ingest.class)
                .record(AppId.DEFAULT, List.of(Event.builder("marker", "test").build()));
        return host.sql().sql("""
                        select n.name, d.distinct_id, (extract(epoch from e.occurred_at) * 1000)::bigint as millis,
                               e.properties::text as properties
                        from analytics.event e
                        join analytics.event_name n on n.id = e.event_name_id
                        join analytics.distinct_id d on d.person_id = e.person_id
                        where n.name <> 'marker' order by e.seq
                        """).query().listOfRows();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import({BareHost.class, Pages.class})
    static class Host {

        @Bean
        VisitorIds visitorIds() {
            return (app, ip, userAgent, at) -> "cookieless";
        }
    }

    @RestController
    static class Pages {

        @GetMapping(
                path = {"/page", "/hidden/page"},
                produces = MediaType.TEXT_HTML_VALUE)
        String page() {
            return "<!DOCTYPE html><title>Page</title>";
        }

        @GetMapping(path = "/json", produces = MediaType.APPLICATION_JSON_VALUE)
        String json() {
            return "{}";
        }

        @GetMapping("/missing")
        ResponseEntity<String> missing() {
            return ResponseEntity.status(404).contentType(MediaType.TEXT_HTML).body("<p>None");
        }
    }
}
