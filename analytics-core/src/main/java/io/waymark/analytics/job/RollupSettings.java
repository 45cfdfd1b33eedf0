/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import java.time.Duration;

/** What can be configured about the rollup. */
public interface RollupSettings {

    /** The default of {@link #interval()}. */
    Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    /** {@return how long after one rollup the next is due; zero disables it} */
    default Duration interval() {
        return DEFAULT_INTERVAL;
    }
}
