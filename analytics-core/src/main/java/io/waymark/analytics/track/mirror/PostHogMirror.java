/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.mirror;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.AfterIngestHook;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes stored events on to PostHog, or to whatever speaks its protocol, under the same ids. */
public final class PostHogMirror implements AfterIngestHook {

    private final MirrorClient client;
    private final String apiKey;
    private final Clock clock;

    /**
     * Passes events on.
     *
     * @param host where PostHog is, without the path of the batch
     * @param apiKey the key of the project
     * @param clock tells when a batch is sent
     */
    public PostHogMirror(URI host, String apiKey, Clock clock) {
        this.client = new MirrorClient(MirrorPaths.below(host, "/batch/"), Map.of());
        this.apiKey = apiKey;
        this.clock = clock;
    }

    @Override
    public void afterIngest(List<Event> events) throws IOException, InterruptedException {
        client.send(
                events,
                PostHogMirror::item,
                batch -> Map.of(
                        "api_key",
                        apiKey,
                        "batch",
                        batch,
                        "sent_at",
                        clock.instant().toString()));
    }

    private static Map<String, @Nullable Object> item(Event event) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(event.properties());
        properties.putIfAbsent(StandardProperties.LIBRARY, "waymark");
        if (event.sessionId() != null) {
            properties.put("$session_id", event.sessionId());
        }
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("event", event.name());
        item.put("uuid", String.valueOf(event.eventId()));
        item.put("distinct_id", event.distinctId());
        item.put("timestamp", String.valueOf(event.occurredAt()));
        item.put("properties", properties);
        return item;
    }
}
