/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.imports.Imports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportApiIT {

    private static final String PATH = "/analytics/api/imports";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(BareHost.class, "analytics.purge.after=0", "analytics.enrich.own-hosts=shop.example");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void takesAFileAndTellsWhatBecameOfIt() throws IOException {
        StringBuilder csv = new StringBuilder("event_name,user_id,occurred_at\n");
        for (int i = 0; i < 1_500; i++) {
            csv.append("step,p").append(i).append(",2024-05-01T10:00:00Z\n");
        }
        csv.append("step,,2024-05-01T10:00:00Z\n");

        HttpResponse<String> taken = send(PATH + "?format=csv&name=steps.csv", gzip(csv.toString()));
        assertThat(taken.statusCode()).isEqualTo(202);
        String location = taken.headers().firstValue("Location").orElseThrow();
        RunningHost.await(() -> state(location).equals("finished"));

        JsonNode run = JSON.readTree(host.get(location).body());
        assertThat(run.get("lines").longValue()).isEqualTo(1_502);
        assertThat(run.get("recorded").longValue()).isEqualTo(1_500);
        assertThat(run.get("rejected").longValue()).isEqualTo(1);
        assertThat(run.at("/errors/0/line").longValue()).isEqualTo(1_502);
        assertThat(run.at("/errors/0/reason").stringValue()).contains("is missing");
        assertThat(run.get("failure").isNull()).isTrue();
        assertThat(JSON.readTree(host.get(PATH).body()).get("imports").valueStream())
                .contains(run);
    }

    @Test
    void enrichesThePageViewsOfAnAccessLog() {
        String log = "192.0.2.7 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5 \"https://shop.example/\" "
                + "\"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0\"\n"
                + "192.0.2.7 - - [17/May/2015:10:05:04 +0000] \"GET /b HTTP/1.1\" 200 5 \"-\" \"curl/8.1\"\n";

        String location = send(PATH + "?format=access-log&name=access.log", log.getBytes(StandardCharsets.UTF_8))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        RunningHost.await(() -> state(location).equals("finished"));

        JsonNode run = JSON.readTree(host.get(location).body());
        assertThat(run.at("/dropped/bot").longValue()).isEqualTo(1);
        assertThat(host.sql()
                        .sql(
                                "select properties ->> '$channel' || ' ' || jsonb_exists(properties, '$ip') || ' ' || (properties ->> '$pathname') "
                                        + "from analytics.event where jsonb_exists(properties, '$pathname')")
                        .query(String.class)
                        .list())
                .containsExactly("Internal false /a");
    }

    @Test
    void refusesWhatItCannotTake() {
        assertThat(send(PATH + "?format=xml&name=a", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(send(PATH + "?format=csv", new byte[0]).body()).contains("/name");
        assertThat(host.send(
                                PATH + "?format=csv&name=a",
                                request -> request.header("X-Api-Key", RunningHost.KEY)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString("a")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(host.send(PATH, request -> request.GET()).statusCode()).isEqualTo(401);
        assertThat(host.get(PATH + "/999999").statusCode()).isEqualTo(404);
        assertThat(host.get(PATH + "/x").statusCode()).isEqualTo(404);
    }

    @Test
    void canBeSwitchedOff() {
        try (RunningHost without = RunningHost.start(BareHost.class, "analytics.imports.enabled=false")) {
            assertThat(without.get(PATH).statusCode()).isEqualTo(404);
            assertThat(without.context().getBeanProvider(Imports.class).getIfAvailable())
                    .isNull();
        }
    }

    private static String state(String location) {
        return JSON.readTree(host.get(location).body()).get("state").stringValue();
    }

    private static HttpResponse<String> send(String path, byte[] body) {
        return host.send(
                path, request -> request.header("X-Api-Key", RunningHost.KEY).POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
