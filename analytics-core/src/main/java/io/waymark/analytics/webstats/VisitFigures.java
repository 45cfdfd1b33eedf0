/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

/**
 * The visits that have something in common.
 *
 * @param value what it is; {@code (none)} where it is not known
 * @param visitors how many different people
 * @param sessions how many sessions
 * @param views how many page views these have
 * @param bounceRate per cent of the sessions that are bounces
 * @param averageDurationSeconds mean time from first to last event
 */
public record VisitFigures(
        String value, long visitors, long sessions, long views, double bounceRate, double averageDurationSeconds) {}
