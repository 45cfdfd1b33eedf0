/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event name with its definition and how much it is used.
 *
 * @param event the event name
 * @param category a word to group events by; {@code null} without one
 * @param description what it means; {@code null} without one
 * @param active whether it is in use
 * @param defined whether somebody defined it; else it was only tracked
 * @param count how many happened in the period
 * @param users how many different people in the period
 * @param lastSeen when it happened last, ever; {@code null} if none is kept
 */
public record EventSummary(
        String event,
        @Nullable String category,
        @Nullable String description,
        boolean active,
        boolean defined,
        long count,
        long users,
        @Nullable Instant lastSeen) {}
