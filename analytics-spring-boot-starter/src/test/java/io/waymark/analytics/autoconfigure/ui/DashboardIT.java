/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.track.Ingest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardIT {

    private static final Pattern STYLESHEET = Pattern.compile("href=\"([^\"]+/assets/[^\"]+/waymark.css)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"(.+)\"");

    @Test
    void isClosedUntilSomebodySaysWhoMayOpenIt() {
        try (RunningHost host = RunningHost.start(BareHost.class)) {
            HttpResponse<String> page = host.send("/analytics", request -> {});
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("analytics.ui.password", "analytics.ui.access");
            assertThat(host.send("/analytics/start/test", request -> request.POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(host.events()).isZero();
            HttpResponse<String> stylesheet = host.send(stylesheet(page), request -> {});
            assertThat(stylesheet.statusCode()).isEqualTo(200);
            assertThat(stylesheet.headers().firstValue("Cache-Control"))
                    .hasValue("max-age=31536000, public, immutable");
        }
    }

    @Test
    void opensWithThePassword() {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.ui.password=open-sesame")) {
            assertThat(host.send("/analytics/funnels", request -> {}).statusCode())
                    .isEqualTo(401);
            String pair = Base64.getEncoder().encodeToString("me:open-sesame".getBytes(StandardCharsets.UTF_8));
            assertThat(host.send("/analytics/funnels", request -> request.header("Authorization", "Basic " + pair))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void worksBelowAContextPathAServletPathAndThePrefixOfAProxy() {
        try (RunningHost host = RunningHost.start(
                BareHost.class,
                "analytics.ui.access=open",
                "analytics.ui.path=/insight",
                "server.servlet.context-path=/shop",
                "spring.mvc.servlet.path=/web",
                "server.forward-headers-strategy=framework")) {
            HttpResponse<String> page = host.send("/shop/web/insight/start", request -> {});
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("href=\"/shop/web/insight/funnels\"");
            assertThat(host.send(stylesheet(page), request -> {}).statusCode()).isEqualTo(200);

            assertThat(host.send("/shop/web/insight/start", request -> request.header("X-Forwarded-Prefix", "/outside"))
                            .body())
                    .contains("href=\"/outside/web/insight/funnels\"");
        }
    }

    @Test
    void takesChangesFromItsOwnPagesOnlyAndShowsStringsAsStrings() {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.ui.access=open")) {
            String hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
            host.bean(Ingest.class)
                    .record(
                            AppId.DEFAULT,
                            List.of(Event.builder(hostile, hostile)
                                    .properties(Map.of(hostile, hostile))
                                    .build()));
            for (String path : List.of("", "/events", "/live", "/start", "/funnels/new", "/retention")) {
                assertThat(host.send("/analytics" + path, request -> {}).body())
                        .as(path)
                        .doesNotContain("<script>alert", "<img src=x");
            }
            HttpResponse<String> foreign = host.send(
                    "/analytics/start/test",
                    request -> request.header("Sec-Fetch-Site", "cross-site").POST(BodyPublishers.noBody()));
            assertThat(foreign.statusCode()).isEqualTo(403);
            HttpResponse<String> own = host.send(
                    "/analytics/start/test",
                    request -> request.header("Sec-Fetch-Site", "same-origin").POST(BodyPublishers.noBody()));
            assertThat(own.statusCode()).isEqualTo(303);
            assertThat(host.events()).isEqualTo(2);
        }
    }

    @Test
    void answersWhatItCannotReadWithThePageThatSaysSo() {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.ui.access=open")) {
            for (String path : List.of(
                    "/funnels/99", "/event?name=nothing", "/experiments/nothing", "/events/nothing", "/live/a/b")) {
                HttpResponse<String> page = host.send("/analytics" + path, request -> {});
                assertThat(page.statusCode()).as(path).isEqualTo(404);
                assertThat(page.body()).as(path).contains("Open the overview");
            }
            assertThat(host.send("/analytics/funnels/new/answer?e1=a", request -> {})
                            .statusCode())
                    .isEqualTo(400);
            assertThat(host.send(
                                    "/analytics/funnels",
                                    request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                                            .POST(BodyPublishers.ofString("name=x&definition=%7B")))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void givesEverybodyInASegmentHoweverMany() {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.ui.access=open")) {
            host.sql().sql("""
                            with people as (
                              insert into analytics.person (app_id) select 1 from generate_series(1, 100001) returning id)
                            insert into analytics.distinct_id (app_id, distinct_id, person_id)
                            select 1, 'person ' || id, id from people
                            """).update();
            host.post(
                    "/analytics/api/segments",
                    "{\"key\":\"quiet\",\"name\":\"Quiet\",\"rule\":{\"not\":{\"did\":{\"event\":\"order\"}}}}");

            HttpResponse<String> file = host.send("/analytics/segment/people?key=quiet&format=csv", request -> {});
            assertThat(file.body().lines().toList())
                    .startsWith("person")
                    .hasSize(100_002)
                    .doesNotHaveDuplicates();

            String users = "/analytics/api/segments/quiet/users";
            String first = host.get(users + "?limit=100000").body();
            Matcher next = NEXT.matcher(first);
            assertThat(next.find()).isTrue();
            String last = host.get(users + "?after=" + next.group(1).replace(" ", "%20"))
                    .body();
            assertThat(last).matches("\\{\"total\":100001,\"users\":\\[\"person \\d+\"],\"next\":null}");
            assertThat(first).doesNotContain(last.substring(last.indexOf('[') + 1, last.indexOf(']')));
        }
    }

    private static String stylesheet(HttpResponse<String> page) {
        Matcher link = STYLESHEET.matcher(page.body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
