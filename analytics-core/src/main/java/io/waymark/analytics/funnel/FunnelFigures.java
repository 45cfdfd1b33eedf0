/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds scored attempts up. Not safe for use by several threads. */
final class FunnelFigures {

    private static final double MILLIS = 1000.0;
    private static final int MAX_BINS = 8;

    /** The end of the longest column in seconds, which holds whatever is longer too. */
    static final long LONGEST = 316_224_000;

    private static final long[] EDGES_SECONDS = {
        0, 10, 30, 60, 120, 300, 600, 1_200, 3_600, 21_600, 86_400, 259_200, 604_800, 2_592_000, 7_776_000, LONGEST
    };

    private final List<EventFilter> steps;
    private final long[] users;
    private final Durations[] fromPrevious;
    private final Durations overall = new Durations();

    FunnelFigures(List<EventFilter> steps) {
        this.steps = steps;
        this.users = new long[steps.size()];
        this.fromPrevious = new Durations[steps.size()];
        Arrays.setAll(fromPrevious, step -> new Durations());
    }

    /** Adds an attempt: the instants of the steps it made, in milliseconds. */
    void add(long[] attempt) {
        for (int step = 0; step < attempt.length; step++) {
            users[step]++;
            if (step > 0) {
                fromPrevious[step].add(attempt[step] - attempt[step - 1]);
            }
        }
        if (attempt.length == steps.size()) {
            overall.add(attempt[attempt.length - 1] - attempt[0]);
        }
    }

    void add(FunnelFigures others) {
        for (int step = 0; step < users.length; step++) {
            users[step] += others.users[step];
            fromPrevious[step].add(others.fromPrevious[step]);
        }
        overall.add(others.overall);
    }

    /** How much memory it takes. */
    long bytes() {
        return 8L
                * (overall.values.length
                        + Arrays.stream(fromPrevious)
                                .mapToLong(each -> each.values.length)
                                .sum());
    }

    long entered() {
        return users[0];
    }

    List<FunnelReport.Step> steps() {
        List<FunnelReport.Step> figures = new ArrayList<>();
        for (int step = 0; step < users.length; step++) {
            long before = step == 0 ? users[0] : users[step - 1];
            figures.add(new FunnelReport.Step(
                    step + 1,
                    steps.get(step).event(),
                    users[step],
                    percent(users[step], before),
                    percent(users[step], users[0]),
                    before - users[step],
                    fromPrevious[step].median(),
                    fromPrevious[step].mean()));
        }
        return figures;
    }

    @Nullable
    Double medianSeconds() {
        return overall.median();
    }

    @Nullable
    Double averageSeconds() {
        return overall.mean();
    }

    List<FunnelReport.Bin> timeToConvert() {
        return overall.histogram();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    /** A growing list of milliseconds. */
    private static final class Durations {

        private long[] values = new long[0];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(8, size + size / 2));
            }
            values[size++] = value;
        }

        void add(Durations others) {
            values = Arrays.copyOf(values, Math.max(values.length, size + others.size));
            System.arraycopy(others.values, 0, values, size, others.size);
            size += others.size;
        }

        /** As percentile_cont(0.5) of PostgreSQL: of an even number, the mean of the middle two. */
        @Nullable
        Double median() {
            if (size == 0) {
                return null;
            }
            long upper = select(size / 2);
            long lower = upper;
            if (size % 2 == 0) {
                lower = Arrays.stream(values, 0, size / 2).max().orElse(upper);
            }
            return (lower + upper) / 2.0 / MILLIS;
        }

        @Nullable
        Double mean() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += values[i];
            }
            return size == 0 ? null : sum / size / MILLIS;
        }

        /**
         * Columns that people think in, from seconds to months: times to convert spread over magnitudes, and columns of
         * equal width would put almost everybody into the first.
         */
        List<FunnelReport.Bin> histogram() {
            if (size == 0) {
                return List.of();
            }
            long shortest = Arrays.stream(values, 0, size).min().orElse(0);
            int last = column(Arrays.stream(values, 0, size).max().orElse(0));
            int first = Math.max(column(shortest), last - MAX_BINS + 1);
            long[] counts = new long[last - first + 1];
            for (int i = 0; i < size; i++) {
                counts[Math.max(0, column(values[i]) - first)]++;
            }
            List<FunnelReport.Bin> histogram = new ArrayList<>();
            for (int bin = 0; bin < counts.length; bin++) {
                boolean fromZero = bin == 0 && column(shortest) < first;
                histogram.add(new FunnelReport.Bin(
                        fromZero ? 0 : EDGES_SECONDS[first + bin], EDGES_SECONDS[first + bin + 1], counts[bin]));
            }
            return histogram;
        }

        private int column(long millis) {
            int column = 0;
            while (column < EDGES_SECONDS.length - 2 && millis >= EDGES_SECONDS[column + 1] * MILLIS) {
                column++;
            }
            return column;
        }

        /** Puts in place what would be there if all were sorted, and before it what is not greater (Hoare 1961). */
        private long select(int place) {
            int low = 0;
            int high = size - 1;
            while (low < high) {
                long pivot = values[(low + high) >>> 1];
                int left = low;
                int right = high;
                while (left <= right) {
                    while (values[left] < pivot) {
                        left++;
                    }
                    while (values[right] > pivot) {
                        right--;
                    }
                    if (left <= right) {
                        long swapped = values[left];
                        values[left++] = values[right];
                        values[right--] = swapped;
                    }
                }
                if (place <= right) {
                    high = right;
                } else if (place >= left) {
                    low = left;
                } else {
                    break;
                }
            }
            return values[place];
        }
    }
}
