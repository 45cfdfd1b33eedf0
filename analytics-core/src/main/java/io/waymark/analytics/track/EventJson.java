/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Event;
import io.waymark.analytics.json.IsoInstant;
import io.waymark.analytics.json.JsonInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads events as they are sent. Looks at types only: the limits are those of ingest, whichever way an event comes.
 *
 * <p>An {@code eventId} may be any text: a UUID is taken as it is, anything else stands for the UUID that
 * {@link EventIds} derives from it, always the same one.
 */
public final class EventJson {

    private EventJson() {}

    /**
     * Reads an event.
     *
     * @param json the event, in the shape of {@code POST /api/events}
     * @return the event
     * @throws io.waymark.analytics.InvalidInputException with everything that is wrong
     */
    public static Event read(JsonNode json) {
        return JsonInput.read(json, "", EventJson::event);
    }

    /**
     * Says {@code /userId} to those who call the distinct id so.
     *
     * @param pointer which part of an event, as ingest calls it
     * @param json the event as it was sent
     * @return which part of the JSON
     */
    public static String pointer(String pointer, JsonNode json) {
        return pointer.equals("/distinctId") && !json.hasNonNull("distinctId")
                ? json.hasNonNull("userId") ? "/userId" : "/anonymousId"
                : pointer;
    }

    private static @Nullable Event event(JsonInput input) {
        if (!input.isObject()) {
            return null;
        }
        String name = input.at("eventName").requiredText(Integer.MAX_VALUE);
        String who = who(input);
        String eventId = input.at("eventId").text(Integer.MAX_VALUE);
        String sessionId = input.at("sessionId").text(Integer.MAX_VALUE);
        Map<String, @Nullable Object> properties = properties(input.at("properties"));
        Instant occurredAt = time(input.at("timestamp"), properties);
        if (input.faulty() || name == null || who == null) {
            return null;
        }
        return Event.builder(name, who)
                .eventId(eventId == null ? null : EventIds.of(eventId))
                .sessionId(sessionId)
                .occurredAt(occurredAt)
                .properties(properties)
                .build();
    }

    private static @Nullable String who(JsonInput input) {
        String userId = input.at("userId").text(Integer.MAX_VALUE);
        String distinctId = input.at("distinctId").text(Integer.MAX_VALUE);
        String anonymousId = input.at("anonymousId").text(Integer.MAX_VALUE);
        if (userId != null && distinctId != null && !userId.equals(distinctId)) {
            input.at("distinctId").fault("differs from userId; send one of them");
        }
        for (String id : new @Nullable String[] {userId, distinctId, anonymousId}) {
            if (id != null) {
                return id;
            }
        }
        if (!input.faulty()) {
            input.at("userId").fault("is missing");
        }
        return null;
    }

    /**
     * Reads when it happened; a text that cannot be read gives the time of acceptance, and a mark.
     *
     * @param input the time
     * @param properties the properties of the event, to be marked
     * @return the time; {@code null} for the time of acceptance
     */
    public static @Nullable Instant time(JsonInput input, Map<String, @Nullable Object> properties) {
        JsonNode node = input.node();
        if (input.isAbsent()) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Instant.ofEpochMilli(node.longValue());
        }
        if (!node.isString()) {
            input.fault("must be an instant in the form of ISO 8601, or milliseconds since 1970");
            return null;
        }
        try {
            return IsoInstant.parse(node.stringValue());
        } catch (DateTimeException e) {
            properties.put(EventFlags.TIME_REPLACED, EventFlags.TIME_UNREADABLE);
            return null;
        }
    }

    /**
     * Reads properties.
     *
     * @param input an object, or nothing
     * @return values by key, modifiable
     */
    public static Map<String, @Nullable Object> properties(JsonInput input) {
        if (input.isAbsent() || !input.isObject()) {
            return new LinkedHashMap<>();
        }
        return object(input);
    }

    private static Map<String, @Nullable Object> object(JsonInput input) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String key : input.node().propertyNames()) {
            values.put(key, value(input.at(key)));
        }
        return values;
    }

    private static @Nullable Object value(JsonInput input) {
        JsonNode node = input.node();
        if (node.isObject()) {
            return object(input);
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                items.add(value(input.at(i)));
            }
            return items;
        }
        if (node.isNumber()) {
            if (!Double.isFinite(node.doubleValue())) {
                input.fault("is too large a number");
            }
            return node.numberValue();
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? node.booleanValue() : null;
    }
}
