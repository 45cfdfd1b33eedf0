/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.retention.RetentionReport.Average;
import io.waymark.analytics.retention.RetentionReport.Cell;
import io.waymark.analytics.retention.RetentionReport.Cohort;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what the database counted and lays it out as cohorts and cells. */
final class RetentionGrid {

    private static final int MAX_CELLS = 500_000;

    private final RetentionQuery query;
    private final KnownPeriods known;
    private final CalendarBuckets periods;
    private final Instant now;
    private final @Nullable Instant purgedBefore;
    private final SortedMap<Integer, Row> rows = new TreeMap<>();

    RetentionGrid(RetentionQuery query, KnownPeriods known, Instant now, @Nullable Instant purgedBefore) {
        this.query = query;
        this.known = known;
        this.periods = known.periods();
        this.now = now;
        this.purgedBefore = purgedBefore;
    }

    /** Adds people of a cohort, and how many returned at a distance; a negative distance stands for no return. */
    void add(int cohort, long users, int distance, long returned) {
        Row row = rows.computeIfAbsent(cohort, start -> new Row(new long[known.distances(query, start)]));
        row.users += users;
        if (distance >= 0) {
            row.returned[distance] += returned;
        }
    }

    /**
     * Makes sure that the answer is not too large.
     *
     * @throws InvalidInputException if it has too many cells
     */
    void check() {
        long cells = rows.values().stream()
                .mapToLong(row -> width(row.returned.length))
                .sum();
        if (cells > MAX_CELLS) {
            throw new InvalidInputException(
                    "/period",
                    "The answer has more than " + MAX_CELLS + " cells; choose a longer period or fewer of them");
        }
    }

    /** How many periods matter to a cohort. */
    int cells(int cohort) {
        int distances = known.distances(query, cohort);
        return query.mode() == RetentionMode.ON_OR_AFTER ? distances : width(distances);
    }

    RetentionReport report() {
        List<Cohort> cohorts = new ArrayList<>();
        rows.forEach((start, row) -> cohorts.add(cohort(start, row)));
        List<Average> averages = new ArrayList<>();
        int width =
                cohorts.stream().mapToInt(cohort -> cohort.cells().size()).max().orElse(0);
        for (int distance = 0; distance < width; distance++) {
            averages.add(average(cohorts, distance));
        }
        return new RetentionReport(query.period(), cohorts, averages);
    }

    private Cohort cohort(int start, Row row) {
        if (query.mode() == RetentionMode.ON_OR_AFTER) {
            for (int distance = row.returned.length - 2; distance >= 0; distance--) {
                row.returned[distance] += row.returned[distance + 1];
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int distance = 0; distance < width(row.returned.length); distance++) {
            long returned = row.returned[distance];
            cells.add(new Cell(
                    returned,
                    percent(returned, row.users),
                    !endOf(start, distance).isAfter(now),
                    isPurged(start, distance) && (query.recurring() || returned < row.users)));
        }
        return new Cohort(periods.starts().get(start).toLocalDate(), row.users, cells);
    }

    private int width(int periodsToTheLatestEvent) {
        Integer max = query.maxPeriods();
        return max == null ? periodsToTheLatestEvent : (int) Math.min(max + 1L, periodsToTheLatestEvent);
    }

    /** When the period of a cell ends, for whoever of the cohort starts last. */
    private Instant endOf(int cohort, int distance) {
        if (!query.rolling()) {
            return periods.endOf(cohort + distance);
        }
        Instant end = periods.endOf(cohort);
        Instant to = query.range().to();
        return (to != null && to.isBefore(end) ? to : end).plus(query.length().multipliedBy(distance + 1L));
    }

    private boolean isPurged(int cohort, int distance) {
        Instant start = query.rolling()
                ? periods.starts().get(cohort).toInstant().plus(query.length().multipliedBy(distance))
                : periods.starts().get(cohort + distance).toInstant();
        return purgedBefore != null && start.isBefore(purgedBefore);
    }

    private static Average average(List<Cohort> cohorts, int distance) {
        long returned = 0;
        long users = 0;
        for (Cohort cohort : cohorts) {
            if (distance < cohort.cells().size()) {
                Cell cell = cohort.cells().get(distance);
                if (cell.complete() && !cell.purged()) {
                    returned += cell.returned();
                    users += cohort.users();
                }
            }
        }
        return new Average(returned, users, users == 0 ? null : percent(returned, users));
    }

    private static double percent(long part, long whole) {
        return new BigDecimal(100.0 * part / whole)
                .setScale(4, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static final class Row {

        private final long[] returned;
        private long users;

        private Row(long[] returned) {
            this.returned = returned;
        }
    }
}
