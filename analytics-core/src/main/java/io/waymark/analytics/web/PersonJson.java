/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.person.NobodyIds;
import io.waymark.analytics.person.PersonEvents;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is sent about people: as events, whose limits are those of ingest. */
final class PersonJson {

    /** As the distinct id of an event, unless other limits are configured. */
    private static final int MAX_ID = 200;

    private static final int MAX_KEYS = 1_000;

    private PersonJson() {}

    static Event identify(JsonNode json) {
        return JsonInput.read(json, "", input -> {
            if (!input.isObject()) {
                return null;
            }
            String userId = id(input.at("userId"), true);
            String anonymousId = id(input.at("anonymousId"), false);
            boolean both =
                    !input.at("properties").isAbsent() && !input.at("set").isAbsent();
            if (both) {
                input.at("set").fault("is the same as properties; send one of them");
            }
            String set = input.at("set").isAbsent() ? "properties" : "set";
            Map<String, @Nullable Object> changes = new LinkedHashMap<>();
            put(changes, StandardProperties.SET, EventJson.properties(input.at(set)));
            put(changes, StandardProperties.SET_ONCE, EventJson.properties(input.at("setOnce")));
            List<String> unset = new ArrayList<>(input.at("unset").list(0, MAX_KEYS, key -> key.requiredText(MAX_ID)));
            if (!unset.isEmpty()) {
                changes.put(StandardProperties.UNSET, unset);
            }
            return userId == null
                    ? null
                    : complete(PersonEvents.identify(userId, anonymousId, Map.of()), changes, input);
        });
    }

    static Event alias(JsonNode json) {
        return JsonInput.read(json, "", input -> {
            if (!input.isObject()) {
                return null;
            }
            String field =
                    input.at("distinctId").isAbsent() && !input.at("userId").isAbsent() ? "userId" : "distinctId";
            String distinctId = id(input.at(field), true);
            String alias = id(input.at("alias"), true);
            return distinctId == null || alias == null
                    ? null
                    : complete(PersonEvents.alias(distinctId, alias), new LinkedHashMap<>(), input);
        });
    }

    private static void put(Map<String, @Nullable Object> changes, String key, Map<String, @Nullable Object> values) {
        if (!values.isEmpty()) {
            changes.put(key, values);
        }
    }

    private static Event complete(Event event, Map<String, @Nullable Object> more, JsonInput input) {
        String eventId = input.at("eventId").text(Integer.MAX_VALUE);
        return event.toBuilder()
                .occurredAt(EventJson.time(input.at("timestamp"), more))
                .eventId(eventId == null ? null : EventIds.of(eventId))
                .properties(more)
                .build();
    }

    private static @Nullable String id(JsonInput input, boolean required) {
        String id = required ? input.requiredText(MAX_ID) : input.text(MAX_ID);
        if (id != null && NobodyIds.contains(id)) {
            input.fault("'" + id + "' means nobody; send the id of one person");
            return null;
        }
        return id;
    }
}
