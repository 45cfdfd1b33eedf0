/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.annotation.ExperimentVariant;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventRejectedException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an application does with the starter: it annotates, hooks in, and asks for variants. */
class ApplicationIT {

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host = RunningHost.start(Bakery.class);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aControllerTakesTheVariantAsAnArgumentAndHttpGivesTheSameOne() {
        for (String person : new String[] {"ada", "bob", "cid", "dan"}) {
            String shown = page("/button", person);
            assertThat(shown).isIn("control", "bold");
            assertThat(json(host.get("/analytics/api/experiments/buy-button/assign?userId=" + person)
                                    .body())
                            .get("variant")
                            .asString())
                    .isEqualTo(shown);
        }
    }

    @Test
    void anExperimentIsManagedOverHttp() {
        String loaf = "/analytics/api/experiments/loaf";
        assertThat(host.post("/analytics/api/experiments", """
                                {"key":"loaf","variants":[{"key":"a"},{"key":"b"}],"goal":"bread_bought",
                                 "audience":{"attributes":[{"property":"country","op":"eq","value":"DE"}]},
                                 "plan":{"owner":"kim","sampleSize":1000}}
                                """).statusCode()).isEqualTo(201);
        assertThat(host.post(loaf + "/start?why=Approved", "").statusCode()).isEqualTo(200);
        assertThat(json(host.get(loaf + "/assign?userId=ada").body())
                        .get("reason")
                        .asString())
                .isEqualTo("NOT_IN_AUDIENCE");
        assertThat(json(host.post(loaf + "/assign", "{\"userId\":\"ada\",\"attributes\":{\"country\":\"DE\"}}")
                                .body())
                        .get("reason")
                        .asString())
                .isEqualTo("ASSIGNED");
        assertThat(json(host.get(loaf + "/assign?userId=ada").body())
                        .get("reason")
                        .asString())
                .isEqualTo("ASSIGNED");

        JsonNode preview = json(
                host.post(loaf + "/preview", "{\"trafficBasisPoints\":5000}").body());
        assertThat(preview.get("moved").asInt()).isZero();
        JsonNode changed = json(host.put(loaf + "/traffic", "{\"weights\":[9,1],\"why\":\"careful\"}")
                .body());
        assertThat(changed.get("phases").size()).isEqualTo(2);
        assertThat(host.put(loaf + "/traffic", "{\"weights\":[9]}").body()).contains("\"/weights\"");
        assertThat(host.put(loaf + "/overrides/qa", "{\"variant\":\"nonsense\"}")
                        .body())
                .contains("\"/variant\"");
        assertThat(host.put(loaf + "/overrides/qa", "{\"variant\":\"b\"}").statusCode())
                .isEqualTo(200);
        assertThat(json(host.get(loaf + "/assign?userId=qa").body())
                        .get("reason")
                        .asString())
                .isEqualTo("OVERRIDDEN");

        JsonNode scheduled = json(
                host.put(loaf + "/schedule", "{\"schedule\":{\"endAt\":\"2999-01-01T00:00:00Z\"},\"why\":\"Season\"}")
                        .body());
        assertThat(scheduled.get("schedule").get("endAt").asString()).isEqualTo("2999-01-01T00:00:00Z");
        var passed = host.put(loaf + "/schedule", "{\"schedule\":{\"endAt\":\"2001-01-01T00:00:00Z\"}}");
        assertThat(passed.statusCode()).isEqualTo(400);
        assertThat(json(passed.body()).get("errors").get(0).get("pointer").asString())
                .isEqualTo("/schedule/endAt");
        assertThat(json(host.get(loaf).body()).get("schedule").get("endAt").asString())
                .isEqualTo("2999-01-01T00:00:00Z");

        var edit = host.put(
                loaf, "{\"key\":\"loaf\",\"variants\":[{\"key\":\"a\"},{\"key\":\"b\"}],\"goal\":\"sneezed\"}");
        assertThat(edit.statusCode()).isEqualTo(409);
        assertThat(json(edit.body())
                        .get("errors")
                        .valueStream()
                        .map(each -> each.get("pointer").asString()))
                .contains("/goal", "/audience", "/plan");

        assertThat(json(host.post(loaf + "/pause", "{\"why\":\"Oven is cold\"}").body())
                        .get("state")
                        .asString())
                .isEqualTo("PAUSED");
        assertThat(host.post(loaf + "/pause", "{}").statusCode()).isEqualTo(409);
        JsonNode latest =
                json(host.get(loaf + "/audit?limit=1").body()).get("changes").get(0);
        assertThat(latest.get("action").asString()).isEqualTo("paused");
        assertThat(latest.get("why").asString()).isEqualTo("Oven is cold");
    }

    @Test
    void whoSawTheVariantAndReachedTheGoalIsInTheResults() {
        int people = 30;
        IntStream.range(0, people).forEach(i -> page("/button", "visitor-" + i));
        IntStream.range(0, people).forEach(i -> page("/buy?amount=3", "visitor-" + i));

        RunningHost.await(() -> {
            JsonNode results = json(
                    host.get("/analytics/api/experiments/buy-button/results").body());
            long exposed = 0;
            long converted = 0;
            for (JsonNode variant : results.get("variants")) {
                exposed += variant.get("users").asLong();
                converted += variant.get("conversions").asLong();
            }
            return exposed >= people && converted >= people;
        });

        String breakdown = "/analytics/api/experiments/buy-button/results/breakdown";
        long divided = 0;
        for (JsonNode part :
                json(host.get(breakdown + "?property=nobody-has-it").body()).get("parts")) {
            assertThat(part.get("kind").asString()).isEqualTo("NONE");
            divided += part.get("people").asLong();
        }
        assertThat(divided).isGreaterThanOrEqualTo(people);
        var refused = host.get(breakdown + "?property=shop&metric=unknown");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused.body()).get("errors").get(0).get("pointer").asString())
                .isEqualTo("/metric");
    }

    @Test
    void anAnnotatedMethodTracksForThePersonOfTheRequest() {
        page("/buy?amount=42", "eve");

        RunningHost.await(() -> host.sql().sql("""
                                select count(*) from analytics.event e
                                join analytics.event_name n on n.id = e.event_name_id
                                join analytics.distinct_id d on d.person_id = e.person_id
                                where n.name = 'bread_bought' and d.distinct_id = 'eve'
                                  and e.properties ->> 'amount' = '42' and e.properties ->> 'shop' = 'corner'
                                """).query(Long.class).single() == 1);
    }

    @Test
    void aHookCanDropAnEventWithItsReason() {
        var answer = host.post("/analytics/api/events", "{\"userId\":\"ada\",\"eventName\":\"health_checked\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body())).isEqualTo(json("{\"recorded\":false,\"reason\":\"not of interest\"}"));
    }

    @Test
    void aHookCanRefuseAnEventWithItsReason() {
        var answer = host.post("/analytics/api/events", "{\"userId\":\"ada\",\"eventName\":\"card_number_seen\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("no card numbers");
    }

    private static String page(String path, String person) {
        var answer = host.send(path, request -> request.header("X-Person", person));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import({BareHost.class, Counter.class})
    static class Bakery {

        @Bean
        ExperimentDefinition buyButton() {
            return ExperimentDefinition.builder("buy-button")
                    .variant("control", 1)
                    .variant("bold", 1)
                    .goal("bread_bought")
                    .startAutomatically()
                    .build();
        }

        @Bean
        CurrentPerson personOfTheRequest() {
            return () -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                    ? request.getRequest().getHeader("X-Person")
                    : null;
        }

        @Bean
        BeforeIngestHook shopHook() {
            return event -> switch (event.name()) {
                case "health_checked" -> Decision.drop("not of interest");
                case "card_number_seen" -> throw new EventRejectedException("no card numbers");
                default ->
                    Decision.keep(event.toBuilder().property("shop", "corner").build());
            };
        }
    }

    @RestController
    static class Counter {

        @GetMapping("/button")
        String button(@ExperimentVariant("buy-button") String variant) {
            return variant;
        }

        @GetMapping("/buy")
        @TrackEvent(value = "bread_bought", properties = "amount=#amount")
        public Map<String, Integer> buy(@RequestParam int amount) {
            return Map.of("amount", amount);
        }
    }
}
