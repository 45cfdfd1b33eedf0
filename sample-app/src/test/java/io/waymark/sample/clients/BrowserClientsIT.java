/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import static io.waymark.sample.clients.StoredEvents.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.sample.dashboard.Chromium;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages are of another origin than the shop. */
@ClientsTest
class BrowserClientsIT {

    private static Chromium chromium;
    private static PageServer pages;

    @Value("${analytics.ingest.api-key}")
    private String key;

    @Autowired
    private StoredEvents stored;

    @Autowired
    private Experiments experiments;

    private final URI shop;
    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));

    BrowserClientsIT(@LocalServerPort int port) {
        this.shop = URI.create("http://localhost:" + port);
    }

    @BeforeAll
    static void open() throws Exception {
        pages = new PageServer(NodeModules.install().folder());
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (pages != null) {
            pages.close();
        }
    }

    @Test
    void segmentSendsWhatAVisitorDoesOnce() throws Exception {
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/v1/"));
                BrowserContext context = chromium.context()) {
            Page page = open(context, "segment-next.html", "web-kim", "&door=" + door.address());
            String visitor = (String) page.evaluate("look()");
            // What it sends again, it sends as whoever is known by then.
            page.waitForCondition(() -> door.requests() >= 3);
            page.evaluate("order()");

            List<Event> events = stored.await(4, visitor, "web-kim");
            assertThat(door.requests()).isGreaterThan(4);
            Event view = one(events, "$pageview");
            assertThat(view.distinctId()).isEqualTo(visitor);
            assertThat(view.properties())
                    .contains(
                            entry("$pathname", "/segment-next.html"),
                            entry("title", "Ferns"),
                            entry("$lib", "analytics.js"))
                    .hasEntrySatisfying(
                            "$current_url",
                            url -> assertThat((String) url).startsWith(pages.address() + "/segment-next.html"));
            Event viewed = one(events, "Plant Viewed");
            assertThat(viewed.distinctId()).isEqualTo(visitor);
            assertThat(viewed.properties()).contains(entry("plant", "boston-fern"), entry("price", 16.9));
            assertThat(viewed.occurredAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            Event identified = one(events, "$identify");
            assertThat(identified.distinctId()).isEqualTo("web-kim");
            assertThat(identified.properties())
                    .contains(entry("$anon_distinct_id", visitor), entry("$set", Map.of("plan", "garden")));
            Event order = one(events, "Order Completed");
            assertThat(order.distinctId()).isEqualTo("web-kim");
            assertThat(order.occurredAt()).isBetween(yesterday.minusSeconds(60), yesterday.plusSeconds(60));
        }
    }

    @Test
    void segmentLearnsFromTheSettingsWhereToSend() throws Exception {
        try (BrowserContext context = chromium.context()) {
            Page page = open(context, "segment-next.html", "web-robin", "");
            String visitor = (String) page.evaluate("look()");
            page.evaluate("order()");

            assertThat(stored.await(4, visitor, "web-robin")).hasSize(4);
        }
    }

    @Test
    void posthogSendsWhatAVisitorDoesOnceAndGivesTheVariantThatJavaGives() throws Exception {
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/e"));
                BrowserContext context = chromium.context()) {
            Page page = context.newPage();
            page.navigate(address("posthog-js.html", door.address(), "web-lee"));
            Map<?, ?> seen = (Map<?, ?>) page.evaluate("run()");
            String visitor = (String) seen.get("visitor");
            stored.await(5, visitor, "web-lee");
            page.navigate("about:blank");

            List<Event> events = stored.await(6, visitor, "web-lee");
            assertThat(door.requests()).isGreaterThan(1);
            // An event of another day is of another visit for this client, and ends the one that was going on.
            assertThat(events)
                    .filteredOn(event -> !Set.of("order_placed", "$pageleave").contains(event.name()))
                    .extracting(Event::sessionId)
                    .containsOnly((String) seen.get("session"));
            Event view = one(events, "$pageview");
            assertThat(view.distinctId()).isEqualTo(visitor);
            assertThat(view.properties())
                    .contains(entry("$pathname", "/posthog-js.html"), entry("$lib", "web"))
                    .doesNotContainKeys("token", "$session_id");
            assertThat(one(events, "plant_viewed").properties())
                    .contains(entry("plant", "boston-fern"), entry("price", 16.9));
            Event identified = one(events, "$identify");
            assertThat(identified.distinctId()).isEqualTo("web-lee");
            assertThat(identified.properties())
                    .contains(entry("$anon_distinct_id", visitor), entry("$set", Map.of("plan", "garden")));
            Event order = one(events, "order_placed");
            assertThat(order.occurredAt()).isBetween(yesterday.minusSeconds(60), yesterday.plusSeconds(60));
            assertThat(one(events, "$pageleave").distinctId()).isEqualTo("web-lee");
            Assignment assignment = experiments.assign(AppId.DEFAULT, "checkout-button", visitor);
            assertThat(assignment.takesPart()).isTrue();
            assertThat(seen.get("anonymous")).isEqualTo(assignment.variant());
            assertThat(one(events, "$experiment_exposure").properties())
                    .contains(entry("experiment", "checkout-button"), entry("variant", assignment.variant()));
        }
    }

    private Page open(BrowserContext context, String file, String person, String more) {
        Page page = context.newPage();
        page.navigate(address(file, shop.toString(), person) + more);
        return page;
    }

    private String address(String file, String host, String person) {
        return pages.address() + "/" + file + "#host=" + host + "&key=" + key + "&person=" + person;
    }
}
