/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An event that an application brings along: as a bean, it is defined at startup, and stays as people edit it.
 *
 * @param name the event name
 * @param category a word to group events by; {@code null} for none
 * @param description what it means; {@code null} without a description
 */
public record EventDeclaration(
        String name, @Nullable String category, @Nullable String description) {

    public EventDeclaration {
        category = category == null || category.isBlank() ? null : category;
        description = description == null || description.isBlank() ? null : description;
    }

    /**
     * An event of which only the name is known.
     *
     * @param name the event name
     */
    public EventDeclaration(String name) {
        this(name, null, null);
    }
}
