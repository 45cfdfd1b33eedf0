/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.mirror;

import io.waymark.analytics.Event;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a message of Segment's. */
final class SegmentMessage {

    private static final Map<String, String> PAGE = Map.of(
            StandardProperties.CURRENT_URL, "url",
            StandardProperties.PATH, "path",
            StandardProperties.REFERRER, "referrer",
            StandardProperties.TITLE, "title");

    private SegmentMessage() {}

    static Map<String, @Nullable Object> of(Event event) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(event.properties());
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("messageId", String.valueOf(event.eventId()));
        message.put("timestamp", String.valueOf(event.occurredAt()));
        message.put("userId", event.distinctId());
        message.put("context", context(event, properties));
        switch (event.name()) {
            case StandardEvents.IDENTIFY, StandardEvents.SET -> identify(message, properties);
            case StandardEvents.ALIAS -> {
                message.put("type", "alias");
                message.put("previousId", properties.remove(StandardProperties.ALIAS));
            }
            case StandardEvents.GROUP_IDENTIFY -> {
                message.put("type", "group");
                message.put("groupId", properties.remove("$group_key"));
                message.put("traits", object(properties.remove("$group_set")));
            }
            case StandardEvents.PAGE_VIEW -> {
                message.put("type", "page");
                PAGE.forEach((property, key) -> rename(properties, property, key));
            }
            case StandardEvents.SCREEN -> {
                message.put("type", "screen");
                message.put("name", properties.remove("$screen_name"));
            }
            default -> {
                message.put("type", "track");
                message.put("event", event.name());
            }
        }
        message.put("properties", properties);
        return message;
    }

    private static void identify(Map<String, @Nullable Object> message, Map<String, @Nullable Object> properties) {
        message.put("type", "identify");
        message.put("anonymousId", properties.remove(StandardProperties.ANONYMOUS_ID));
        Map<String, @Nullable Object> traits = object(properties.remove(StandardProperties.SET_ONCE));
        traits.putAll(object(properties.remove(StandardProperties.SET)));
        message.put("traits", traits);
    }

    private static Map<String, @Nullable Object> context(Event event, Map<String, @Nullable Object> properties) {
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        PAGE.forEach((property, key) -> copy(properties, property, page, key));
        if (!page.isEmpty()) {
            context.put("page", page);
        }
        Map<String, @Nullable Object> library = new LinkedHashMap<>();
        copy(properties, StandardProperties.LIBRARY, library, "name");
        copy(properties, StandardProperties.LIBRARY_VERSION, library, "version");
        context.put("library", library.isEmpty() ? Map.of("name", "waymark") : library);
        if (event.sessionId() != null) {
            context.put("sessionId", event.sessionId());
        }
        return context;
    }

    private static void copy(
            Map<String, @Nullable Object> from, String property, Map<String, @Nullable Object> to, String key) {
        Object value = from.get(property);
        if (value != null) {
            to.put(key, value);
        }
    }

    private static void rename(Map<String, @Nullable Object> properties, String property, String key) {
        Object value = properties.remove(property);
        if (value != null) {
            properties.put(key, value);
        }
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> object.put(String.valueOf(key), each));
        }
        return object;
    }
}
