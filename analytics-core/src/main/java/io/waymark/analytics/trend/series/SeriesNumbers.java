/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.chunk.UnansweredException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the numbers of events by place and point. Not safe for use by several threads. */
final class SeriesNumbers {

    /** So many take 32 megabytes where each is kept; the database, which sorts on disk, is left to measure more. */
    static final int MOST_KEPT = 1 << 22;

    private final Measure measure;
    private final NumberTally[][] cells;
    private long kept;

    SeriesNumbers(Measure measure, int places, int points) {
        this.measure = measure;
        this.cells = new NumberTally[places][points];
    }

    /** Starts another of the same places and points. */
    SeriesNumbers another() {
        return new SeriesNumbers(measure, cells.length, cells[0].length);
    }

    /** Takes an event in, whose number may be {@code null}. */
    void add(int place, int point, @Nullable DecimalNumber number) {
        NumberTally cell = cell(place, point);
        if (number != null) {
            keep(cell.add(number));
        }
    }

    void add(SeriesNumbers others) {
        for (int place = 0; place < cells.length; place++) {
            for (int point = 0; point < cells[place].length; point++) {
                NumberTally other = others.cells[place][point];
                if (other != null) {
                    keep(cell(place, point).add(other));
                }
            }
        }
    }

    private NumberTally cell(int place, int point) {
        if (cells[place][point] == null) {
            cells[place][point] = new NumberTally(measure);
        }
        return cells[place][point];
    }

    private void keep(int more) {
        kept += more;
        if (kept > MOST_KEPT) {
            throw new UnansweredException("There are too many numbers to keep");
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
