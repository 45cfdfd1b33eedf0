/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend.series;

import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.FilterMasks;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.PersonTally;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.DecimalNumber;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.PropertyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Measures in columns. */
final class ColumnSeries implements SeriesSource {

    private final ColumnEngine engine;
    private final EventColumns events;
    private final SeriesQuery query;
    private final Set<Integer> names;
    private final @Nullable FilterMasks filter;
    private final @Nullable RoaringBitmap people;

    ColumnSeries(
            ColumnEngine engine,
            EventColumns events,
            SeriesQuery query,
            Collection<Integer> names,
            @Nullable RoaringBitmap people) {
        this.engine = engine;
        this.events = events;
        this.query = query;
        this.names = new HashSet<>(names);
        this.filter = query.where().isEmpty() ? null : new FilterMasks(List.of(query.where()));
        this.people = people;
    }

    static boolean canTell(SeriesQuery query) {
        return FilterMasks.canTell(List.of(query.where()));
    }

    static NeededProperties needed(SeriesQuery query, Collection<Integer> names) {
        Set<String> keys = new HashSet<>(FilterMasks.keys(List.of(query.where())));
        String breakdown = query.breakdown();
        if (breakdown != null) {
            keys.add(breakdown);
        }
        String property = query.property();
        if (property != null) {
            keys.add(property);
        }
        Map<Integer, Set<String>> needed = new HashMap<>();
        names.forEach(name -> needed.put(name, keys));
        Millis range = Millis.of(query.period());
        Period comparison = query.comparison();
        Millis other = comparison == null ? range : Millis.of(comparison);
        return keys.isEmpty()
                ? NeededProperties.NONE
                : new NeededProperties(needed, Math.min(range.from(), other.from()), Math.max(range.to(), other.to()));
    }

    @Override
    public Optional<Period> bounds(Period period) {
        Millis range = Millis.of(period);
        return EventBounds.close(period, open -> events.bounds(names, range.from(), range.to()));
    }

    @Override
    public @Nullable Instant missingBefore() {
        long missing = events.missingBefore();
        return missing == Long.MIN_VALUE ? null : Instant.ofEpochMilli(missing);
    }

    @Override
    public List<String> top(Period period, String breakdown, int limit) {
        Millis range = Millis.of(period);
        Map<String, Long> counts = new HashMap<>();
        scan(
                range,
                () -> new HashMap<String, Long>(),
                (slice, some) -> {
                    ValueColumn column = slice.values(breakdown);
                    long[] times = new long[column.size() + 1];
                    each(slice, range, (event, person, millis) -> times[column.code(event)]++);
                    for (int code = 1; code < times.length; code++) {
                        PropertyValue value = column.value(code);
                        if (times[code] > 0 && value != null) {
                            some.merge(value.text(), times[code], Long::sum);
                        }
                    }
                },
                some -> some.forEach((value, times) -> counts.merge(value, times, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> value) -> value.getValue())
                        .reversed()
                        .thenComparing(Map.Entry::getKey, PropertyValue::compareText))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void fill(Period period, CalendarBuckets buckets, List<String> values, SeriesTable table) {
        Millis range = Millis.of(period);
        int places = query.breakdown() == null ? 1 : values.size() + 2;
        long[] starts = new long[buckets.size()];
        Arrays.setAll(starts, point -> buckets.starts().get(point).toInstant().toEpochMilli());
        String property = query.property();
        if (property == null) {
            count(range, values, starts, places).tell(query.measure(), table);
        } else {
            measure(range, values, starts, places, property).tell(table);
        }
    }

    private SeriesCounts count(Millis range, List<String> values, long[] starts, int places) {
        SeriesCounts all = new SeriesCounts(places, starts.length);
        scan(
                range,
                () -> new PersonTally[places][starts.length + 1],
                (slice, cells) -> each(slice, range, values, starts, (event, person, place, point) -> {
                    add(cells[place], point, person);
                    add(cells[place], starts.length, person);
                }),
                all::add);
        return all;
    }

    private SeriesNumbers measure(Millis range, List<String> values, long[] starts, int places, String property) {
        SeriesNumbers all = new SeriesNumbers(query.measure(), places, starts.length);
        scan(
                range,
                all::another,
                (slice, some) -> {
                    ValueColumn column = slice.values(property);
                    @Nullable DecimalNumber[] numbers = new DecimalNumber[column.size() + 1];
                    Arrays.setAll(numbers, code -> DecimalNumber.of(column.value(code)));
                    each(
                            slice,
                            range,
                            values,
                            starts,
                            (event, person, place, point) -> some.add(place, point, numbers[column.code(event)]));
                },
                all::add);
        return all;
    }

    private void each(Slice slice, Millis range, List<String> values, long[] starts, PlacedVisitor visitor) {
        String breakdown = query.breakdown();
        ValueColumn column = breakdown == null ? null : slice.values(breakdown);
        int[] placeOf = column == null ? new int[0] : places(column, values);
        each(slice, range, (event, person, millis) -> {
            int place = column == null ? 0 : placeOf[column.code(event)];
            int point = Arrays.binarySearch(starts, millis);
            visitor.event(event, person, place, point >= 0 ? point : -point - 2);
        });
    }

    private static int[] places(ValueColumn column, List<String> values) {
        int[] placeOf = new int[column.size() + 1];
        for (int code = 0; code < placeOf.length; code++) {
            PropertyValue value = column.value(code);
            int known = value == null ? values.size() + 1 : values.indexOf(value.text());
            placeOf[code] = known < 0 ? values.size() : known;
        }
        return placeOf;
    }

    private static void add(PersonTally[] cells, int point, int person) {
        if (cells[point] == null) {
            cells[point] = new PersonTally();
        }
        cells[point].add(person);
    }

    private interface Visitor {
        void event(int event, int person, long millis);
    }

    private interface PlacedVisitor {
        void event(int event, int person, int place, int point);
    }

    private interface Work<S> {
        void slice(Slice slice, S some);
    }

    private <S> void scan(Millis range, Supplier<S> start, Work<S> work, Consumer<S> merge) {
        engine.eachBucket(
                events,
                names,
                range,
                own -> {
                    S some = start.get();
                    List<Slice> slices = new ArrayList<>();
                    own.spans().forEach(span -> slices.addAll(span.slices()));
                    slices.forEach(slice -> work.slice(slice, some));
                    return some;
                },
                merge);
    }

    /** The events of a slice that count. */
    private void each(Slice slice, Millis range, Visitor visitor) {
        FilterMasks.Masks masks = filter == null ? null : filter.of(slice);
        if (masks != null && masks.isNever()) {
            return;
        }
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            long millis = cursor.millis();
            if (millis >= range.from()
                    && millis < range.to()
                    && (masks == null || masks.of(event) != 0)
                    && (people == null || people.contains(cursor.person()))) {
                visitor.event(event, cursor.person(), millis);
            }
        }
    }
}
