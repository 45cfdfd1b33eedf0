/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.json;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.Period;
import io.waymark.analytics.store.StorableText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a JSON document. Its methods read what is there; where it is not what it should be, they remember a fault
 * and return {@code null} or the default, so that a reader goes on and finds the other faults too.
 *
 * <p>Fields that nobody reads are ignored. Not safe for use by several threads.
 */
public final class JsonInput {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonNode node;
    private final @Nullable JsonInput parent;
    private final String step;
    private final List<Fault> faults;

    private JsonInput(JsonNode node, @Nullable JsonInput parent, String step, List<Fault> faults) {
        this.node = node;
        this.parent = parent;
        this.step = step;
        this.faults = faults;
    }

    /**
     * Reads a document or a part of it.
     *
     * @param node the part
     * @param pointer where the part is in the document; empty for the whole
     * @param reader makes the result; what it returns after a fault is not used
     * @param <T> the result
     * @return the result
     * @throws InvalidInputException with all faults
     */
    public static <T> T read(JsonNode node, String pointer, Function<JsonInput, @Nullable T> reader) {
        JsonInput input = new JsonInput(node, null, pointer, new ArrayList<>());
        T result = reader.apply(input);
        if (!input.faults.isEmpty() || result == null) {
            throw new InvalidInputException(input.faults);
        }
        return result;
    }

    /** {@return what is here} */
    public JsonNode node() {
        return node;
    }

    /** {@return whether a fault has been found, here or elsewhere} */
    public boolean faulty() {
        return !faults.isEmpty();
    }

    /** {@return whether there is nothing here, or {@code null}} */
    public boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /**
     * Goes to a field.
     *
     * @param field its name
     * @return the place, where there may be nothing
     */
    public JsonInput at(String field) {
        JsonNode child = node.get(field);
        return new JsonInput(child == null ? MissingNode.getInstance() : child, this, field, faults);
    }

    /**
     * Goes to an item of an array.
     *
     * @param index its position, from 0
     * @return the place, where there may be nothing
     */
    public JsonInput at(int index) {
        return new JsonInput(node.path(index), this, Integer.toString(index), faults);
    }

    /**
     * Remembers a fault.
     *
     * @param detail what is wrong and what would be right, as a sentence
     */
    public void fault(String detail) {
        faults.add(new Fault(pointer(), detail));
    }

    /** Put together where it is needed, as nearly no input is at fault. */
    private String pointer() {
        return parent == null
                ? step
                : parent.pointer() + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    /** {@return whether this is an object; if not, that is a fault} */
    public boolean isObject() {
        return is(node.isObject(), "an object");
    }

    /**
     * Reads text that must be there.
     *
     * @param max at most so many characters
     * @return the text, not blank, or {@code null} after a fault
     */
    public @Nullable String requiredText(int max) {
        if (isAbsent()) {
            fault("is missing");
            return null;
        }
        return text(max);
    }

    /**
     * Reads text.
     *
     * @param max at most so many characters
     * @return the text, not blank, or {@code null} without one or after a fault
     */
    public @Nullable String text(int max) {
        if (isAbsent() || !is(node.isString(), "a string")) {
            return null;
        }
        String text = node.stringValue();
        String detail = faultOf(text, max);
        if (detail == null) {
            return text;
        }
        fault(detail);
        return null;
    }

    /**
     * Checks text that did not come as JSON, but by the rules of {@link #requiredText}.
     *
     * @param text the text
     * @param pointer where a document has it
     * @param max at most so many characters
     * @throws InvalidInputException if it is blank, too long, or cannot be stored
     */
    public static void requireText(String text, String pointer, int max) {
        String detail = faultOf(text, max);
        if (detail != null) {
            throw new InvalidInputException(pointer, detail);
        }
    }

    private static @Nullable String faultOf(String text, int max) {
        if (text.isBlank()) {
            return "must not be blank";
        }
        if (text.codePointCount(0, text.length()) > max) {
            return "must have at most " + max + " characters";
        }
        return StorableText.test(text) ? null : "holds a character that cannot be stored";
    }

    /**
     * Reads a whole number.
     *
     * @param min smallest
     * @param max largest
     * @return the number, or {@code null} without one or after a fault
     */
    public @Nullable Integer integer(int min, int max) {
        if (isAbsent()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            fault("must be a whole number from " + min + " to " + max);
            return null;
        }
        return node.intValue();
    }

    /**
     * Reads a boolean, which may also be the text {@code true} or {@code false}.
     *
     * @param otherwise what holds without one
     * @return the boolean
     */
    public boolean bool(boolean otherwise) {
        if (isAbsent()) {
            return otherwise;
        }
        String text = node.isBoolean() || node.isString() ? node.asString() : "";
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        fault("must be true or false");
        return otherwise;
    }

    /**
     * Reads one of the names of an enum, in upper or lower case.
     *
     * @param type the enum
     * @param otherwise what holds without a name
     * @param <E> the enum
     * @return the constant
     */
    public <E extends Enum<E>> E oneOf(Class<E> type, E otherwise) {
        if (isAbsent()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (node.isString() && constant.name().equalsIgnoreCase(node.stringValue())) {
                return constant;
            }
        }
        fault("must be one of " + String.join(", ", names(type.getEnumConstants())));
        return otherwise;
    }

    /**
     * Reads a duration in the form of ISO 8601.
     *
     * @param max longest
     * @param otherwise what holds without one
     * @return the duration, longer than 0
     */
    public Duration duration(Duration max, Duration otherwise) {
        if (isAbsent()) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(node.isString() ? node.stringValue() : "");
            if (duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
            fault("must be longer than 0 and at most " + max.toDays() + " days");
        } catch (DateTimeException | ArithmeticException e) {
            fault("must be a duration in the form of ISO 8601, for example PT72H");
        }
        return otherwise;
    }

    /** {@return the time zone here, or UTC without one} */
    public ZoneId zone() {
        if (isAbsent()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(node.isString() ? node.stringValue() : "");
        } catch (DateTimeException e) {
            fault("must be a time zone, for example Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    /**
     * Reads the fields {@code from} and {@code to}.
     *
     * @param zone the zone in which a date without time starts
     * @return the period, without bounds where there are none
     */
    public Period period(ZoneId zone) {
        Instant from = at("from").instant(zone);
        Instant to = at("to").instant(zone);
        if (from != null && to != null && !from.isBefore(to)) {
            at("to").fault("must be after 'from'");
            return Period.allTime();
        }
        return new Period(from, to);
    }

    private @Nullable Instant instant(ZoneId zone) {
        if (isAbsent()) {
            return null;
        }
        String text = node.isString() ? node.stringValue() : "";
        try {
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
            fault("must be between the years 1 and 9999");
        } catch (DateTimeException e) {
            fault("must be a date or an instant in the form of ISO 8601, for example 2026-01-31T08:00:00Z");
        }
        return null;
    }

    /**
     * Reads the items of an array.
     *
     * @param min at least so many
     * @param max at most so many
     * @param reader reads one
     * @param <T> an item
     * @return the items that are right; empty if there is no array and none is needed
     */
    public <T> List<T> list(int min, int max, Function<JsonInput, @Nullable T> reader) {
        if (isAbsent() && min == 0) {
            return List.of();
        }
        if (!is(node.isArray(), "an array")) {
            return List.of();
        }
        if (node.size() < min || node.size() > max) {
            fault("must have " + (node.size() < min ? "at least " + min : "at most " + max) + " items, but has "
                    + node.size());
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            T item = reader.apply(at(i));
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private boolean is(boolean right, String what) {
        if (!right) {
            fault(node.isMissingNode() ? "is missing" : "must be " + what);
        }
        return right;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
