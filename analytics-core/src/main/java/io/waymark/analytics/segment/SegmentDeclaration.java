/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

/**
 * A segment that an application brings along: as a bean, it is stored at startup unless a segment with that key exists.
 *
 * @param key its key, unique in the app
 * @param name its name
 * @param rule who is in it
 */
public record SegmentDeclaration(String key, String name, SegmentRule rule) {}
