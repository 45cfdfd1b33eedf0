/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.track.IngestSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the properties of one event storable: simple values only, text clean and cut, within the limits. Stops as soon
 * as a limit is passed, so that its cost is bounded whatever it is given. Used once, by one thread.
 */
final class PropertyCleaner {

    private static final int MAX_FLAGGED = 20;

    private final IngestSettings settings;
    private final TreeSet<String> truncated = new TreeSet<>();
    private long bytesLeft;
    private boolean changed;

    PropertyCleaner(IngestSettings settings) {
        this.settings = settings;
        this.bytesLeft = settings.maxEventBytes();
    }

    /** Returns clean properties: the same map if it is clean already. */
    Map<String, @Nullable Object> clean(Map<String, @Nullable Object> properties) {
        if (properties.size() > settings.maxProperties()) {
            throw new InvalidInputException(
                    "/properties",
                    "An event has at most " + settings.maxProperties() + " properties, but this one has "
                            + properties.size());
        }
        Map<String, @Nullable Object> clean = read(properties);
        if (!truncated.isEmpty()) {
            if (clean.get(EventFlags.TRUNCATED) instanceof List<?> earlier) {
                earlier.forEach(pointer -> truncated.add(String.valueOf(pointer)));
            }
            clean.put(
                    EventFlags.TRUNCATED, truncated.stream().limit(MAX_FLAGGED).toList());
        }
        return changed ? clean : properties;
    }

    private Map<String, @Nullable Object> read(Map<String, @Nullable Object> properties) {
        try {
            return map(properties, "/properties", 1);
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // Values are the caller's own objects: reading them runs the caller's code.
            throw new InvalidInputException("/properties", "The properties cannot be read: " + e);
        }
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, String pointer, int depth) {
        checkDepth(pointer, depth);
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (Texts.isLonger(key, settings.maxNameLength())) {
                throw new InvalidInputException(
                        pointer + "/" + escape(Texts.cut(key, settings.maxNameLength())),
                        "A property key has at most " + settings.maxNameLength() + " characters, but this one has "
                                + key.length());
            }
            String storable = Texts.storable(key);
            spend(key.length() + 4);
            Object value = value(entry.getValue(), pointer, storable, depth);
            changed |= !storable.equals(key) || value != entry.getValue();
            clean.put(storable, value);
        }
        return clean;
    }

    private @Nullable Object value(@Nullable Object given, String parent, String key, int depth) {
        Object value = PropertyValues.simplify(given);
        if (value instanceof String text) {
            return text(text, parent, key);
        }
        if (value instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(map(map, parent + "/" + escape(key), depth + 1));
        }
        if (value instanceof List<?> list) {
            return list(list, parent + "/" + escape(key), depth + 1);
        }
        spend(1);
        return value;
    }

    private List<@Nullable Object> list(List<?> list, String pointer, int depth) {
        checkDepth(pointer, depth);
        List<@Nullable Object> clean = new ArrayList<>();
        int index = 0;
        for (Object element : list) {
            spend(1);
            clean.add(value(element, pointer, Integer.toString(index++), depth));
        }
        return Collections.unmodifiableList(clean);
    }

    private String text(String given, String parent, String key) {
        String text = Texts.storable(Texts.cut(given, settings.maxStringLength()));
        if (text.length() < given.length()) {
            truncated.add(parent + "/" + escape(key));
        }
        spend(text.length());
        return text;
    }

    private void checkDepth(String pointer, int depth) {
        if (depth > settings.maxDepth()) {
            throw new InvalidInputException(
                    pointer, "Properties are nested at most " + settings.maxDepth() + " levels deep");
        }
    }

    private void spend(int bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw tooLarge(settings);
        }
    }

    static InvalidInputException tooLarge(IngestSettings settings) {
        return new InvalidInputException(
                "/properties", "An event has at most " + settings.maxEventBytes() + " bytes, its properties as JSON");
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
