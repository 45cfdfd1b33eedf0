/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.write.IngestPipeline;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentProtocolIT {

    private static final String OK = "{\"success\":true}";

    private static RunningHost host;
    private static StoredEvents stored;

    @BeforeAll
    static void start() {
        host = RunningHost.start(StoredEvents.Host.class, "analytics.compat.segment.path=/segment");
        stored = host.bean(StoredEvents.class);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/v1/track",
                "/analytics/v1/track/",
                "/analytics/v1/t",
                "/analytics/v1/t/",
                "/segment/v1/track",
                "/segment/v1/t/"
            })
    void takesAMessageWhereverItIsMounted(String path) {
        String who = "at " + path;
        HttpResponse<String> answer = post(
                path, "{\"writeKey\":\"" + RunningHost.KEY + "\",\"userId\":\"" + who + "\",\"event\":\"watered\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(OK);
        assertThat(stored.one(who).name()).isEqualTo("watered");
    }

    @Test
    void takesTheKeyFromTheHeaderAndSharesTheContextOfABatch() {
        String batch = """
                {"context":{"library":{"name":"shared","version":"2"},"locale":"en"},"batch":[
                 {"type":"track","event":"a","userId":"s-lee","context":{"library":{"name":"own"}}},
                 {"type":"page","anonymousId":"s-lee"},
                 {"type":"screen","userId":"s-lee","name":"Account"}]}""";
        assertThat(basic("/analytics/v1/batch", batch).body()).isEqualTo(OK);

        assertThat(stored.await("s-lee", 3)).extracting(Event::name).containsExactly("a", "$pageview", "$screen");
        assertThat(stored.await("s-lee", 3).get(0).properties())
                .contains(entry("$lib", "own"), entry("$lib_version", "2"), entry("$locale", "en"));
    }

    @Test
    void aBadItemStopsNoOtherAndIsCounted() {
        long before = dropped("invalid");
        String batch = """
                {"batch":[{"type":"track","userId":"s-kim"},{"type":"dance","userId":"s-kim"},7,
                 {"type":"track","event":"a"},{"type":"track","event":"a","userId":"undefined"},
                 {"type":"track","event":"good","userId":"s-kim"}]}""";
        assertThat(basic("/analytics/v1/import/", batch).body()).isEqualTo(OK);

        assertThat(stored.one("s-kim").name()).isEqualTo("good");
        assertThat(dropped("invalid")).isEqualTo(before + 5);
    }

    @Test
    void aMessageSentAgainIsStoredOnceThoughTheClientsClockIsWrong() {
        Instant byItsClock = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
        for (int attempt = 0; attempt < 3; attempt++) {
            String message =
                    "{\"batch\":[{\"type\":\"track\",\"event\":\"late\",\"userId\":\"s-skew\",\"messageId\":\"m1\","
                            + "\"timestamp\":\"" + byItsClock.minus(Duration.ofDays(9)) + "\"}],\"sentAt\":\""
                            + byItsClock.plusSeconds(7L * attempt) + "\"}";
            assertThat(basic("/analytics/v1/batch", message).body()).isEqualTo(OK);
        }

        Event event = stored.one("s-skew");
        Instant really = Instant.now().minus(Duration.ofDays(9));
        assertThat(event.occurredAt()).isBetween(really.minusSeconds(60), really.plusSeconds(60));
        assertThat(event.properties()).containsEntry("$time_adjusted", "clock skew");
    }

    @Test
    void identifiesAndGivesTraits() {
        basic(
                "/analytics/v1/identify",
                "{\"userId\":\"s-robin\",\"anonymousId\":\"s-anon\",\"traits\":{\"plan\":\"garden\"}}");

        Event event = stored.one("s-robin");
        assertThat(event.name()).isEqualTo("$identify");
        assertThat(event.properties())
                .contains(entry("$anon_distinct_id", "s-anon"), entry("$set", Map.of("plan", "garden")));
    }

    @Test
    void aBrowserSaysWhereItsVisitorIs() {
        String message = "{\"anonymousId\":\"s-web\",\"event\":\"seen\",\"writeKey\":\"" + RunningHost.KEY + "\"}";
        HttpResponse<String> answer = host.send(
                "/analytics/v1/t",
                request -> request.header("Origin", "https://shop.example")
                        .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(message)));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(stored.one("s-web").properties())
                .contains(entry("$browser", "Firefox"), entry("$os", "Linux"))
                .doesNotContainKeys("$ip", "$raw_user_agent");
    }

    @Test
    void whoDoesNotWantToBeTrackedIsNot() {
        long before = dropped("opted out");
        String message = "{\"anonymousId\":\"s-gpc\",\"event\":\"seen\",\"writeKey\":\"" + RunningHost.KEY + "\"}";
        HttpResponse<String> answer = host.send(
                "/analytics/v1/t",
                request -> request.header("Origin", "https://shop.example")
                        .header("Sec-GPC", "1")
                        .POST(BodyPublishers.ofString(message)));

        assertThat(answer.body()).isEqualTo(OK);
        assertThat(dropped("opted out")).isEqualTo(before + 1);
        stored.none("s-gpc", host);
    }

    @Test
    void answersThePreflightRequestOfAnyOrigin() {
        HttpResponse<String> answer = host.send(
                "/analytics/v1/t",
                request -> request.method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "https://shop.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization, content-type, x-retry-count"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(answer.headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse("")
                        .toLowerCase(Locale.ROOT))
                .contains("authorization", "content-type", "x-retry-count");
    }

    @Test
    void tellsTheBrowsersClientWhereToSend() {
        HttpResponse<String> answer = host.send("/segment/v1/projects/" + RunningHost.KEY + "/settings", request -> {});

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"apiHost\":\"" + host.uri("").getAuthority() + "/segment/v1\"")
                .contains("\"protocol\":\"http\"", "\"apiKey\":\"" + RunningHost.KEY + "\"");
        assertThat(host.send("/segment/v1/projects/wrong/settings", request -> {})
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesAWrongKeyAndStoresNothing() {
        String message = "{\"userId\":\"s-wrong\",\"event\":\"a\",\"writeKey\":\"not the key\"}";
        assertThat(post("/analytics/v1/track", message).statusCode()).isEqualTo(401);
        HttpResponse<String> none = post("/analytics/v1/track", "{\"userId\":\"s-wrong\",\"event\":\"a\"}");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).startsWith("{").contains("\"success\":false", "\"message\":");
        stored.none("s-wrong", host);
    }

    @Test
    void saysWhatIsMalformedOrTooMuch() {
        assertThat(basic("/analytics/v1/batch", "{\"batch\":").statusCode()).isEqualTo(400);
        assertThat(basic("/analytics/v1/batch", "{}").body()).contains("\"success\":false");
        String item = "{\"type\":\"track\",\"event\":\"a\",\"userId\":\"s-many\"}";
        assertThat(basic("/analytics/v1/batch", "{\"batch\":[" + item + ("," + item).repeat(1000) + "]}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(basic("/analytics/v1/batch", "{\"a\":\"" + "x".repeat(1_100_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takesWhatTheClientMeasuresOfItself() {
        assertThat(post("/analytics/v1/m", "{\"series\":[]}").body()).isEqualTo(OK);
    }

    @Test
    void asksToComeBackWhenItCannotStore() {
        IngestPipeline pipeline = host.bean(IngestPipeline.class);
        pipeline.stop();
        try {
            HttpResponse<String> answer =
                    basic("/analytics/v1/track", "{\"userId\":\"s-later\",\"event\":\"a\",\"messageId\":\"m2\"}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            pipeline.start();
        }
        basic("/analytics/v1/track", "{\"userId\":\"s-later\",\"event\":\"a\",\"messageId\":\"m2\"}");
        assertThat(stored.one("s-later").name()).isEqualTo("a");
    }

    private static long dropped(String reason) {
        return host.bean(Ingest.class).stats().dropped().getOrDefault(reason, 0L);
    }

    private static HttpResponse<String> post(String path, String json) {
        return host.send(
                path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> basic(String path, String json) {
        String credentials =
                Base64.getEncoder().encodeToString((RunningHost.KEY + ":").getBytes(StandardCharsets.UTF_8));
        return host.send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .header("Authorization", "Basic " + credentials)
                        .POST(BodyPublishers.ofString(json)));
    }
}
