/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.chunk.scan.PersonTally;

/** Adds up what was counted of different people. Not safe for use by several threads. */
final class SeriesCounts {

    private final long[][] events;
    private final long[][] persons;

    /** So many places and points; after the points comes their total. */
    SeriesCounts(int places, int points) {
        this.events = new long[places][points + 1];
        this.persons = new long[places][points + 1];
    }

    void add(PersonTally[][] cells) {
        long[] scratch = PersonTally.scratch();
        for (int place = 0; place < cells.length; place++) {
            for (int point = 0; point < cells[place].length; point++) {
                PersonTally cell = cells[place][point];
                if (cell != null) {
                    events[place][point] += cell.events();
                    persons[place][point] += cell.persons(scratch);
                }
            }
        }
    }

    void tell(Measure measure, SeriesTable table) {
        for (int place = 0; place < events.length; place++) {
            int total = events[place].length - 1;
            for (int point = 0; point <= total; point++) {
                if (events[place][point] > 0) {
                    double value = switch (measure) {
                        case TOTAL -> events[place][point];
                        case UNIQUE -> persons[place][point];
                        default -> (double) events[place][point] / persons[place][point];
                    };
                    if (point < total) {
                        table.add(place + 1, point, value);
                    } else {
                        table.total(place + 1, value);
                    }
                }
            }
        }
    }
}
