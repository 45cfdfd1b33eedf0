/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

/**
 * How often a page was viewed.
 *
 * @param page its path; {@code (none)} where it is not known
 * @param views how often
 * @param visitors by how many different people
 */
public record PageViews(String page, long views, long visitors) {}
