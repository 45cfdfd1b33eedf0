/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

/** What a visit is by itself: one event is a bounce, or only one page view is, as is asked. */
enum Bounce {
    /** Of several events. */
    NONE,
    /** Of one event, which is no page view. */
    EVENT,
    /** Of one page view. */
    VIEW;

    boolean counts(boolean onlyViews) {
        return this == VIEW || (this == EVENT && !onlyViews);
    }
}
