/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

/**
 * The views of a page.
 *
 * @param page its path; {@code (none)} where it is not known
 * @param views how often it was viewed
 * @param visitors by how many different people
 * @param entries how many sessions have it as their first page
 * @param exits how many sessions have it as their last page
 * @param bounces how many sessions have this view and nothing else
 */
public record PageFigures(String page, long views, long visitors, long entries, long exits, long bounces) {

    /** {@return per cent of the sessions begun here that are bounces; 0 without such} */
    public double bounceRate() {
        return entries == 0 ? 0 : 100.0 * bounces / entries;
    }

    /** {@return per cent of the views that are the last of their session} */
    public double exitRate() {
        return views == 0 ? 0 : 100.0 * exits / views;
    }
}
