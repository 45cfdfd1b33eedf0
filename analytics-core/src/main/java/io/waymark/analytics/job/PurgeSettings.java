/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Duration;

/** What can be configured about the purge. */
public interface PurgeSettings {

    /** The default of {@link #interval()}. */
    Duration DEFAULT_INTERVAL = Duration.ofHours(1);
    /** The default of {@link #after()}. */
    Duration DEFAULT_AFTER = Duration.ofDays(90);

    /** {@return how long after one purge the next is due; zero disables it} */
    default Duration interval() {
        return DEFAULT_INTERVAL;
    }

    /** {@return how old events may become; zero keeps them for ever} */
    default Duration after() {
        return DEFAULT_AFTER;
    }
}
