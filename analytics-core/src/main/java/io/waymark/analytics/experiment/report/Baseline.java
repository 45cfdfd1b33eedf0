/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

/**
 * What an app does without an experiment, to plan one from.
 *
 * @param people how many people did the entry event for the first time in the days that were looked at
 * @param conversions how many of them reached the goal within its window
 * @param days how many days were looked at
 */
public record Baseline(long people, long conversions, int days) {

    /** {@return the share of people who convert; 0 without people} */
    public double rate() {
        return people == 0 ? 0 : (double) conversions / people;
    }

    /** {@return people a day} */
    public double perDay() {
        return (double) people / days;
    }
}
