/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.write.IngestPipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One application passes on what it stores, another one is the product that takes it. */
class MirrorIT {

    private static final Instant WHEN = Instant.parse("2026-11-01T10:00:00.123Z");

    private static RunningHost receiver;
    private static StoredEvents received;

    @BeforeAll
    static void start() {
        receiver = RunningHost.start(StoredEvents.Host.class);
        received = receiver.bean(StoredEvents.class);
    }

    @AfterAll
    static void stop() {
        receiver.close();
    }

    @Test
    void posthogGetsWhatWasStored() {
        try (RunningHost sender = sender("posthog", "/analytics")) {
            Event order = order("m-kim");
            record(
                    sender,
                    List.of(
                            order,
                            Event.builder("$identify", "m-lee")
                                    .property("$set", Map.of("plan", "garden"))
                                    .build()));

            Event copy = received.one("m-kim");
            assertThat(copy.eventId()).isEqualTo(order.eventId());
            assertThat(copy.occurredAt()).isEqualTo(WHEN);
            assertThat(copy.sessionId()).isEqualTo("visit");
            assertThat(copy.properties()).contains(entry("total", 39.7), entry("$lib", "waymark"));
            assertThat(received.one("m-lee").properties()).containsEntry("$set", Map.of("plan", "garden"));
        }
    }

    @Test
    void segmentGetsWhatWasStored() {
        try (RunningHost sender = sender("segment", "/analytics/")) {
            Event order = order("m-robin");
            record(
                    sender,
                    List.of(
                            order,
                            Event.builder("$pageview", "m-page")
                                    .property("$current_url", "https://shop.example/ferns")
                                    .property("$pathname", "/ferns")
                                    .property("title", "Ferns")
                                    .build(),
                            Event.builder("$identify", "m-alex")
                                    .property("$anon_distinct_id", "m-anon")
                                    .property("$set", Map.of("plan", "garden"))
                                    .build(),
                            Event.builder("$create_alias", "m-alias")
                                    .property("alias", "m-old")
                                    .build(),
                            Event.builder("$groupidentify", "m-group")
                                    .property("$group_key", "gardeners")
                                    .property("$group_set", Map.of("members", 7))
                                    .build(),
                            Event.builder("$screen", "m-screen")
                                    .property("$screen_name", "Account")
                                    .build()));

            Event copy = received.one("m-robin");
            assertThat(copy.eventId()).isEqualTo(order.eventId());
            assertThat(copy.occurredAt()).isEqualTo(WHEN);
            assertThat(copy.sessionId()).isEqualTo("visit");
            assertThat(copy.properties()).contains(entry("total", 39.7), entry("$lib", "waymark"));
            assertThat(received.one("m-page").properties())
                    .contains(
                            entry("$current_url", "https://shop.example/ferns"),
                            entry("$pathname", "/ferns"),
                            entry("title", "Ferns"));
            assertThat(received.one("m-alex").name()).isEqualTo("$identify");
            assertThat(received.one("m-alex").properties())
                    .contains(entry("$anon_distinct_id", "m-anon"), entry("$set", Map.of("plan", "garden")));
            assertThat(received.one("m-alias").properties()).containsEntry("alias", "m-old");
            assertThat(received.one("m-group").properties())
                    .contains(entry("$group_key", "gardeners"), entry("$group_set", Map.of("members", 7)));
            assertThat(received.one("m-screen").properties()).containsEntry("$screen_name", "Account");
        }
    }

    @Test
    void aReceiverThatIsAwayForAMomentGetsEverythingOnce() {
        try (RunningHost sender = sender("posthog", "/analytics")) {
            IngestPipeline pipeline = receiver.bean(IngestPipeline.class);
            pipeline.stop();
            record(
                    sender,
                    IntStream.range(0, 250).mapToObj(i -> order("m-many")).toList());
            while (sender.bean(Ingest.class).stats().hookFailures() == 0) {
                Thread.onSpinWait();
            }
            pipeline.start();

            received.await("m-many", 250);
            assertThat(sender.bean(Ingest.class).stats().afterIngestMissed()).isZero();
        }
    }

    private static RunningHost sender(String product, String path) {
        return RunningHost.start(
                BareHost.class,
                "analytics.mirror." + product + ".host=" + receiver.uri(path),
                "analytics.mirror." + product + ".api-key=" + RunningHost.KEY);
    }

    private static Event order(String who) {
        return Event.builder("order_placed", who)
                .eventId(UUID.randomUUID())
                .occurredAt(WHEN)
                .sessionId("visit")
                .property("total", 39.7)
                .build();
    }

    private static void record(RunningHost host, List<Event> events) {
        host.bean(Ingest.class).record(AppId.DEFAULT, events);
    }
}
