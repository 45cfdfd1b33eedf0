/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan.value;

import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.PropertyValue.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of people of one bucket by the values of one property. Events are sorted by their values before their
 * people are looked at, so that the people of one value are in the fast memory of the processor, not those of all.
 */
final class ValueTally {

    private final KeyCounts counts;
    private final Map<@Nullable String, Integer> numberOfValue = new HashMap<>();
    private final List<PersonTally> tallies = new ArrayList<>();

    /** The number of the value of each event that is counted next. */
    private final int[] values;

    private final char[] sorted;
    private int[] ends = {};
    private @Nullable ValueColumn column;
    private int[] numberOfCode = {};
    private int[] events = {};
    private boolean anyNumber;

    ValueTally(int atOnce, boolean keepPeople) {
        this.counts = new KeyCounts(keepPeople);
        this.values = new int[atOnce];
        this.sorted = new char[atOnce];
    }

    /** Events of the next slice follow. */
    void begin(ValueColumn of) {
        if (of.size() > counts.mostValues()) {
            counts.giveUp();
        }
        if (counts.isTooVaried()) {
            column = null;
            numberOfValue.clear();
            tallies.clear();
            return;
        }
        column = of;
        numberOfCode = new int[of.size() + 1];
        anyNumber = false;
        for (int code = 0; code < numberOfCode.length; code++) {
            PropertyValue value = of.value(code);
            anyNumber |= value != null && value.kind() == Kind.NUMBER;
            numberOfCode[code] = numberOf(value == null ? null : value.text());
        }
        events = new int[anyNumber ? numberOfCode.length : 0];
        if (ends.length < tallies.size()) {
            ends = new int[2 * tallies.size()];
        }
    }

    private int numberOf(@Nullable String text) {
        return numberOfValue.computeIfAbsent(text, any -> {
            tallies.add(new PersonTally());
            return tallies.size() - 1;
        });
    }

    /** Takes the values of events from one place up to another, given where in their slice they are. */
    void take(int[] places, int from, int to) {
        ValueColumn of = column;
        if (of == null) {
            return;
        }
        for (int i = from; i < to; i++) {
            values[i] = of.code(places[i]);
        }
        if (anyNumber) {
            for (int i = from; i < to; i++) {
                events[values[i]]++;
            }
        }
        for (int i = from; i < to; i++) {
            values[i] = numberOfCode[values[i]];
        }
    }

    /** All events of the slice have been taken. */
    void end() {
        ValueColumn of = column;
        for (int code = 1; of != null && !counts.isTooVaried() && code < events.length; code++) {
            PropertyValue value = Objects.requireNonNull(of.value(code));
            if (events[code] > 0 && value.kind() == Kind.NUMBER) {
                counts.addNumber(value.text(), events[code]);
            }
        }
    }

    /** Counts the first of the events that were taken, given whose they are. */
    void count(char[] people, int size) {
        if (counts.isTooVaried()) {
            return;
        }
        Arrays.fill(ends, 0);
        for (int i = 0; i < size; i++) {
            ends[values[i]]++;
        }
        int start = 0;
        for (int value = 0; value < tallies.size(); value++) {
            int events = ends[value];
            ends[value] = start;
            start += events;
        }
        for (int i = 0; i < size; i++) {
            sorted[ends[values[i]]++] = people[i];
        }
        start = 0;
        for (int value = 0; value < tallies.size(); value++) {
            if (ends[value] > start) {
                tallies.get(value).add(sorted, start, ends[value]);
                start = ends[value];
            }
        }
    }

    KeyCounts counts(int bucket) {
        if (!counts.isTooVaried()) {
            long[] scratch = PersonTally.scratch();
            numberOfValue.forEach((value, number) -> {
                PersonTally tally = tallies.get(number);
                counts.add(
                        value,
                        counts.keepsPeople()
                                ? new Tallied(tally.events(), 0, tally.people(bucket, scratch))
                                : new Tallied(tally.events(), tally.persons(scratch), null));
            });
        }
        return counts;
    }
}
