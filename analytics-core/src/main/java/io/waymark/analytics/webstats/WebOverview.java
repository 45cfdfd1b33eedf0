/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

/**
 * Web statistics in five figures. Rate and mean are 0 without sessions.
 *
 * @param visitors how many different people
 * @param views how many page views
 * @param sessions how many sessions
 * @param bounceRate per cent of the sessions that are bounces
 * @param averageDurationSeconds mean time from first to last event, over all sessions
 */
public record WebOverview(long visitors, long views, long sessions, double bounceRate, double averageDurationSeconds) {}
