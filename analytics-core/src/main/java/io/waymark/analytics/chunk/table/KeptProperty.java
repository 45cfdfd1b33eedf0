/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

/**
 * A property of an event that has columns of its own in chunks.
 *
 * @param id its number
 * @param eventNameId the number of the event's name
 * @param key its key
 */
public record KeptProperty(int id, int eventNameId, String key) {}
