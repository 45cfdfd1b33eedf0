/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change that somebody made.
 *
 * @param at when
 * @param actor who made it
 * @param action what was done, for example {@code started}
 * @param why the reason they gave; null if none
 * @param detail more about it, {@code null} in JSON if there is nothing
 */
public record AuditEntry(
        Instant at, String actor, String action, @Nullable String why, JsonNode detail) {}
