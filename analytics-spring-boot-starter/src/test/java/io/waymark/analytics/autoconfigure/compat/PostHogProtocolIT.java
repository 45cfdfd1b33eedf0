/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.plan.Audience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostHogProtocolIT {

    private static final String OK = "{\"status\":\"Ok\"}";
    private static final String TEXT = "text/plain";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static RunningHost host;
    private static StoredEvents stored;

    @BeforeAll
    static void start() {
        host = RunningHost.start(StoredEvents.Host.class, "analytics.compat.posthog.path=/ph");
        stored = host.bean(StoredEvents.class);
        ExperimentCatalog catalog = host.bean(ExperimentCatalog.class);
        for (String key : new String[] {"running", "draft", "small"}) {
            catalog.create(
                    AppId.DEFAULT,
                    ExperimentDefinition.builder(key)
                            .variant("control", 1)
                            .variant("blue", 1)
                            .trafficBasisPoints(key.equals("small") ? 0 : 10_000)
                            .goal("order_placed")
                            .build(),
                    "test");
        }
        catalog.start(AppId.DEFAULT, "running", "test");
        catalog.start(AppId.DEFAULT, "small", "test");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/e",
                "/analytics/e/",
                "/analytics/i/v0/e/",
                "/analytics/capture/",
                "/analytics/track/",
                "/analytics/engage/",
                "/analytics/batch",
                "/ph/e/?ip=0&_=1700000000000&ver=1.2",
                "/ph/batch/"
            })
    void takesAnEventWhereverItIsMounted(String path) {
        String who = "at " + path;
        HttpResponse<String> answer = post(path, TEXT, event("seen", who, ""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(OK);
        assertThat(stored.one(who).name()).isEqualTo("seen");
    }

    @Test
    void knowsAnEncodingByItsBytes() {
        post("/analytics/e", TEXT, gzip(event("a", "p-gzip", "")));
        post("/analytics/e?compression=base64", "application/json", gzip(event("b", "p-gzip", "")));
        String base64 =
                Base64.getEncoder().encodeToString(event("c", "p-gzip", "").getBytes(StandardCharsets.UTF_8));
        post("/analytics/e", FORM, "data=" + URLEncoder.encode(base64, StandardCharsets.UTF_8));
        post("/analytics/e", FORM, "data=" + base64);
        String inflated = Base64.getEncoder().encodeToString(gzip(event("d", "p-gzip", "")));
        post("/analytics/e", TEXT, "data=" + URLEncoder.encode(inflated, StandardCharsets.UTF_8) + "&ip=1");
        post("/analytics/e", TEXT, base64);
        host.send("/analytics/e?data=" + URLEncoder.encode(event("e", "p-gzip", ""), StandardCharsets.UTF_8), r -> {});

        assertThat(stored.await("p-gzip", 7))
                .extracting(Event::name)
                .containsExactly("a", "b", "c", "c", "d", "c", "e");
    }

    @Test
    void takesOneEventAnArrayAndABatch() {
        String one = event("one", "p-shapes", "");
        post("/analytics/e", TEXT, "[" + one + "," + one + "]");
        post(
                "/analytics/batch",
                "application/json",
                "{\"api_key\":\"" + RunningHost.KEY
                        + "\",\"batch\":[{\"event\":\"many\",\"distinct_id\":\"p-shapes\"},{\"event\":\"many\"},"
                        + "{\"event\":\"many\",\"properties\":{\"distinct_id\":\"p-shapes\"}}]}");

        assertThat(stored.await("p-shapes", 4)).extracting(Event::name).containsExactly("one", "one", "many", "many");
    }

    @Test
    void takesTheEnvelopeApart() {
        String more = ",\"uuid\":\"0191f7a2-7b5c-7000-8000-000000000001\",\"timestamp\":\"2026-11-01T10:00:00.123Z\","
                + "\"$set\":{\"plan\":\"garden\"}";
        for (int attempt = 0; attempt < 3; attempt++) {
            post("/analytics/e", TEXT, event("order", "p-envelope", more));
        }

        Event event = stored.one("p-envelope");
        assertThat(event.eventId()).hasToString("0191f7a2-7b5c-7000-8000-000000000001");
        assertThat(event.occurredAt()).isEqualTo("2026-11-01T10:00:00.123Z");
        assertThat(event.sessionId()).isEqualTo("s1");
        assertThat(event.properties()).containsOnly(entry("total", 39.7), entry("$set", Map.of("plan", "garden")));
    }

    @Test
    void anAgeCountsBackFromTheTimeOfSending() {
        Instant now = Instant.now();
        String more =
                ",\"uuid\":\"0191f7a2-7b5c-4000-8000-000000000002\",\"offset\":3600000,\"sent_at\":\"" + now + "\"";
        for (int attempt = 0; attempt < 2; attempt++) {
            post("/analytics/e", TEXT, event("order", "p-age", more));
        }

        assertThat(stored.one("p-age").occurredAt())
                .isEqualTo(now.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void refusesWrongAndMixedKeysAndStoresNothing() {
        String good = event("a", "p-wrong", "");
        String wrong = good.replace(RunningHost.KEY, "not the key");
        HttpResponse<String> answer = post("/analytics/e", TEXT, wrong);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"type\":\"authentication_error\"");
        assertThat(post("/analytics/e", TEXT, "[" + good + "," + wrong + "]").statusCode())
                .isEqualTo(401);
        assertThat(post("/analytics/e", TEXT, "{\"event\":\"a\",\"distinct_id\":\"p-wrong\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(host.send("/analytics/array/wrong/config", r -> {}).statusCode())
                .isEqualTo(401);
        stored.none("p-wrong", host);
    }

    @Test
    void saysWhatIsMalformedOrTooMuch() {
        for (String body : new String[] {"", "x", "{", "data=%", "data=", "[]", "7", "{\"batch\":[]}"}) {
            HttpResponse<String> answer = post("/analytics/e", TEXT, body);
            assertThat(answer.statusCode()).as(body).isIn(400, 401);
            assertThat(answer.body()).as(body).contains("\"type\":", "\"detail\":");
        }
        byte[] bomb = gzip("[" + " ".repeat(60_000_000) + "]");
        assertThat(post("/analytics/e", TEXT, bomb).statusCode()).isEqualTo(413);
        assertThat(post("/analytics/e", TEXT, "[" + "7,".repeat(1_000) + "7]").statusCode())
                .isIn(401, 413);
    }

    @Test
    void answersFlagsWithRunningExperiments() {
        String variant = host.bean(Experiments.class).variant("running", "p-flags", false);
        String ask = "{\"token\":\"" + RunningHost.KEY + "\",\"distinct_id\":\"p-flags\"}";

        JsonNode flags = json(post("/analytics/flags/?v=2", TEXT, gzip(ask)));
        assertThat(flags.path("flags").propertyNames()).containsExactly("running", "small");
        assertThat(flags.at("/flags/running/variant").stringValue()).isEqualTo(variant);
        assertThat(flags.at("/flags/running/enabled").booleanValue()).isTrue();
        assertThat(flags.path("errorsWhileComputingFlags").booleanValue()).isFalse();
        assertThat(flags.has("supportedCompression")).isFalse();
        JsonNode withConfig = json(post("/analytics/flags?v=2&config=true", TEXT, ask));
        assertThat(withConfig.has("supportedCompression")).isTrue();
        JsonNode decided = json(post("/analytics/decide/?v=3", "application/json", ask));
        assertThat(decided.at("/featureFlags/running").stringValue()).isEqualTo(variant);
        assertThat(decided.path("featureFlagPayloads").isObject()).isTrue();
        assertThat(post("/analytics/flags?v=2", TEXT, "{\"token\":\"wrong\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void flagsFollowTheAudienceAndWhoSomebodyWasBefore() {
        ExperimentCatalog catalog = host.bean(ExperimentCatalog.class);
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder("pros")
                        .variant("control", 1)
                        .variant("new", 1)
                        .goal("signed_up")
                        .audience(Audience.ofAttributes(PropertyCondition.eq("plan", "pro")))
                        .build(),
                "ada");
        catalog.start(AppId.DEFAULT, "pros", "ada");
        int differently = 0;
        for (int i = 0; i < 20; i++) {
            assertThat(reason("p-free-" + i, ",\"person_properties\":{\"plan\":\"free\"}"))
                    .startsWith("control NOT_IN_AUDIENCE");
            String before = reason("p-anonymous-" + i, ",\"person_properties\":{\"plan\":\"pro\"}");
            assertThat(before).endsWith("ASSIGNED");
            assertThat(reason("p-known-" + i, ",\"$anon_distinct_id\":\"p-anonymous-" + i + "\""))
                    .isEqualTo(before);
            differently += reason("p-stranger-" + i, ",\"person_properties\":{\"plan\":\"pro\"}")
                            .equals(before)
                    ? 0
                    : 1;
        }
        assertThat(differently).isPositive();
        catalog.conclude(AppId.DEFAULT, "pros", null, "ada");
    }

    private String reason(String who, String more) {
        JsonNode flag = json(post(
                        "/analytics/flags?v=2",
                        TEXT,
                        "{\"token\":\"" + RunningHost.KEY + "\",\"distinct_id\":\"" + who + "\"" + more + "}"))
                .at("/flags/pros");
        return flag.get("variant").asString() + " "
                + flag.at("/reason/description").asString();
    }

    @Test
    void whatAClientShowedIsAnExposureOfWhoTakesPart() {
        String variant = host.bean(Experiments.class).variant("running", "p-exposed", false);
        post("/analytics/e", TEXT, called("p-exposed", "running", variant));
        post("/analytics/e", TEXT, called("p-outside", "small", "control"));
        post("/analytics/e", TEXT, called("p-other", "somebody else's", "on"));

        assertThat(stored.one("p-exposed").name()).isEqualTo("$experiment_exposure");
        assertThat(stored.one("p-outside").name()).isEqualTo("$feature_flag_called");
        assertThat(stored.one("p-other").name()).isEqualTo("$feature_flag_called");
        assertThat(host.sql().sql("""
                        select v.key || ' ' || x.variant from analytics.experiment_exposure x
                        join analytics.experiment v on v.id = x.experiment_id""").query(String.class).list()).containsExactly("running " + variant);
    }

    @Test
    void configuresTheBrowsersClient() {
        HttpResponse<String> config = host.send("/ph/array/" + RunningHost.KEY + "/config", r -> {});
        assertThat(json(config).path("supportedCompression").toString()).contains("gzip-js");
        assertThat(json(config).path("sessionRecording").booleanValue(true)).isFalse();
        assertThat(json(config).path("hasFeatureFlags").booleanValue()).isTrue();
        HttpResponse<String> script = host.send("/ph/array/" + RunningHost.KEY + "/config.js", r -> {});
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.body()).contains("_POSTHOG_REMOTE_CONFIG", RunningHost.KEY);
    }

    @Test
    void givesVisitorsAnIdWhoseBrowserKeepsNone() {
        for (String browser : new String[] {"Firefox", "Safari"}) {
            host.send(
                    "/analytics/e",
                    request -> request.header("User-Agent", browser)
                            .POST(BodyPublishers.ofString(event("seen", "$posthog_cookieless", ""))));
        }

        assertThat(stored.one("somebody with Firefox").name()).isEqualTo("seen");
        assertThat(stored.one("somebody with Safari").name()).isEqualTo("seen");
    }

    @Test
    void takesRecordingsAndThrowsThemAway() {
        assertThat(post("/analytics/s/", TEXT, gzip("[1]")).body()).isEqualTo(OK);
        post("/analytics/e", TEXT, event("$snapshot", "p-recorded", ""));
        stored.none("p-recorded", host);
    }

    @Test
    void answersThePreflightRequestOfAnyOrigin() {
        HttpResponse<String> answer = host.send(
                "/analytics/flags/?v=2",
                request -> request.method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "https://shop.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
    }

    private static String event(String name, String who, String more) {
        return "{\"event\":\"" + name + "\",\"distinct_id\":\"" + who + "\",\"properties\":{\"total\":39.7,"
                + "\"$session_id\":\"s1\",\"token\":\"" + RunningHost.KEY + "\"}" + more + "}";
    }

    private static String called(String who, String flag, String variant) {
        return "{\"event\":\"$feature_flag_called\",\"distinct_id\":\"" + who + "\",\"api_key\":\"" + RunningHost.KEY
                + "\",\"properties\":{\"$feature_flag\":\"" + flag + "\",\"$feature_flag_response\":\"" + variant
                + "\"}}";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return post(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> post(String path, String type, byte[] body) {
        return host.send(path, request -> request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
