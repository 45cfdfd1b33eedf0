/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import static io.waymark.sample.clients.StoredEvents.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.track.EventIds;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@ClientsTest
class NodeClientsIT {

    private static final int MANY = 40;

    private static NodeModules node;

    @Value("${analytics.ingest.api-key}")
    private String key;

    @Autowired
    private StoredEvents stored;

    @Autowired
    private Experiments experiments;

    private final URI shop;
    private final Instant yesterday =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(1, ChronoUnit.DAYS);

    NodeClientsIT(@LocalServerPort int port) {
        this.shop = URI.create("http://localhost:" + port);
    }

    @BeforeAll
    static void install() throws Exception {
        node = NodeModules.install();
    }

    @Test
    void segmentSendsEveryKindOfMessageOnce() throws Exception {
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/v1/"))) {
            run("segment-node.mjs", door, "node-visitor", "node-kim");
            assertThat(door.requests()).isGreaterThan(3);
        }

        List<Event> events = stored.await(6 + MANY, "node-visitor", "node-kim");
        assertThat(events).extracting(Event::occurredAt).containsOnly(yesterday);
        Event page = one(events, "$pageview");
        assertThat(page.distinctId()).isEqualTo("node-visitor");
        assertThat(page.sessionId()).isEqualTo("visit of node-visitor");
        assertThat(page.properties())
                .contains(
                        entry("$current_url", "https://shop.example/ferns?light=low"),
                        entry("$pathname", "/ferns"),
                        entry("title", "Ferns"),
                        entry("utm_campaign", "spring"),
                        entry("utm_source", "letter"),
                        entry("$lib", "@segment/analytics-node"));
        assertThat(one(events, "$identify").properties())
                .contains(entry("$anon_distinct_id", "node-visitor"), entry("$set", Map.of("plan", "garden")));
        Event order = one(events, "Order Completed");
        assertThat(order.eventId()).isEqualTo(EventIds.of("order of node-kim"));
        assertThat(order.properties())
                .contains(entry("total", 39.7), entry("products", List.of(Map.of("sku", "boston-fern"))));
        assertThat(one(events, "$screen").properties()).containsEntry("$screen_name", "Account");
        assertThat(one(events, "$groupidentify").properties())
                .contains(entry("$group_key", "gardeners"), entry("$group_set", Map.of("members", 7)));
        assertThat(one(events, "$create_alias").properties()).containsEntry("alias", "old node-kim");
        assertThat(plants(events)).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void posthogSendsEventsOnceAndGivesTheVariantThatJavaGives() throws Exception {
        Assignment assignment = experiments.assign(AppId.DEFAULT, "checkout-button", "node-lee");
        assertThat(assignment.takesPart()).isTrue();
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/batch"))) {
            String output = run("posthog-node.mjs", door, "node-caller", "node-lee");
            assertThat(output).contains("variant=" + assignment.variant());
            assertThat(door.requests()).isGreaterThan(2);
        }

        List<Event> events = stored.await(6 + MANY, "node-caller", "node-lee");
        Event page = one(events, "$pageview");
        assertThat(page.distinctId()).isEqualTo("node-caller");
        assertThat(page.occurredAt()).isEqualTo(yesterday);
        assertThat(page.sessionId()).isEqualTo("visit of node-caller");
        assertThat(page.properties()).contains(entry("$current_url", "https://shop.example/ferns"));
        assertThat(one(events, "$identify").properties())
                .contains(
                        entry("$anon_distinct_id", "node-caller"),
                        entry("$set", Map.of("plan", "garden")),
                        entry("$set_once", Map.of("first", "fern")));
        Event order = one(events, "order_placed");
        assertThat(order.occurredAt()).isEqualTo(yesterday);
        assertThat(order.properties())
                .contains(entry("total", 39.7), entry("products", List.of(Map.of("sku", "boston-fern"))));
        assertThat(one(events, "$create_alias").properties()).containsEntry("alias", "old node-lee");
        assertThat(one(events, "$groupidentify").properties()).containsEntry("$group_key", "gardeners");
        assertThat(one(events, "$experiment_exposure").properties())
                .contains(entry("experiment", "checkout-button"), entry("variant", assignment.variant()));
        assertThat(plants(events)).hasSize(MANY).doesNotHaveDuplicates();
    }

    private String run(String script, LossyDoor door, String visitor, String person) throws Exception {
        return node.run(
                script,
                Map.of(
                        "HOST", door.address(),
                        "KEY", key,
                        "VISITOR", visitor,
                        "PERSON", person,
                        "WHEN", yesterday.toString()));
    }

    private static List<Object> plants(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("watered"))
                .map(event -> event.properties().get("plant"))
                .toList();
    }
}
