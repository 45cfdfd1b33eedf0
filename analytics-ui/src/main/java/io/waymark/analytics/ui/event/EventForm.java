/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.store.StorableText;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/** Reads a definition from a form. */
final class EventForm {

    private static final int MAX_NAME = 200;

    private EventForm() {}

    static EventDefinition read(ServerRequest request, boolean active) {
        String name = text(request, "name", MAX_NAME);
        if (name == null) {
            throw new InvalidInputException("/name", "An event has a name");
        }
        return new EventDefinition(
                name,
                text(request, "category", EventDefinition.MAX_CATEGORY),
                text(request, "description", EventDefinition.MAX_DESCRIPTION),
                active);
    }

    private static @Nullable String text(ServerRequest request, String field, int maxLength) {
        // As a form is sent, a line ends with two characters.
        String text = request.param(field).orElse("").replace("\r\n", "\n").strip();
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new InvalidInputException("/" + field, "At most " + maxLength + " characters are possible");
        }
        if (!StorableText.test(text)) {
            throw new InvalidInputException("/" + field, "Some of the characters cannot be stored");
        }
        return text.isEmpty() ? null : text;
    }
}
