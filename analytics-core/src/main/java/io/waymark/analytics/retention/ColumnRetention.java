/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.CalendarBuckets;
import java.util.Set;
import java.util.function.LongConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts who came back by the bitmaps of people.
 *
 * <ol>
 *   <li>A cohort is who did a start event in its period, without those who did one before, unless people may join again.
 *   <li>A cell is who of the cohort did a return event in its period; for returns in that period or later, who did their
 *       last one in it, to be summed from the right.
 *   <li>In the period of the start itself, the return must not be before it. Where the start is a return as well, it never
 *       is; else times are compared.
 * </ol>
 */
final class ColumnRetention {

    private final EventColumns events;
    private final FirstEvents purged;
    private final RetentionQuery query;
    private final CalendarBuckets periods;
    private final Set<Integer> startIds;
    private final Set<Integer> returnIds;
    private final LongConsumer memory;

    ColumnRetention(
            EventColumns events,
            FirstEvents purged,
            RetentionQuery query,
            CalendarBuckets periods,
            Set<Integer> startIds,
            Set<Integer> returnIds,
            LongConsumer memory) {
        this.events = events;
        this.purged = purged;
        this.query = query;
        this.periods = periods;
        this.startIds = startIds;
        this.returnIds = returnIds;
        this.memory = memory;
    }

    void count(RetentionGrid grid) {
        RoaringBitmap[] returned = new RoaringBitmap[periods.size()];
        for (int period = 0; period < returned.length; period++) {
            returned[period] = persons(returnIds, period(period));
        }
        RoaringBitmap[] cohorts = cohorts(returned);
        for (int cohort = 0; cohort < cohorts.length; cohort++) {
            if (!cohorts[cohort].isEmpty()) {
                grid.add(cohort, cohorts[cohort].getLongCardinality(), -1, 0);
            }
        }
        grid.check();
        if (query.mode() == RetentionMode.ON_OR_AFTER) {
            keepLast(returned);
        }
        Returns returns = new Returns(events, purged, startIds, returnIds);
        for (int cohort = 0; cohort < cohorts.length; cohort++) {
            RoaringBitmap people = cohorts[cohort];
            if (people.isEmpty()) {
                continue;
            }
            RoaringBitmap atOnce =
                    returnIds.containsAll(startIds) ? people : returns.of(people, starts(cohort), period(cohort));
            grid.add(cohort, 0, 0, RoaringBitmap.andCardinality(atOnce, returned[cohort]));
            for (int period = cohort + 1; period < grid.end(cohort); period++) {
                grid.add(cohort, 0, period - cohort, RoaringBitmap.andCardinality(people, returned[period]));
            }
        }
    }

    private RoaringBitmap[] cohorts(RoaringBitmap[] returned) {
        boolean same = startIds.equals(returnIds);
        RoaringBitmap[] cohorts = new RoaringBitmap[periods.size()];
        RoaringBitmap before = new RoaringBitmap();
        if (!query.recurring()) {
            before = persons(
                    startIds,
                    new Millis(Millis.ALL.from(), Millis.of(query.range()).from()));
        }
        for (int period = 0; period < cohorts.length; period++) {
            boolean known = same && starts(period).equals(period(period));
            RoaringBitmap people = known ? returned[period].clone() : persons(startIds, starts(period));
            if (!query.recurring()) {
                people.andNot(before);
                before.or(people);
            }
            cohorts[period] = people;
        }
        return cohorts;
    }

    /** Leaves everybody in the last period of a return only. */
    private static void keepLast(RoaringBitmap[] returned) {
        RoaringBitmap later = new RoaringBitmap();
        for (int period = returned.length - 1; period >= 0; period--) {
            returned[period].andNot(later);
            later.or(returned[period]);
        }
    }

    private RoaringBitmap persons(Set<Integer> eventNameIds, Millis range) {
        if (range.isEmpty()) {
            return new RoaringBitmap();
        }
        RoaringBitmap persons = events.persons(eventNameIds, range.from(), range.to());
        purged.addPersons(eventNameIds, range, persons);
        memory.accept(persons.getLongSizeInBytes());
        return persons;
    }

    private Millis starts(int period) {
        return period(period).within(Millis.of(query.range()));
    }

    private Millis period(int period) {
        return new Millis(
                periods.starts().get(period).toInstant().toEpochMilli(),
                periods.endOf(period).toEpochMilli());
    }
}
