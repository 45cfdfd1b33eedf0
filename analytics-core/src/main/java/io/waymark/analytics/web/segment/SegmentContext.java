/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.segment;

import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.web.compat.JsonValues;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Their context as our properties. */
final class SegmentContext {

    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("/page/url", StandardProperties.CURRENT_URL),
            Map.entry("/page/path", StandardProperties.PATH),
            Map.entry("/page/referrer", StandardProperties.REFERRER),
            Map.entry("/page/title", StandardProperties.TITLE),
            Map.entry("/userAgent", StandardProperties.USER_AGENT),
            Map.entry("/ip", StandardProperties.IP),
            Map.entry("/library/name", StandardProperties.LIBRARY),
            Map.entry("/library/version", StandardProperties.LIBRARY_VERSION),
            Map.entry("/os/name", StandardProperties.OS),
            Map.entry("/os/version", StandardProperties.OS_VERSION),
            Map.entry("/device/manufacturer", "$device_manufacturer"),
            Map.entry("/device/model", "$device_model"),
            Map.entry("/app/name", "$app_name"),
            Map.entry("/app/version", "$app_version"),
            Map.entry("/app/build", "$app_build"),
            Map.entry("/screen/width", "$screen_width"),
            Map.entry("/screen/height", "$screen_height"),
            Map.entry("/locale", "$locale"),
            Map.entry("/timezone", "$timezone"));

    private static final String CAMPAIGN_NAME = "name";

    private SegmentContext() {}

    /** Of an item whose own context wins over that of its batch. */
    static Map<String, @Nullable Object> properties(JsonNode own, JsonNode shared) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        PROPERTIES.forEach((pointer, property) -> put(properties, property, first(own, shared, pointer)));
        Map<String, @Nullable Object> campaign = JsonValues.fields(shared.path("campaign"));
        campaign.putAll(JsonValues.fields(own.path("campaign")));
        campaign.forEach(
                (key, value) -> properties.put(key.equals(CAMPAIGN_NAME) ? "utm_campaign" : "utm_" + key, value));
        return properties;
    }

    /** A page's own properties stand for the page in the context, and its hosts for themselves. */
    static void page(Map<String, @Nullable Object> properties, Map<String, @Nullable Object> sent) {
        move(sent, "url", properties, StandardProperties.CURRENT_URL);
        move(sent, "path", properties, StandardProperties.PATH);
        move(sent, "referrer", properties, StandardProperties.REFERRER);
        properties.putAll(sent);
        addHosts(properties);
    }

    static void addHosts(Map<String, @Nullable Object> properties) {
        put(properties, StandardProperties.HOST, host(properties.get(StandardProperties.CURRENT_URL)));
        put(properties, StandardProperties.REFERRING_DOMAIN, host(properties.get(StandardProperties.REFERRER)));
    }

    static JsonNode first(JsonNode own, JsonNode shared, String pointer) {
        JsonNode node = own.at(pointer);
        return node.isMissingNode() || node.isNull() ? shared.at(pointer) : node;
    }

    private static void put(Map<String, @Nullable Object> properties, String key, JsonNode value) {
        put(properties, key, JsonValues.value(value));
    }

    private static void put(Map<String, @Nullable Object> properties, String key, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            properties.put(key, value);
        }
    }

    private static void move(
            Map<String, @Nullable Object> from, String key, Map<String, @Nullable Object> to, String property) {
        Object value = from.remove(key);
        put(to, property, value);
    }

    private static @Nullable String host(@Nullable Object address) {
        if (!(address instanceof String text)) {
            return null;
        }
        try {
            return URI.create(text).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
