/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.web.exchange.ClockSkew;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an event as the tracker sends it, taking what is there: {@code null} for one that cannot be stored. */
final class BrowserEvent {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private BrowserEvent() {}

    /** @param visitor tells who is at the browser where the event does not, given when it happened */
    static @Nullable Event read(
            JsonNode json, ClockSkew skew, Instant receivedAt, Function<Instant, @Nullable String> visitor) {
        String name = TrackRequest.text(json.get("name"));
        if (name == null) {
            return null;
        }
        Instant given = TrackRequest.instant(json.get("time"));
        Instant time = given == null ? receivedAt : skew.correct(given);
        String distinctId = TrackRequest.text(json.get("distinctId"));
        String who = distinctId == null ? visitor.apply(time) : distinctId;
        if (who == null) {
            return null;
        }
        String id = TrackRequest.text(json.get("id"));
        Map<String, @Nullable Object> own = properties(json.get("properties"));
        Event.Builder event = Event.builder(name, who)
                .eventId(id == null ? null : EventIds.of(id))
                .sessionId(TrackRequest.text(json.get("sessionId")))
                .occurredAt(given == null ? null : time);
        PageAddress.addTo(event, TrackRequest.text(json.get("url")), TrackRequest.text(json.get("referrer")));
        String title = TrackRequest.text(json.get("title"));
        if (title != null) {
            event.property(StandardProperties.TITLE, title);
        }
        event.properties(own);
        if (name.equals(StandardEvents.IDENTIFY) && own.get(StandardProperties.ANONYMOUS_ID) == null) {
            String before = visitor.apply(time);
            if (before != null && !before.equals(who)) {
                event.property(StandardProperties.ANONYMOUS_ID, before);
            }
        }
        if (given != null && skew.isWrong()) {
            event.property(EventFlags.TIME_ADJUSTED, EventFlags.TIME_BY_SKEW);
        }
        return event.build();
    }

    private static Map<String, @Nullable Object> properties(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            return Map.of();
        }
        Map<String, @Nullable Object> properties = JSON.convertValue(json, OBJECT);
        // Where a request comes from, the request says.
        properties.remove(StandardProperties.IP);
        properties.remove(StandardProperties.USER_AGENT);
        return properties;
    }
}
