/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.retention;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.CalendarBuckets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
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
 *   <li>Where periods are counted from everybody's own start, returns are gone through once, each compared with the start of
 *       its person.
 * </ol>
 */
final class ColumnRetention {

    private final EventColumns events;
    private final FirstEvents purged;
    private final RetentionQuery query;
    private final KnownPeriods known;
    private final CalendarBuckets periods;
    private final Set<Integer> startIds;
    private final Set<Integer> returnIds;
    private final @Nullable RoaringBitmap only;
    private final Instant now;
    private final LongConsumer memory;

    /** Of some people only; {@code null} for everybody. */
    ColumnRetention(
            EventColumns events,
            FirstEvents purged,
            RetentionQuery query,
            KnownPeriods known,
            Set<Integer> startIds,
            Set<Integer> returnIds,
            @Nullable RoaringBitmap only,
            Instant now,
            LongConsumer memory) {
        this.events = events;
        this.purged = purged;
        this.query = query;
        this.known = known;
        this.periods = known.periods();
        this.startIds = startIds;
        this.returnIds = returnIds;
        this.only = only;
        this.now = now;
        this.memory = memory;
    }

    /** The whole answer. */
    RetentionGrid grid() {
        long missing = events.missingBefore();
        RetentionGrid grid =
                new RetentionGrid(query, known, now, missing == Long.MIN_VALUE ? null : Instant.ofEpochMilli(missing));
        RoaringBitmap[] returned = returned();
        RoaringBitmap[] cohorts = cohorts(returned);
        for (int cohort = 0; cohort < cohorts.length; cohort++) {
            if (!cohorts[cohort].isEmpty()) {
                grid.add(cohort, cohorts[cohort].getLongCardinality(), -1, 0);
            }
        }
        grid.check();
        if (query.rolling()) {
            addRolling(cohorts, grid);
        } else {
            add(cohorts, returned, grid);
        }
        return grid;
    }

    private void add(RoaringBitmap[] cohorts, RoaringBitmap[] returned, RetentionGrid grid) {
        if (query.mode() == RetentionMode.ON_OR_AFTER) {
            keepLast(returned);
        }
        for (int cohort = 0; cohort < cohorts.length; cohort++) {
            RoaringBitmap people = cohorts[cohort];
            if (people.isEmpty()) {
                continue;
            }
            grid.add(cohort, 0, 0, RoaringBitmap.andCardinality(atOnce(people, cohort), returned[cohort]));
            for (int period = cohort + 1; period < cohort + grid.cells(cohort); period++) {
                grid.add(cohort, 0, period - cohort, RoaringBitmap.andCardinality(people, returned[period]));
            }
        }
    }

    /** Nobody is in two cohorts. */
    private void addRolling(RoaringBitmap[] cohorts, RetentionGrid grid) {
        RoaringBitmap people = new RoaringBitmap();
        int first = -1;
        for (int cohort = cohorts.length - 1; cohort >= 0; cohort--) {
            people.or(cohorts[cohort]);
            first = cohorts[cohort].isEmpty() ? first : cohort;
        }
        if (first < 0) {
            return;
        }
        RoaringBitmap[] returned = byDistance(people, Millis.of(query.range()), grid.cells(first));
        if (query.mode() == RetentionMode.ON_OR_AFTER) {
            keepLast(returned);
        }
        for (int cohort = first; cohort < cohorts.length; cohort++) {
            int cells = cohorts[cohort].isEmpty() ? 0 : grid.cells(cohort);
            for (int distance = 0; distance < cells; distance++) {
                grid.add(cohort, 0, distance, RoaringBitmap.andCardinality(cohorts[cohort], returned[distance]));
            }
        }
    }

    private RoaringBitmap[] byDistance(RoaringBitmap people, Millis starts, int distances) {
        RoaringBitmap[] returned = new Returns(events, purged, startIds, returnIds)
                .byDistance(people, starts, query.length().toMillis(), distances);
        for (RoaringBitmap persons : returned) {
            memory.accept(persons.getLongSizeInBytes());
        }
        return returned;
    }

    /** The people of a cell, or of a whole cohort. */
    RoaringBitmap people(int cohort, @Nullable Integer distance) {
        RoaringBitmap[] returned = returned();
        RoaringBitmap people = cohorts(returned)[cohort];
        int distances = known.distances(query, cohort);
        if (distance == null) {
            return people;
        }
        if (distance >= distances) {
            return new RoaringBitmap();
        }
        RoaringBitmap[] cells = query.rolling()
                ? byDistance(people, starts(cohort), distances)
                : Arrays.copyOfRange(returned, cohort, returned.length);
        if (!query.rolling()) {
            cells[0] = RoaringBitmap.and(cells[0], atOnce(people, cohort));
        }
        int end = query.mode() == RetentionMode.ON ? distance + 1 : distances;
        RoaringBitmap cell = RoaringBitmap.or(Arrays.copyOfRange(cells, distance, end));
        cell.and(people);
        return cell;
    }

    /** Those of a cohort who return in the period of their start, not before it. */
    private RoaringBitmap atOnce(RoaringBitmap people, int cohort) {
        return returnIds.containsAll(startIds)
                ? people
                : new Returns(events, purged, startIds, returnIds).of(people, starts(cohort), period(cohort));
    }

    private RoaringBitmap[] returned() {
        RoaringBitmap[] returned = new RoaringBitmap[periods.size()];
        for (int period = 0; period < returned.length; period++) {
            returned[period] = persons(returnIds, period(period));
        }
        return returned;
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
            boolean told = same && starts(period).equals(period(period));
            RoaringBitmap people = told ? returned[period].clone() : persons(startIds, starts(period));
            if (!query.recurring()) {
                people.andNot(before);
                before.or(people);
            }
            cohorts[period] = people;
        }
        if (only != null) {
            for (RoaringBitmap cohort : cohorts) {
                cohort.and(only);
            }
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
