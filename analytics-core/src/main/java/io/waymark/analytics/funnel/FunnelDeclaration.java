/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

/**
 * A funnel that an application brings along: as a bean, it is stored at startup unless a funnel of that name exists.
 *
 * @param name its name, unique in the app
 * @param definition what it asks
 */
public record FunnelDeclaration(String name, FunnelDefinition definition) {}
