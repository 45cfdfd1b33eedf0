/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PeopleEvents;
import io.waymark.analytics.chunk.scan.PersonBits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of some people of one bucket by the values of properties: some thousands at a time, whose people are
 * found once for all properties.
 */
final class ValueScan {

    private static final int AT_ONCE = 1 << 15;

    private final List<String> keys;
    private final List<ValueTally> tallies;
    private final Millis range;
    private final long @Nullable [] only;

    /** The events that are counted next: whose they are, and their places in their slices. */
    private final char[] people = new char[AT_ONCE];

    private final int[] events = new int[AT_ONCE];
    private int size;

    /** Counts what happened in a time; of those people only who have a bit, if there are any bits. */
    ValueScan(List<String> keys, Millis range, long @Nullable [] only, boolean keepPeople) {
        this.keys = keys;
        this.tallies =
                keys.stream().map(key -> new ValueTally(AT_ONCE, keepPeople)).toList();
        this.range = range;
        this.only = only;
    }

    /** The counts of each property. */
    List<KeyCounts> scan(PeopleEvents of) {
        for (Span span : of.spans()) {
            boolean whole = only == null && span.fromMillis() >= range.from() && span.toMillis() <= range.to();
            for (Slice slice : span.slices()) {
                scan(slice, whole);
            }
        }
        count();
        return tallies.stream().map(tally -> tally.counts(of.bucket())).toList();
    }

    private void scan(Slice slice, boolean whole) {
        for (int key = 0; key < keys.size(); key++) {
            tallies.get(key).begin(slice.values(keys.get(key)));
        }
        int first = size;
        int next = size;
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            if (next == AT_ONCE) {
                take(first, next);
                count();
                first = 0;
                next = 0;
            }
            if (whole || counts(cursor)) {
                people[next] = (char) cursor.person();
                events[next++] = event;
            }
        }
        take(first, next);
        tallies.forEach(ValueTally::end);
    }

    private boolean counts(Slice.Cursor cursor) {
        return cursor.millis() >= range.from() && cursor.millis() < range.to() && PersonBits.has(only, cursor.person());
    }

    private void take(int first, int next) {
        tallies.forEach(tally -> tally.take(events, first, next));
        size = next;
    }

    private void count() {
        tallies.forEach(tally -> tally.count(people, size));
        size = 0;
    }
}
