/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.value.ValueCounts;
import io.waymark.analytics.chunk.scan.value.ValueCounts.Count;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.event.DecimalNumber;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.PropertyReport.Numbers;
import io.waymark.analytics.trend.PropertyReport.Property;
import io.waymark.analytics.trend.PropertyReport.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Breaks events down by their properties, from columns: first by those that say which properties there are, then by these.
 * Properties that have too many values for a column, or too many numbers to be counted, are asked of the event table.
 */
final class ColumnProperties {

    private static final String TOO_VARIED = """
            select key from {schema}.chunk_property where event_name_id = any(:names) and too_varied
            """;

    private final AnalyticsDatabase database;
    private final ColumnEngine engine;
    private final Segments segments;
    private final PropertyBreakdown sql;

    ColumnProperties(AnalyticsDatabase database, ColumnEngine engine, Segments segments, PropertyBreakdown sql) {
        this.database = database;
        this.engine = engine;
        this.segments = segments;
        this.sql = sql;
    }

    /** Empty if columns cannot tell. */
    Optional<PropertyReport> of(PropertyQuery query, Collection<Integer> eventNameIds) {
        AppId app = query.app();
        Set<Integer> names = new HashSet<>(eventNameIds);
        Millis range = Millis.of(query.period());
        Optional<Set<String>> found = database.report(() -> engine.read(
                app, needed(names, Set.of(NeededProperties.KEYS), range), events -> keys(events, names, range)));
        if (found.isEmpty() || !canHaveColumns(found.get())) {
            return Optional.empty();
        }
        Set<String> varied = new HashSet<>(database.sql(TOO_VARIED)
                .param("names", names.toArray(Integer[]::new))
                .query(String.class)
                .list());
        varied.retainAll(found.get());
        List<String> keys = new ArrayList<>(found.get());
        keys.removeAll(varied);
        keys.add(NeededProperties.KEYS);
        SegmentFilter only = SegmentFilter.of(segments, app, query.segment());
        // An event that has come meanwhile may have a property that no other had.
        return database.report(() -> engine.read(
                        app,
                        needed(names, new HashSet<>(keys), range).and(only.needed()),
                        events -> keys(events, names, range).equals(found.get())
                                ? Optional.of(new PropertyReport(
                                        query.event(),
                                        properties(
                                                events,
                                                names,
                                                keys,
                                                range,
                                                only.people(database, engine, events),
                                                varied),
                                        events.isPurged(query.period())))
                                : Optional.<PropertyReport>empty()))
                .flatMap(told -> told)
                .map(told -> varied.isEmpty() ? told : withVaried(told, query, names, varied))
                .map(ColumnProperties::sorted);
    }

    /** What columns do not hold, the event table may lack. */
    private PropertyReport withVaried(
            PropertyReport told, PropertyQuery query, Set<Integer> names, Set<String> varied) {
        List<Property> properties = new ArrayList<>(told.properties());
        properties.addAll(database.report(() -> sql.of(names, query, varied)));
        return new PropertyReport(told.event(), properties, told.purged() || sql.isPurged(query));
    }

    private static PropertyReport sorted(PropertyReport told) {
        List<Property> properties = told.properties().stream()
                .sorted(Comparator.comparingLong(Property::events)
                        .reversed()
                        .thenComparing(Property::key, PropertyValue::compareText))
                .limit(PropertyBreakdown.MAX_KEYS)
                .toList();
        return new PropertyReport(told.event(), properties, told.purged());
    }

    /** So many at most, and none that has a name under which something else is kept. */
    private static boolean canHaveColumns(Set<String> keys) {
        return keys.size() < PropertyTable.MAX_OF_EVENT
                && !keys.contains(NeededProperties.KEYS)
                && !keys.contains(NeededProperties.SESSION);
    }

    private static NeededProperties needed(Set<Integer> names, Set<String> keys, Millis range) {
        Map<Integer, Set<String>> needed = new HashMap<>();
        names.forEach(name -> needed.put(name, keys));
        return new NeededProperties(needed, range.from(), range.to());
    }

    private static Set<String> keys(EventColumns events, Set<Integer> names, Millis range) {
        Set<String> shapes = new HashSet<>();
        for (int bucket : events.buckets(range.from(), range.to())) {
            events.spans(bucket, names, range.from(), range.to())
                    .forEach(span -> span.slices().forEach(slice -> {
                        var column = slice.values(NeededProperties.KEYS);
                        for (int code = 1; code <= column.size(); code++) {
                            PropertyValue shape = column.value(code);
                            if (shape != null) {
                                shapes.add(shape.text());
                            }
                        }
                    }));
        }
        Set<String> keys = new TreeSet<>();
        shapes.forEach(shape -> StoredJson.parse(shape).values().forEach(key -> keys.add(key.asString())));
        return keys;
    }

    /** Tells what has too many different numbers, too. */
    private List<Property> properties(
            EventColumns events,
            Set<Integer> names,
            List<String> keys,
            Millis range,
            @Nullable RoaringBitmap people,
            Set<String> varied) {
        List<String> asked = keys.subList(0, keys.size() - 1);
        ValueCounts counts = ValueCounts.of(engine, events, names, asked, range, people);
        List<Property> properties = new ArrayList<>();
        for (int key = 0; key < asked.size(); key++) {
            Map<String, Count> ofKey = counts.of(key);
            if (counts.isTooVaried(key)) {
                varied.add(asked.get(key));
            } else if (!ofKey.isEmpty()) {
                properties.add(new Property(
                        asked.get(key),
                        ofKey.values().stream().mapToLong(Count::events).sum(),
                        ofKey.size(),
                        top(ofKey),
                        numbers(counts.numbers(key))));
            }
        }
        return properties;
    }

    private static List<Value> top(Map<String, Count> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Count> value) ->
                                value.getValue().events())
                        .reversed()
                        .thenComparing(Map.Entry::getKey, PropertyValue::compareText))
                .limit(PropertyBreakdown.MAX_VALUES)
                .map(value -> new Value(
                        value.getKey(),
                        value.getValue().events(),
                        value.getValue().persons()))
                .toList();
    }

    private static @Nullable Numbers numbers(Map<String, Long> texts) {
        SortedMap<Double, Long> numbers = new TreeMap<>();
        texts.forEach((text, times) -> {
            DecimalNumber number = DecimalNumber.of(new BigDecimal(text));
            if (number != null) {
                numbers.merge(number.nearest(), times, Long::sum);
            }
        });
        if (numbers.isEmpty()) {
            return null;
        }
        long count = numbers.values().stream().mapToLong(Long::longValue).sum();
        return new Numbers(
                count,
                numbers.firstKey(),
                percentile(numbers, count, 0.5),
                percentile(numbers, count, 0.95),
                numbers.lastKey());
    }

    /** As percentile_cont of PostgreSQL. */
    private static double percentile(SortedMap<Double, Long> numbers, long count, double fraction) {
        double place = fraction * (count - 1);
        long below = (long) Math.floor(place);
        long above = (long) Math.ceil(place);
        double lower = at(numbers, below);
        return below == above ? lower : lower + (place - below) * (at(numbers, above) - lower);
    }

    private static double at(SortedMap<Double, Long> numbers, long place) {
        long before = 0;
        for (Map.Entry<Double, Long> number : numbers.entrySet()) {
            before += number.getValue();
            if (place < before) {
                return number.getKey();
            }
        }
        throw new IllegalArgumentException("There are only " + before + " numbers, not " + place);
    }
}
