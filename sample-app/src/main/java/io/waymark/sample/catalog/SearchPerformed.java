/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;

/**
 * The event of a search.
 *
 * @param query what was looked for
 * @param results how many plants were found
 */
@EventType(name = "search_performed", category = "Catalogue", description = "Somebody used the search box.")
public record SearchPerformed(String query, int results) implements TypedEvent {}
