/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.stats.Interval;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a report would have shown at the end of a day.
 *
 * @param day the day
 * @param people the people of all variants so far
 * @param lift the lift so far; null if there is none
 * @param always where it lies, by the sequence that holds at any time; null if there is too little
 */
public record SeriesPoint(
        LocalDate day,
        long people,
        @Nullable Double lift,
        @Nullable Interval always) {}
