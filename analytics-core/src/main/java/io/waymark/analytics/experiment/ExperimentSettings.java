/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import java.time.Duration;

/** What can be configured about experiments. */
public interface ExperimentSettings {

    /** The default of {@link #refreshInterval()}. */
    Duration DEFAULT_REFRESH_INTERVAL = Duration.ofSeconds(2);
    /** The default of {@link #rememberedUnits()}. */
    int DEFAULT_REMEMBERED_UNITS = 100_000;

    /** {@return how often definitions are looked at for changes made by another instance} */
    default Duration refreshInterval() {
        return DEFAULT_REFRESH_INTERVAL;
    }

    /** {@return how many assignments and how many exposures are remembered, so that they are not recorded again} */
    default int rememberedUnits() {
        return DEFAULT_REMEMBERED_UNITS;
    }
}
