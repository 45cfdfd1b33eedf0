/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import static io.waymark.sample.clients.StoredEvents.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.track.EventIds;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@ClientsTest
class JavaClientsIT {

    /** In one batch: the client says of all that it sends that it sent them when it made the batch. */
    private static final int MANY = 200;

    @Value("${analytics.ingest.api-key}")
    private String key;

    @Autowired
    private StoredEvents stored;

    @Autowired
    private Experiments experiments;

    private final URI shop;
    private final Instant yesterday =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(1, ChronoUnit.DAYS);

    JavaClientsIT(@LocalServerPort int port) {
        this.shop = URI.create("http://localhost:" + port);
    }

    @Test
    void segmentSendsEveryKindOfMessageOnce() throws Exception {
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/v1/"))) {
            CountDownLatch settled = new CountDownLatch(6 + MANY);
            List<String> failures = new ArrayList<>();
            Analytics analytics = Analytics.builder(key)
                    .endpoint(door.address() + "/analytics")
                    .callback(new Callback() {
                        @Override
                        public void success(Message message) {
                            settled.countDown();
                        }

                        @Override
                        public void failure(Message message, Throwable cause) {
                            failures.add(message.type() + ": " + cause);
                            settled.countDown();
                        }
                    })
                    .build();
            Map<String, Object> context = Map.of("sessionId", "java visit", "ip", "192.0.2.7", "locale", "en-GB");
            enqueue(
                    analytics,
                    PageMessage.builder("Ferns")
                            .anonymousId("java-visitor")
                            .properties(Map.of("url", "https://shop.example/ferns?light=low", "path", "/ferns"))
                            .context(context));
            enqueue(
                    analytics,
                    IdentifyMessage.builder()
                            .userId("java-kim")
                            .anonymousId("java-visitor")
                            .traits(Map.of("plan", "garden")));
            enqueue(
                    analytics,
                    TrackMessage.builder("Order Completed")
                            .userId("java-kim")
                            .messageId("java order")
                            .properties(Map.of("total", 39.7, "products", List.of(Map.of("sku", "boston-fern"))))
                            .context(context));
            enqueue(analytics, ScreenMessage.builder("Account").userId("java-kim"));
            enqueue(
                    analytics,
                    GroupMessage.builder("gardeners").userId("java-kim").traits(Map.of("members", 7)));
            enqueue(analytics, AliasMessage.builder("java-old").userId("java-kim"));
            for (int i = 0; i < MANY; i++) {
                enqueue(
                        analytics,
                        TrackMessage.builder("watered").userId("java-kim").properties(Map.of("plant", i)));
            }
            analytics.flush();
            assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
            analytics.shutdown();
            assertThat(failures).isEmpty();
            assertThat(door.requests()).isGreaterThan(1);
        }

        List<Event> events = stored.await(6 + MANY, "java-visitor", "java-kim");
        assertThat(events).extracting(Event::occurredAt).containsOnly(yesterday);
        Event page = one(events, "$pageview");
        assertThat(page.distinctId()).isEqualTo("java-visitor");
        assertThat(page.sessionId()).isEqualTo("java visit");
        assertThat(page.properties())
                .contains(
                        entry("$current_url", "https://shop.example/ferns?light=low"),
                        entry("$pathname", "/ferns"),
                        entry("$host", "shop.example"),
                        entry("name", "Ferns"),
                        entry("$locale", "en-GB"),
                        entry("$lib", "analytics-java"));
        assertThat(one(events, "$identify").properties())
                .contains(entry("$anon_distinct_id", "java-visitor"), entry("$set", Map.of("plan", "garden")));
        Event order = one(events, "Order Completed");
        assertThat(order.eventId()).isEqualTo(EventIds.of("java order"));
        assertThat(order.distinctId()).isEqualTo("java-kim");
        assertThat(order.properties())
                .contains(entry("total", 39.7), entry("products", List.of(Map.of("sku", "boston-fern"))));
        assertThat(one(events, "$screen").properties()).containsEntry("$screen_name", "Account");
        assertThat(one(events, "$groupidentify").properties())
                .contains(entry("$group_key", "gardeners"), entry("$group_set", Map.of("members", 7)));
        assertThat(one(events, "$create_alias").properties()).containsEntry("alias", "java-old");
        assertThat(plants(events)).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void posthogSendsEventsOnceAndGivesTheVariantThatJavaGives() throws Exception {
        try (LossyDoor door = new LossyDoor(shop, 1, path -> path.startsWith("/analytics/batch"))) {
            PostHogInterface posthog = PostHog.with(new PostHogConfig.Builder(key)
                    .host(door.address() + "/analytics")
                    .flushAt(20)
                    .flushIntervalSeconds(1)
                    .preloadFeatureFlags(false)
                    .remoteConfig(false)
                    .build());
            posthog.capture(
                    "ph-visitor",
                    "$pageview",
                    PostHogCaptureOptions.builder()
                            .property("$current_url", "https://shop.example/ferns")
                            .property("$session_id", "ph visit")
                            .timestamp(Date.from(yesterday))
                            .build());
            posthog.identify("ph-kim", Map.of("plan", "garden"), Map.of("first", "fern"));
            posthog.alias("ph-kim", "ph-old");
            posthog.group("ph-kim", "club", "gardeners", Map.of("members", 7));
            for (int i = 0; i < MANY; i++) {
                posthog.capture(
                        "ph-kim",
                        "watered",
                        PostHogCaptureOptions.builder()
                                .property("plant", i)
                                .timestamp(Date.from(yesterday))
                                .build());
            }
            Assignment assignment = experiments.assign(AppId.DEFAULT, "checkout-button", "ph-kim");
            assertThat(assignment.takesPart()).isTrue();
            assertThat(posthog.getFeatureFlag("ph-kim", "checkout-button")).isEqualTo(assignment.variant());
            posthog.flush();

            List<Event> events = stored.await(5 + MANY, "ph-visitor", "ph-kim");
            posthog.close();
            assertThat(door.requests()).isGreaterThan(1);
            Event page = one(events, "$pageview");
            assertThat(page.occurredAt()).isEqualTo(yesterday);
            assertThat(page.sessionId()).isEqualTo("ph visit");
            assertThat(page.properties())
                    .contains(entry("$current_url", "https://shop.example/ferns"), entry("$lib", "posthog-server"))
                    .doesNotContainKeys("token", "$session_id", "distinct_id");
            assertThat(one(events, "$identify").properties())
                    .contains(entry("$set", Map.of("plan", "garden")), entry("$set_once", Map.of("first", "fern")));
            assertThat(one(events, "$create_alias").properties()).containsEntry("alias", "ph-old");
            assertThat(one(events, "$groupidentify").properties()).containsEntry("$group_key", "gardeners");
            assertThat(one(events, "$experiment_exposure").properties())
                    .contains(entry("experiment", "checkout-button"), entry("variant", assignment.variant()));
            assertThat(plants(events)).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    private void enqueue(Analytics analytics, MessageBuilder<?, ?> message) {
        analytics.enqueue(message.timestamp(Date.from(yesterday)));
    }

    private static List<Object> plants(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("watered"))
                .map(event -> event.properties().get("plant"))
                .toList();
    }
}
