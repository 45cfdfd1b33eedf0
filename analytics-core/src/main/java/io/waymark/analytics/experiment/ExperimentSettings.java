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
    /** The default of {@link #holdoutBasisPoints()}. */
    int DEFAULT_HOLDOUT_BASIS_POINTS = 0;
    /** The default of {@link #audienceRefresh()}. */
    Duration DEFAULT_AUDIENCE_REFRESH = Duration.ofMinutes(1);
    /** The default of {@link #lookupTimeout()}. */
    Duration DEFAULT_LOOKUP_TIMEOUT = Duration.ofMillis(200);
    /** The default of {@link #scheduleInterval()}. */
    Duration DEFAULT_SCHEDULE_INTERVAL = Duration.ofSeconds(30);

    /** {@return how often definitions are looked at for changes made by another instance} */
    default Duration refreshInterval() {
        return DEFAULT_REFRESH_INTERVAL;
    }

    /** {@return about how many people are remembered with their variants, so that neither is looked up or recorded again} */
    default int rememberedUnits() {
        return DEFAULT_REMEMBERED_UNITS;
    }

    /** {@return the share of the people who enter no experiment, in hundredths of a per cent} */
    default int holdoutBasisPoints() {
        return DEFAULT_HOLDOUT_BASIS_POINTS;
    }

    /** {@return how long what is known about a person and who is in a segment may be out of date} */
    default Duration audienceRefresh() {
        return DEFAULT_AUDIENCE_REFRESH;
    }

    /** {@return how long a call waits, once per person, for what only the database knows; zero for not at all} */
    default Duration lookupTimeout() {
        return DEFAULT_LOOKUP_TIMEOUT;
    }

    /** {@return how often it is looked whether an experiment is to be started or concluded} */
    default Duration scheduleInterval() {
        return DEFAULT_SCHEDULE_INTERVAL;
    }
}
