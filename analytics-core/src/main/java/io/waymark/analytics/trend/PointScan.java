/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonBits;
import io.waymark.analytics.chunk.scan.SliceMerge;
import io.waymark.analytics.event.CalendarBuckets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of a bucket of people by intervals, with a bit per person for each interval that can still have more.
 * Not safe for use by several threads.
 */
final class PointScan {

    private static final int BYTES_BESIDES = 500;

    private final long[] starts;
    private final List<Millis> ranges;
    private final long @Nullable [] only;
    private final long[] times;
    private final long[] people;
    private final long[] @Nullable [] seen;
    private int done;

    /** Counts the events of everybody, or only of people of the bucket that have a bit. */
    PointScan(CalendarBuckets points, List<Millis> ranges, long @Nullable [] only) {
        int size = points.size();
        this.starts = new long[size + 1];
        for (int point = 0; point < size; point++) {
            starts[point] = points.starts().get(point).toInstant().toEpochMilli();
        }
        starts[size] = points.endOf(size - 1).toEpochMilli();
        this.ranges = ranges;
        this.only = only;
        this.times = new long[size];
        this.people = new long[size];
        this.seen = new long[size][];
    }

    PointScan scan(List<Span> spans) {
        for (Span span : spans) {
            while (done < times.length && starts[done + 1] <= span.fromMillis()) {
                finish(done++);
            }
            span.slices().forEach(this::scan);
        }
        while (done < times.length) {
            finish(done++);
        }
        return this;
    }

    private void finish(int point) {
        long[] bits = seen[point];
        if (bits != null) {
            for (long word : bits) {
                people[point] += Long.bitCount(word);
            }
            seen[point] = null;
        }
    }

    private void scan(Slice slice) {
        int point = done;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); ) {
            long millis = cursor.millis();
            if (isInside(millis) && PersonBits.has(only, cursor.person())) {
                if (point == times.length || millis < starts[point] || millis >= starts[point + 1]) {
                    int found = Arrays.binarySearch(starts, millis);
                    point = found >= 0 ? found : -found - 2;
                }
                times[point]++;
                long[] bits = seen[point];
                if (bits == null) {
                    bits = new long[SliceMerge.BUCKET_SIZE / Long.SIZE];
                    seen[point] = bits;
                }
                int person = cursor.person() & (SliceMerge.BUCKET_SIZE - 1);
                bits[person >>> 6] |= 1L << person;
            }
        }
    }

    private boolean isInside(long millis) {
        if (millis < starts[0] || millis >= starts[times.length]) {
            return false;
        }
        for (Millis range : ranges) {
            if (millis >= range.from() && millis < range.to()) {
                return true;
            }
        }
        return false;
    }

    /** Adds what was counted of other people. */
    void add(PointScan others) {
        add(others, times.length);
    }

    /** Adds what was counted in so many intervals; those after them may be others. */
    void add(PointScan others, int intervals) {
        for (int point = 0; point < intervals; point++) {
            times[point] += others.times[point];
            people[point] += others.people[point];
        }
    }

    /** How many bytes the counts take, about. */
    int bytes() {
        return BYTES_BESIDES + times.length * (3 * Long.BYTES + Integer.BYTES);
    }

    void tell(KeptEvents.Points counts) {
        for (int point = 0; point < times.length; point++) {
            if (times[point] > 0) {
                counts.add(point, times[point], people[point]);
            }
        }
    }
}
