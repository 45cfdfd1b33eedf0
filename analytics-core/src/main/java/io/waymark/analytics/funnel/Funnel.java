/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import java.time.Instant;

/**
 * A stored funnel.
 *
 * @param id its number
 * @param name its name, unique in the app
 * @param definition what it asks
 * @param createdAt when it was saved first
 * @param updatedAt when it was changed last
 * @param version grows by one with each change; a change names the version it is based on
 */
public record Funnel(
        long id, String name, FunnelDefinition definition, Instant createdAt, Instant updatedAt, int version) {}
