/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.posthog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.web.compat.ClientClock;
import io.waymark.analytics.web.compat.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes our events of theirs. Names and properties mean the same in both; the envelope differs. */
final class PostHogEvents {

    private static final int MAX_ID_LENGTH = 200;
    private static final String SESSION_ID = "$session_id";
    private static final String FLAG_CALLED = "$feature_flag_called";
    private static final String RECORDING = "$snapshot";
    private static final Set<String> OF_THE_ENVELOPE = Set.of("token", "api_key", "distinct_id", SESSION_ID);
    private static final List<String> OF_THE_PERSON =
            List.of(StandardProperties.SET, StandardProperties.SET_ONCE, StandardProperties.UNSET);

    /** What the browser's client sends in place of an id where it may keep none. */
    private static final String COOKIELESS = "$posthog_cookieless";

    private final PostHogFlags flags;

    PostHogEvents(PostHogFlags flags) {
        this.flags = flags;
    }

    /** Reads an item; {@code visitor} gives whoever has no id one, or null. */
    Event read(AppId app, JsonNode item, ClientClock clock, boolean profile, Supplier<@Nullable String> visitor) {
        String name = JsonValues.text(item.path("event"));
        if (name == null && profile) {
            name = StandardEvents.IDENTIFY;
        }
        JsonNode properties = item.path("properties");
        String sent = who(item, properties);
        String who = COOKIELESS.equals(sent) ? visitor.get() : sent;
        if (name == null || who == null || name.equals(RECORDING)) {
            throw new InvalidInputException("/event", "An event has a name and a distinct id, and is no recording");
        }
        Event.Builder event = Event.builder(name, who)
                .properties(properties(item, properties))
                .eventId(id(item, properties))
                .sessionId(JsonValues.text(properties.path(SESSION_ID)));
        ClientClock trusted = properties.path("$ignore_sent_at").asBoolean(false) ? clock.trusted() : clock;
        trusted.setTime(event, item.path("timestamp"), item.path("offset"));
        return name.equals(FLAG_CALLED) ? flags.exposure(app, event.build()) : event.build();
    }

    private static Map<String, @Nullable Object> properties(JsonNode item, JsonNode sent) {
        Map<String, @Nullable Object> properties = JsonValues.fields(sent);
        properties.keySet().removeAll(OF_THE_ENVELOPE);
        for (String key : OF_THE_PERSON) {
            if (item.hasNonNull(key)) {
                properties.putIfAbsent(key, JsonValues.value(item.path(key)));
            }
        }
        return properties;
    }

    private static @Nullable String who(JsonNode item, JsonNode properties) {
        String who = JsonValues.firstText(item, "distinct_id", "$distinct_id");
        who = who == null ? JsonValues.firstText(properties, "distinct_id", "$distinct_id") : who;
        return who == null || who.codePointCount(0, who.length()) <= MAX_ID_LENGTH
                ? who
                : who.substring(0, who.offsetByCodePoints(0, MAX_ID_LENGTH));
    }

    private static @Nullable UUID id(JsonNode item, JsonNode properties) {
        String id = JsonValues.text(item.path("uuid"));
        id = id == null ? JsonValues.text(properties.path("$insert_id")) : id;
        return id == null ? null : EventIds.of(id);
    }
}
