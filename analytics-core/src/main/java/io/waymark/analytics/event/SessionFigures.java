/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/**
 * What the sessions of a period come to.
 *
 * @param sessions how many
 * @param users how many different people
 * @param events how many events
 * @param pageViews how many of these are page views; 0 where there is no such event
 * @param bounces how many sessions are bounces
 * @param averageDurationSeconds mean time from first to last event; 0 without sessions
 */
public record SessionFigures(
        long sessions, long users, long events, long pageViews, long bounces, double averageDurationSeconds) {

    /** {@return per cent of the sessions that are bounces; 0 without sessions} */
    public double bounceRate() {
        return sessions == 0 ? 0 : 100.0 * bounces / sessions;
    }
}
