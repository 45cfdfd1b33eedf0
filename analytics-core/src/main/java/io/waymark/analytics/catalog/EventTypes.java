/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import io.waymark.analytics.EventName;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of events that an application brings along: as a bean, each is defined at startup, and stays as people edit
 * it. There may be several such beans.
 */
public final class EventTypes {

    private final List<Declared> declared;

    private EventTypes(List<Declared> declared) {
        this.declared = List.copyOf(declared);
    }

    /**
     * Collects types.
     *
     * @param types records that are {@link TypedEvent}s, and enums whose constants are {@link EventName}s
     * @return the types
     * @throws InvalidEventTypeException if one is neither
     */
    public static EventTypes of(Class<?>... types) {
        List<Declared> declared = new ArrayList<>();
        for (Class<?> type : types) {
            if (type.isRecord() && TypedEvent.class.isAssignableFrom(type)) {
                declared.add(new Declared(type.getName(), ofRecord(type)));
            } else if (type.isEnum() && EventName.class.isAssignableFrom(type)) {
                for (Object constant : type.getEnumConstants()) {
                    declared.add(new Declared(
                            type.getName() + "." + ((Enum<?>) constant).name(), ofConstant((EventName) constant)));
                }
            } else {
                throw new InvalidEventTypeException(
                        type.getName() + " is no type of events",
                        "Let it be a record that implements TypedEvent, or an enum that implements EventName, or leave "
                                + "it out of the EventTypes.");
            }
        }
        return new EventTypes(declared);
    }

    List<Declared> declared() {
        return declared;
    }

    private static EventDeclaration ofRecord(Class<?> type) {
        String name;
        try {
            name = TypedEvent.nameOf(type.asSubclass(TypedEvent.class));
        } catch (IllegalArgumentException e) {
            throw new InvalidEventTypeException(
                    String.valueOf(e.getMessage()), "Give each component a key of its own.");
        }
        EventType annotation = type.getAnnotation(EventType.class);
        return annotation == null
                ? new EventDeclaration(name)
                : new EventDeclaration(name, annotation.category(), annotation.description());
    }

    private static EventDeclaration ofConstant(EventName constant) {
        return new EventDeclaration(constant.eventName(), constant.category(), constant.description());
    }

    /**
     * An event and where it is declared.
     *
     * @param where the type, or the constant of an enum
     * @param declaration the event
     */
    record Declared(String where, EventDeclaration declaration) {}
}
