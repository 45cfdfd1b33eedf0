/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import java.time.ZonedDateTime;

/**
 * The visits of an interval.
 *
 * @param start its first instant
 * @param visitors how many different people have an event in it
 * @param views how many page views happened in it
 * @param sessions how many sessions began in it
 * @param complete whether it has ended
 * @param purged whether events of it have been deleted by age and are missing, so that the figures are lower bounds
 */
public record WebPoint(
        ZonedDateTime start, long visitors, long views, long sessions, boolean complete, boolean purged) {}
