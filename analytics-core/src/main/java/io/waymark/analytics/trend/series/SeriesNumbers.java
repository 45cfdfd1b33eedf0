/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.event.DecimalNumber;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Collects the numbers of events by place and point. Several that were made of one are for a thread each. */
final class SeriesNumbers {

    /**
     * All of them together keep so many, which takes 16 megabytes, and up to three times that while they are put together;
     * the database, which sorts on disk, is left to measure more.
     */
    static final int MOST_KEPT = 1 << 21;

    private final Measure measure;
    private final NumberTally[][] cells;
    private final AtomicLong kept;

    SeriesNumbers(Measure measure, int places, int points) {
        this(measure, places, points, new AtomicLong());
    }

    private SeriesNumbers(Measure measure, int places, int points, AtomicLong kept) {
        this.measure = measure;
        this.cells = new NumberTally[places][points];
        this.kept = kept;
    }

    /** Starts another of the same places and points, to be {@link #add(SeriesNumbers) added}. */
    SeriesNumbers another() {
        return new SeriesNumbers(measure, cells.length, cells[0].length, kept);
    }

    /** Takes an event in, whose number may be {@code null}. */
    void add(int place, int point, @Nullable DecimalNumber number) {
        NumberTally cell = cells[place][point];
        if (cell == null) {
            cell = new NumberTally(measure);
            cells[place][point] = cell;
        }
        if (number != null && cell.add(number) && kept.incrementAndGet() > MOST_KEPT) {
            throw new UnansweredException("There are too many numbers to keep");
        }
    }

    /** Takes in what another one has, which is not used any more. */
    void add(SeriesNumbers another) {
        for (int place = 0; place < cells.length; place++) {
            for (int point = 0; point < cells[place].length; point++) {
                NumberTally own = cells[place][point];
                NumberTally other = another.cells[place][point];
                if (own == null) {
                    cells[place][point] = other;
                } else if (other != null) {
                    own.add(other);
                }
            }
        }
    }

    void tell(SeriesTable table) {
        for (int place = 0; place < cells.length; place++) {
            NumberTally total = new NumberTally(measure);
            for (int point = 0; point < cells[place].length; point++) {
                NumberTally cell = cells[place][point];
                if (cell != null) {
                    table.add(place + 1, point, cell.value());
                    total.add(cell);
                }
            }
            if (Arrays.stream(cells[place]).anyMatch(Objects::nonNull)) {
                table.total(place + 1, total.value());
            }
        }
    }
}
