/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * What a Java value becomes as the value of a property: text, a number, true or false, {@code null}, or a list or map
 * still to be looked into. Times become ISO-8601 text; a record becomes a map of its components; of what is not known,
 * {@code toString()} is taken.
 */
final class PropertyValues {

    /** PostgreSQL takes numbers of up to 131,072 digits; what is longer than this is no number anybody computes with. */
    private static final int MAX_DIGITS = 1_000;

    private PropertyValues() {}

    static @Nullable Object simplify(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return simplify(optional.orElse(null));
        }
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof Record record) {
            return components(record);
        }
        return text(value);
    }

    private static @Nullable Object number(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number;
        }
        if (number instanceof Double real) {
            return Double.isFinite(real) ? real : null;
        }
        if (number instanceof Float real) {
            // By its shortest text: 0.1f is meant as 0.1, not as 0.10000000149011612.
            return Float.isFinite(real) ? (Number) Double.valueOf(real.toString()) : null;
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof BigInteger integer) {
            return integer.bitLength() <= MAX_DIGITS * 3 ? integer : integer.toString();
        }
        if (number instanceof BigDecimal decimal) {
            return decimal.precision() <= MAX_DIGITS && Math.abs((long) decimal.scale()) <= MAX_DIGITS
                    ? decimal
                    : decimal.toString();
        }
        String text = number.toString();
        try {
            return number(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static @Nullable Object text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toOffsetDateTime().toString();
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant().toString();
        }
        if (value.getClass() == Date.class || value instanceof java.sql.Timestamp) {
            return Instant.ofEpochMilli(((Date) value).getTime()).toString();
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? number(optional.getAsDouble()) : null;
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        String text = value.toString();
        return text == null || text.equals(identity(value)) ? value.getClass().getName() : text;
    }

    /** The text of an object without {@code toString()} of its own: different in each run, so worth nothing. */
    private static String identity(Object value) {
        return value.getClass().getName() + "@" + Integer.toHexString(value.hashCode());
    }

    private static Object array(Object array) {
        if (array instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (array instanceof char[] chars) {
            return new String(chars);
        }
        if (array instanceof Object[] objects) {
            return Arrays.asList(objects);
        }
        List<Object> values = new ArrayList<>(Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            values.add(Array.get(array, i));
        }
        return values;
    }

    private static Object components(Record record) {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
            } catch (RuntimeException e) {
                // The record is in a module that keeps it to itself.
                return record.toString();
            }
            components.put(component.getName(), ReflectionUtils.invokeMethod(component.getAccessor(), record));
        }
        return components;
    }
}
