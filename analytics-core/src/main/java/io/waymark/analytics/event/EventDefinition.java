/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import org.jspecify.annotations.Nullable;

/**
 * What an event name means.
 *
 * @param event the event name
 * @param category a word to group events by; {@code null} without one
 * @param description what it means; {@code null} without one
 * @param active whether it is in use: events of a name that is not are dropped
 * @param defined whether somebody defined it, in Java, over HTTP or in the dashboard; else it was only tracked
 */
public record EventDefinition(
        String event, @Nullable String category, @Nullable String description, boolean active, boolean defined) {

    /** No category is longer. */
    public static final int MAX_CATEGORY = 100;

    /** No description is longer. */
    public static final int MAX_DESCRIPTION = 2_000;

    /**
     * A definition that somebody makes.
     *
     * @param event the event name
     * @param category a word to group events by; {@code null} without one
     * @param description what it means; {@code null} without one
     * @param active whether it is in use
     */
    public EventDefinition(String event, @Nullable String category, @Nullable String description, boolean active) {
        this(event, category, description, active, true);
    }
}
