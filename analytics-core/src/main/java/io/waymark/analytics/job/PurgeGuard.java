/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.event.EventPartition;

/** Somebody who has copies of events and makes sure of them before the events go. */
@FunctionalInterface
public interface PurgeGuard {

    /**
     * Called before a week of events is deleted, in no transaction. From here on no event is stored in that week.
     *
     * @param partition the week
     * @throws RuntimeException if the events must not go yet; the next purge asks again
     */
    void beforeDrop(EventPartition partition);
}
