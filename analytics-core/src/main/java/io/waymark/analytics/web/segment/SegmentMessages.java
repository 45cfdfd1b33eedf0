/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.segment;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.web.compat.ClientClock;
import io.waymark.analytics.web.compat.JsonValues;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Makes events of messages.
 *
 * <table>
 * <caption>What becomes of what</caption>
 * <tr><th>message<th>event<th>properties
 * <tr><td>track<td>its event<td>its properties
 * <tr><td>identify<td>{@code $identify}, or {@code $set} without a user id<td>its traits, as {@code $set}
 * <tr><td>page, screen<td>{@code $pageview}, {@code $screen}<td>its properties, its name
 * <tr><td>group<td>{@code $groupidentify}<td>group and traits
 * <tr><td>alias<td>{@code $create_alias}<td>the previous id
 * </table>
 */
final class SegmentMessages {

    private static final String GROUP = "group";

    private SegmentMessages() {}

    /** Reads an item of a given type, or of the one that it names itself. */
    static Event read(JsonNode item, @Nullable String type, JsonNode sharedContext, ClientClock clock) {
        String kind = type == null ? JsonValues.text(item.path("type")) : type;
        JsonNode context = item.path("context");
        Map<String, @Nullable Object> properties = SegmentContext.properties(context, sharedContext);
        Map<String, @Nullable Object> sent = JsonValues.fields(item.path("properties"));
        Map<String, @Nullable Object> traits =
                JsonValues.fields(SegmentContext.first(context, sharedContext, "/traits"));
        String name = switch (kind == null ? "" : kind) {
            case "track" -> track(item, sent, properties);
            case "page" -> page(item, sent, properties);
            case "screen" -> screen(item, sent, properties);
            case "identify" -> identify(item, traits, properties);
            case GROUP -> group(item, properties);
            case "alias" -> alias(item, properties);
            default -> throw new InvalidInputException("/type", "is no type of message");
        };
        if (!traits.isEmpty()) {
            properties.put(StandardProperties.SET, traits);
        }
        Event.Builder event = Event.builder(name, who(item))
                .eventId(id(item))
                .sessionId(JsonValues.text(SegmentContext.first(context, sharedContext, "/sessionId")))
                .properties(properties);
        JsonNode timestamp = item.hasNonNull("timestamp") ? item.path("timestamp") : item.path("originalTimestamp");
        clock.setTime(event, timestamp, MissingNode.getInstance());
        return event.build();
    }

    private static String track(
            JsonNode item, Map<String, @Nullable Object> sent, Map<String, @Nullable Object> properties) {
        properties.putAll(sent);
        SegmentContext.addHosts(properties);
        return required(item, "event");
    }

    private static String page(
            JsonNode item, Map<String, @Nullable Object> sent, Map<String, @Nullable Object> properties) {
        SegmentContext.page(properties, sent);
        put(properties, "name", item.path("name"));
        put(properties, "category", item.path("category"));
        return StandardEvents.PAGE_VIEW;
    }

    private static String screen(
            JsonNode item, Map<String, @Nullable Object> sent, Map<String, @Nullable Object> properties) {
        properties.putAll(sent);
        put(properties, "$screen_name", item.path("name"));
        put(properties, "category", item.path("category"));
        return StandardEvents.SCREEN;
    }

    private static String identify(
            JsonNode item, Map<String, @Nullable Object> traits, Map<String, @Nullable Object> properties) {
        traits.putAll(JsonValues.fields(item.path("traits")));
        String userId = JsonValues.text(item.path("userId"));
        String anonymousId = JsonValues.text(item.path("anonymousId"));
        if (userId == null) {
            return StandardEvents.SET;
        }
        if (anonymousId != null && !anonymousId.equals(userId)) {
            properties.put(StandardProperties.ANONYMOUS_ID, anonymousId);
        }
        return StandardEvents.IDENTIFY;
    }

    private static String group(JsonNode item, Map<String, @Nullable Object> properties) {
        properties.put("$group_type", GROUP);
        properties.put("$group_key", required(item, "groupId"));
        properties.put("$group_set", JsonValues.fields(item.path("traits")));
        return StandardEvents.GROUP_IDENTIFY;
    }

    private static String alias(JsonNode item, Map<String, @Nullable Object> properties) {
        String previous = JsonValues.firstText(item, "previousId", "anonymousId");
        if (previous == null) {
            throw new InvalidInputException("/previousId", "is missing");
        }
        properties.put(StandardProperties.ALIAS, previous);
        return StandardEvents.ALIAS;
    }

    private static String who(JsonNode item) {
        String who = JsonValues.firstText(item, "userId", "anonymousId");
        if (who == null) {
            throw new InvalidInputException("/userId", "is missing, and so is anonymousId");
        }
        return who;
    }

    private static @Nullable UUID id(JsonNode item) {
        String id = JsonValues.text(item.path("messageId"));
        return id == null ? null : EventIds.of(id);
    }

    private static String required(JsonNode item, String field) {
        String text = JsonValues.text(item.path(field));
        if (text == null) {
            throw new InvalidInputException("/" + field, "is missing");
        }
        return text;
    }

    private static void put(Map<String, @Nullable Object> properties, String key, JsonNode value) {
        String text = JsonValues.text(value);
        if (text != null) {
            properties.put(key, text);
        }
    }
}
