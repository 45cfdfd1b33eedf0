/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.lifecycle;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.FirstEvents;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.person.DistinctIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts in the bitmaps of people of columns.
 *
 * <ol>
 *   <li>The people of an interval are one bitmap; who was active before is the union of those before.
 *   <li>On how many days somebody was active is added up in binary, for everybody at once: bit k of all counts is a bitmap,
 *       and each day is added to them with carry.
 * </ol>
 */
final class ColumnActivity implements Activity {

    private final EventColumns events;
    private final FirstEvents purged;
    private final Set<Integer> names;
    private final @Nullable RoaringBitmap only;
    private final DistinctIds distinctIds;
    private final LongConsumer memory;

    ColumnActivity(
            EventColumns events,
            FirstEvents purged,
            Set<Integer> names,
            @Nullable RoaringBitmap only,
            DistinctIds distinctIds,
            LongConsumer memory) {
        this.events = events;
        this.purged = purged;
        this.names = names;
        this.only = only;
        this.distinctIds = distinctIds;
        this.memory = memory;
    }

    @Override
    public Optional<Period> close(Period range) {
        return EventBounds.close(range, period -> {
            Millis millis = Millis.of(period);
            return events.bounds(names, millis.from(), millis.to());
        });
    }

    @Override
    public @Nullable Instant missingBefore() {
        long missing = events.missingBefore();
        return missing == Long.MIN_VALUE ? null : Instant.ofEpochMilli(missing);
    }

    @Override
    public Counts count(CalendarBuckets intervals) {
        int size = intervals.size();
        Counts counts = new Counts(new long[size], new long[size], new long[size]);
        RoaringBitmap earlier = active(before(intervals));
        RoaringBitmap last = new RoaringBitmap();
        memory.accept(last.getLongSizeInBytes());
        for (int i = 0; i < size; i++) {
            RoaringBitmap active = active(interval(intervals, i));
            counts.active()[i] = active.getLongCardinality();
            counts.fresh()[i] = RoaringBitmap.andNotCardinality(active, earlier);
            counts.returning()[i] = RoaringBitmap.andCardinality(active, last);
            long known = earlier.getLongSizeInBytes();
            earlier.or(active);
            memory.accept(earlier.getLongSizeInBytes() - known - last.getLongSizeInBytes());
            last = active;
        }
        return counts;
    }

    @Override
    public long[][] trailing(CalendarBuckets days, int... lengths) {
        RoaringBitmap[] daily = daily(days);
        long[][] counts = new long[lengths.length][];
        Arrays.setAll(counts, i -> TrailingPeople.count(daily, lengths[i], memory));
        letGo(daily);
        return counts;
    }

    @Override
    public List<Long> perActiveDays(CalendarBuckets days) {
        List<RoaringBitmap> bits = new ArrayList<>();
        RoaringBitmap everybody = new RoaringBitmap();
        RoaringBitmap[] daily = daily(days);
        for (RoaringBitmap day : daily) {
            everybody.or(day);
            RoaringBitmap carry = day;
            for (int bit = 0; !carry.isEmpty(); bit++) {
                if (bit == bits.size()) {
                    bits.add(new RoaringBitmap());
                }
                RoaringBitmap next = RoaringBitmap.and(bits.get(bit), carry);
                bits.get(bit).xor(carry);
                carry = next;
            }
        }
        letGo(daily);
        long[] people = new long[1 << bits.size()];
        count(everybody, bits, bits.size() - 1, 0, people);
        int most = people.length - 1;
        while (most > 0 && people[most] == 0) {
            most--;
        }
        return Arrays.stream(people, Math.min(1, most), most + (most > 0 ? 1 : 0))
                .boxed()
                .toList();
    }

    /** Divides people by the bits of their counts, from the highest. */
    private static void count(RoaringBitmap people, List<RoaringBitmap> bits, int bit, int days, long[] counts) {
        if (people.isEmpty()) {
            return;
        }
        if (bit < 0) {
            counts[days] += people.getLongCardinality();
            return;
        }
        count(RoaringBitmap.and(people, bits.get(bit)), bits, bit - 1, days | 1 << bit, counts);
        count(RoaringBitmap.andNot(people, bits.get(bit)), bits, bit - 1, days, counts);
    }

    @Override
    public List<String> people(CalendarBuckets intervals, int place, @Nullable LifecycleState state, int limit) {
        RoaringBitmap active = active(interval(intervals, place));
        if (state == LifecycleState.NEW) {
            active.andNot(active(
                    new Millis(Millis.ALL.from(), interval(intervals, place).from())));
        } else if (state != null) {
            RoaringBitmap before = place == 0 ? new RoaringBitmap() : active(interval(intervals, place - 1));
            switch (state) {
                case RETURNING -> active.and(before);
                case DORMANT -> active = RoaringBitmap.andNot(before, active);
                default -> {
                    active.and(active(new Millis(
                            Millis.ALL.from(), interval(intervals, place).from())));
                    active.andNot(before);
                }
            }
        }
        return distinctIds.of(active, limit);
    }

    private RoaringBitmap[] daily(CalendarBuckets days) {
        RoaringBitmap[] daily = new RoaringBitmap[days.size()];
        Arrays.setAll(daily, day -> active(interval(days, day)));
        return daily;
    }

    private void letGo(RoaringBitmap[] bitmaps) {
        for (RoaringBitmap bitmap : bitmaps) {
            memory.accept(-bitmap.getLongSizeInBytes());
        }
    }

    private RoaringBitmap active(Millis range) {
        RoaringBitmap active = events.persons(names, range.from(), range.to());
        purged.addPersons(names, range, active);
        if (only != null) {
            active.and(only);
        }
        memory.accept(active.getLongSizeInBytes());
        return active;
    }

    private static Millis interval(CalendarBuckets intervals, int place) {
        return new Millis(
                intervals.starts().get(place).toInstant().toEpochMilli(),
                intervals.endOf(place).toEpochMilli());
    }

    private static Millis before(CalendarBuckets intervals) {
        return new Millis(Millis.ALL.from(), interval(intervals, 0).from());
    }
}
