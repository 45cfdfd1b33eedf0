/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.experiment.ExperimentSettings;
import java.time.Duration;

/** Waits for the database, however slow the machine is that tests run on. */
class PatientSettings implements ExperimentSettings {

    @Override
    public Duration lookupTimeout() {
        return Duration.ofMinutes(1);
    }
}
