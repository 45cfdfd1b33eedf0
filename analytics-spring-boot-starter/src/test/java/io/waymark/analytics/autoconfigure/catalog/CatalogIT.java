/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.catalog.EventCatalog;
import io.waymark.analytics.catalog.EventTypes;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.track.Ingest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class CatalogIT {

    @EventType(category = "Checkout", description = "Somebody paid.")
    record OrderPlaced(int items) implements TypedEvent {}

    @Configuration(proxyBeanMethods = false)
    @Import(BareHost.class)
    static class Shop {

        @Bean
        EventTypes types() {
            return EventTypes.of(OrderPlaced.class);
        }
    }

    @Test
    void switchesEventsOffAtOnceHereAndSoonAtTheOtherInstance() {
        try (RunningHost here = RunningHost.start(Shop.class);
                RunningHost there =
                        RunningHost.start(here.database(), Shop.class, "analytics.catalog.refresh-interval=100ms")) {
            assertThat(here.get("/analytics/api/event-definitions/order_placed").body())
                    .contains("\"category\":\"Checkout\"", "\"active\":true", "\"defined\":true");
            assertThat(send(there, "order_placed").body()).isEqualTo("{\"recorded\":true}");

            assertThat(here.put("/analytics/api/event-definitions/order_placed", "{\"active\":false}")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(send(here, "order_placed").body())
                    .contains("\"recorded\":false", "\"reason\":\"inactive event\"");
            until(() -> send(there, "order_placed").body().contains("inactive event"));
            HttpResponse<String> batch = here.post(
                    "/analytics/api/events/batch",
                    "{\"events\":[{\"userId\":\"u\",\"eventName\":\"order_placed\"},"
                            + "{\"userId\":\"u\",\"eventName\":\"other\"}]}");
            assertThat(batch.body())
                    .contains("\"recorded\":1", "\"dropped\":[{\"index\":0,\"reason\":\"inactive event\"}]");
        }
    }

    @Test
    void strictAnswersWhatNobodyDefinedWithAPointerAndAHint(CapturedOutput output) {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.catalog.mode=strict")) {
            HttpResponse<String> refused = send(host, "order_placd");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body())
                    .contains("\"pointer\":\"/eventName\"", "Did you mean 'order_placed'?", "/api/event-definitions");
            assertThat(host.post(
                                    "/analytics/api/events/batch",
                                    "{\"events\":[{\"userId\":\"u\",\"eventName\":\"order_placd\"}]}")
                            .body())
                    .contains("\"recorded\":0", "\"pointer\":\"/eventName\"");
            assertThat(host.events()).isZero();

            Analytics analytics = host.bean(Analytics.class);
            for (int i = 0; i < 3; i++) {
                analytics.track("order_plazed", "kim");
            }
            assertThat(host.bean(Ingest.class).stats().dropped()).containsEntry("unknown event", 5L);
            assertThat(output.getOut().split("'order_plazed' is not in the catalogue", -1))
                    .hasSize(2);

            analytics.track(new OrderPlaced(2), "kim");
            until(() -> host.events() == 1);
            assertThat(host.post("/analytics/api/event-definitions", "{\"event\":\"order_placd\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send(host, "order_placd").body()).isEqualTo("{\"recorded\":true}");
        }
    }

    @Test
    void refusesToSwitchOffWhatSaysWhoPeopleAre() {
        try (RunningHost host = RunningHost.start(BareHost.class)) {
            HttpResponse<String> answer =
                    host.post("/analytics/api/event-definitions", "{\"event\":\"$identify\",\"active\":false}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"pointer\":\"/active\"");
        }
    }

    @Test
    void canBeSwitchedOffAsAWhole() {
        try (RunningHost host = RunningHost.start(Shop.class, "analytics.catalog.enabled=false")) {
            assertThat(host.context().getBeanNamesForType(EventCatalog.class)).isEmpty();
            assertThat(host.context().getBeanNamesForType(EventDefinitions.class))
                    .hasSize(1);
            assertThat(host.post("/analytics/api/event-definitions", "{\"event\":\"x\",\"active\":false}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send(host, "x").body()).isEqualTo("{\"recorded\":true}");
        }
    }

    private static HttpResponse<String> send(RunningHost host, String event) {
        return host.post("/analytics/api/events", "{\"userId\":\"kim\",\"eventName\":\"" + event + "\"}");
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Clock.systemUTC().instant().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Clock.systemUTC().instant()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
