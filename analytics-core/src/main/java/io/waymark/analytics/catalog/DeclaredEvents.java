/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.catalog.EventTypes.Declared;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.store.StorableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All events that an application declares in Java, each name once. */
public final class DeclaredEvents {

    private static final String BEAN = "a bean of type EventDeclaration";

    private final Map<String, Declared> byName = new LinkedHashMap<>();

    /**
     * Collects events.
     *
     * @param declarations single events
     * @param types types of events
     * @param maxNameLength how many characters a name may have
     * @throws InvalidEventTypeException if a name is blank or too long, or two types share one
     */
    public DeclaredEvents(List<EventDeclaration> declarations, List<EventTypes> types, int maxNameLength) {
        Stream.concat(
                        declarations.stream().map(declaration -> new Declared(BEAN, declaration)),
                        types.stream().flatMap(each -> each.declared().stream()))
                .forEach(declared -> {
                    check(declared, maxNameLength);
                    Declared other = byName.putIfAbsent(declared.declaration().name(), declared);
                    if (other != null && !other.equals(declared)) {
                        throw new InvalidEventTypeException(
                                "The event '" + declared.declaration().name() + "' is declared twice, by "
                                        + other.where() + " and by " + declared.where(),
                                "Rename one of the two, or declare the event once and use it in both places.");
                    }
                });
    }

    /** {@return the names of the events} */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * Defines what is not defined yet. What people edited stays as it is, and so does what somebody switched off.
     * Several instances may do so at the same time.
     *
     * @param app the app that the events belong to
     * @param definitions the stored definitions
     */
    public void store(AppId app, EventDefinitions definitions) {
        definitions.declare(
                app,
                byName.values().stream()
                        .map(Declared::declaration)
                        .map(event -> new EventDefinition(event.name(), event.category(), event.description(), true))
                        .toList());
    }

    private static void check(Declared declared, int maxNameLength) {
        EventDeclaration event = declared.declaration();
        if (event.name().isBlank()) {
            throw invalid(declared, "a blank name", "Give it a name, for example order_placed.");
        }
        checkText(declared, "name", event.name(), maxNameLength);
        checkText(declared, "category", event.category(), EventDefinition.MAX_CATEGORY);
        checkText(declared, "description", event.description(), EventDefinition.MAX_DESCRIPTION);
    }

    private static void checkText(Declared declared, String part, @Nullable String text, int maxLength) {
        if (text == null) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            throw invalid(
                    declared,
                    "a " + part + " of " + length + " characters, where " + maxLength + " are possible",
                    "Shorten the " + part + ".");
        }
        if (!StorableText.test(text)) {
            throw invalid(
                    declared,
                    "a " + part + " with characters that cannot be stored",
                    "Remove NUL characters and halves of surrogate pairs.");
        }
    }

    private static InvalidEventTypeException invalid(Declared declared, String problem, String action) {
        return new InvalidEventTypeException("The event declared by " + declared.where() + " has " + problem, action);
    }
}
