/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.CalendarInterval;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link RetentionQuery}. Percentages are rounded to 4 decimals, halves
 * to the even neighbour.
 *
 * @param period what cohorts and cells stand for
 * @param cohorts the cohorts that have people, in order
 * @param average the averages by the number of periods after the start, from 0
 */
public record RetentionReport(CalendarInterval period, List<Cohort> cohorts, List<Average> average) {

    public RetentionReport {
        cohorts = List.copyOf(cohorts);
        average = List.copyOf(average);
    }

    /**
     * The people who started in one period.
     *
     * @param start the first day of the period
     * @param users how many
     * @param cells how many of them returned, by the number of periods after the start, from 0 up to the period of the
     *     latest event
     */
    public record Cohort(LocalDate start, long users, List<Cell> cells) {

        public Cohort {
            cells = List.copyOf(cells);
        }
    }

    /**
     * How many people of a cohort returned in one period.
     *
     * @param returned how many
     * @param percent per cent of the cohort
     * @param complete whether the period has ended; if not, the figures can still rise
     * @param purged whether raw events of the period have been purged, so that the figures are lower bounds
     */
    public record Cell(long returned, double percent, boolean complete, boolean purged) {}

    /**
     * The average over all cohorts of which a cell is complete and not purged, weighted by their size.
     *
     * @param returned how many people of these cohorts returned
     * @param users how many people these cohorts have
     * @param percent per cent of them; {@code null} if there is no such cohort
     */
    public record Average(
            long returned, long users, @Nullable Double percent) {}
}
