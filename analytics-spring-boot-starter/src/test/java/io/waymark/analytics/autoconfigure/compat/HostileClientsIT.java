/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes, the answer is a success or the client's fault, and the next good event is stored. */
class HostileClientsIT {

    private static final List<String> ROUTES = List.of(
            "/analytics/v1/track",
            "/analytics/v1/identify",
            "/analytics/v1/batch",
            "/analytics/v1/m",
            "/analytics/e",
            "/analytics/engage",
            "/analytics/batch",
            "/analytics/flags?v=2",
            "/analytics/decide?v=99",
            "/analytics/s");
    private static final String KEYS =
            "\"writeKey\":\"" + RunningHost.KEY + "\",\"api_key\":\"" + RunningHost.KEY + "\"";
    private static final List<String> BODIES = List.of(
            "{%s,\"userId\":#,\"distinct_id\":#,\"event\":\"a\"}",
            "{%s,\"userId\":\"u\",\"distinct_id\":\"u\",\"event\":#}",
            "{%s,\"userId\":\"u\",\"distinct_id\":\"u\",\"event\":\"a\",\"properties\":#,\"context\":#,\"traits\":#}",
            "{%s,\"userId\":\"u\",\"distinct_id\":\"u\",\"event\":\"a\",\"properties\":{\"p\":#,\"$set\":#}}",
            "{%s,\"userId\":\"u\",\"distinct_id\":\"u\",\"event\":\"a\",\"timestamp\":#,\"sentAt\":#,\"sent_at\":#}",
            "{%s,\"userId\":\"u\",\"distinct_id\":\"u\",\"event\":\"a\",\"messageId\":#,\"uuid\":#,\"offset\":#}",
            "{%s,\"batch\":#,\"flag_keys\":#}",
            "{%s,\"batch\":[#,{\"type\":#,\"event\":\"a\",\"userId\":\"u\",\"distinct_id\":\"u\"}]}",
            "{%s,\"distinct_id\":\"u\",\"event\":\"$feature_flag_called\",\"properties\":{\"$feature_flag\":\"x\","
                    + "\"$feature_flag_response\":#,\"$session_id\":#}}",
            "#");
    private static final List<String> VALUES = List.of(
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(10_000) + "\"",
            "\"'; drop schema analytics cascade; --\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"\"",
            "null",
            "true",
            "-1e400",
            "9223372036854775807",
            "-9223372036854775808",
            "[]",
            "{}",
            "[[[[[[[[[[7]]]]]]]]]]",
            "[".repeat(2_000),
            "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}}}");

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(StoredEvents.Host.class);
        ExperimentCatalog catalog = host.bean(ExperimentCatalog.class);
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder("x")
                        .variant("control", 1)
                        .variant("blue", 1)
                        .goal("a")
                        .build(),
                "test");
        catalog.start(AppId.DEFAULT, "x", "test");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void strangeValuesEverywhere() {
        for (String route : ROUTES) {
            for (String body : BODIES) {
                for (String value : VALUES) {
                    send(route, body.replace("%s", KEYS).replace("#", value).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        canary("after values");
    }

    @Test
    void randomBytes() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (String route : ROUTES) {
            for (int i = 0; i < 50; i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                if (i % 3 == 0 && bytes.length > 2) {
                    bytes[0] = 0x1f;
                    bytes[1] = (byte) 0x8b;
                }
                send(route, bytes);
            }
        }
        canary("after bytes");
    }

    private static void send(String route, byte[] body) {
        HttpResponse<String> answer = host.send(route, request -> request.POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode())
                .as("%s %s: %s", route, new String(body, StandardCharsets.ISO_8859_1), answer.body())
                .isBetween(200, 499);
    }

    private static void canary(String who) {
        send(
                "/analytics/e",
                ("{" + KEYS + ",\"event\":\"canary\",\"distinct_id\":\"" + who + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(host.bean(StoredEvents.class).one(who).name()).isEqualTo("canary");
    }
}
