/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.EventType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about the event that it is; read once per type.
 *
 * @param name the event name
 * @param accessors what reads each property, by key in the order of the components
 */
record EventRecord(String name, Map<String, Method> accessors) {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final ClassValue<EventRecord> KNOWN = new ClassValue<>() {
        @Override
        protected EventRecord computeValue(Class<?> type) {
            return read(type);
        }
    };

    static EventRecord of(Class<?> type) {
        return KNOWN.get(type);
    }

    Event event(Object values, String distinctId) {
        Event.Builder event = Event.builder(name, distinctId);
        accessors.forEach((key, accessor) -> {
            Object value = value(accessor, values);
            if (value != null) {
                event.property(key, value);
            }
        });
        return event.build();
    }

    private static EventRecord read(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record: a typed event is one");
        }
        Map<String, Method> accessors = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            EventProperty property = component.getAnnotation(EventProperty.class);
            String key = property == null || property.value().isBlank() ? component.getName() : property.value();
            if (accessors.putIfAbsent(key, component.getAccessor()) != null) {
                throw new IllegalArgumentException(
                        type.getName() + " has two components for the property '" + key + "'");
            }
        }
        EventType declared = type.getAnnotation(EventType.class);
        String name =
                declared == null || declared.name().isEmpty() ? inSnakeCase(type.getSimpleName()) : declared.name();
        return new EventRecord(name, Collections.unmodifiableMap(accessors));
    }

    private static String inSnakeCase(String typeName) {
        return String.join("_", WORD_START.split(typeName)).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Method accessor, Object values) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(accessor + " failed", e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(accessor + " cannot be called", e);
        }
    }
}
