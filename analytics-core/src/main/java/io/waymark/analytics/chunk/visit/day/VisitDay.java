/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import io.waymark.analytics.chunk.scan.ColumnMemory;
import org.roaringbitmap.RoaringBitmap;

/**
 * What visits come to in a day, or a part of one, that is looked at by itself. Immutable.
 *
 * @param people who was there; not to be changed
 * @param visits how many visits
 * @param events of how many events
 * @param views how many of these are page views
 * @param bounces how many visits are one event
 * @param bouncesOfViews how many visits are one page view
 * @param millis how long all visits are together
 * @param heads the visits that may go on from before
 * @param tails the visits that may go on afterwards
 */
record VisitDay(
        RoaringBitmap people,
        long visits,
        long events,
        long views,
        long bounces,
        long bouncesOfViews,
        long millis,
        OpenVisits heads,
        OpenVisits tails)
        implements ColumnMemory.Finding {

    private static final int BYTES_BESIDES = 2_000;

    long bounces(boolean onlyViews) {
        return onlyViews ? bouncesOfViews : bounces;
    }

    @Override
    public int bytes() {
        return BYTES_BESIDES + people.getSizeInBytes() + heads.bytes() + tails.bytes();
    }
}
