/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how much memory an answer takes: records, collections and texts by what is in them. */
final class ResultSize {

    private static final int OBJECT_BYTES = 24;
    private static final int REFERENCE_BYTES = 8;

    private ResultSize() {}

    static int of(@Nullable Object value) {
        return (int) Math.min(Integer.MAX_VALUE / 2, bytes(value));
    }

    private static long bytes(@Nullable Object value) {
        if (value == null || value instanceof Enum<?> || value instanceof Boolean) {
            return 0;
        }
        if (value instanceof String text) {
            return 2L * OBJECT_BYTES + 2L * text.length();
        }
        if (value instanceof Collection<?> collection) {
            long bytes = OBJECT_BYTES;
            for (Object element : collection) {
                bytes += REFERENCE_BYTES + bytes(element);
            }
            return bytes;
        }
        if (value instanceof Map<?, ?> map) {
            return OBJECT_BYTES + bytes(map.keySet()) + bytes(map.values()) + (long) OBJECT_BYTES * map.size();
        }
        if (value instanceof Record one) {
            return ofRecord(one);
        }
        return OBJECT_BYTES;
    }

    private static long ofRecord(Record value) {
        long bytes = OBJECT_BYTES;
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            bytes += REFERENCE_BYTES;
            if (!component.getType().isPrimitive()) {
                bytes += bytes(read(component.getAccessor(), value));
            }
        }
        return bytes;
    }

    private static @Nullable Object read(Method accessor, Record value) {
        try {
            accessor.trySetAccessible();
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("What is in " + value.getClass() + " cannot be read", e);
        }
    }
}
