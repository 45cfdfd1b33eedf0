/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.Slice;
import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.value.ValueCounts;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts the views of pages by the column of their paths. */
final class ColumnPages {

    private final AnalyticsDatabase database;
    private final ColumnEngine engine;
    private final Segments segments;
    private final String unknown;

    ColumnPages(AnalyticsDatabase database, ColumnEngine engine, Segments segments, String unknown) {
        this.database = database;
        this.engine = engine;
        this.segments = segments;
        this.unknown = unknown;
    }

    /** The pages that were viewed most, then by path; empty if columns cannot tell. */
    Optional<WebTable<PageViews>> top(WebQuery query, int pageView) {
        Millis range = Millis.of(query.period());
        Optional<Top> counts = read(
                query,
                pageView,
                (events, people) -> new Top(
                        ValueCounts.of(
                                engine, events, Set.of(pageView), List.of(StandardProperties.PATH), range, people),
                        events.isPurged(query.period())));
        return counts.filter(told -> !told.counts.isTooVaried(0)).map(told -> {
            Map<String, PageViews> pages = new LinkedHashMap<>();
            told.counts
                    .of(0)
                    .forEach((path, count) -> pages.put(path, new PageViews(path, count.events(), count.persons())));
            return new WebTable<>(sorted(pages, told.counts.without(0), query.limit()), told.purged);
        });
    }

    private record Top(ValueCounts counts, boolean purged) {}

    private List<PageViews> sorted(Map<String, PageViews> pages, ValueCounts.Count without, int limit) {
        List<PageViews> all = new ArrayList<>(pages.values());
        if (without.events() > 0) {
            all.add(new PageViews(unknown, without.events(), without.persons()));
        }
        return all.stream()
                .sorted(Comparator.comparingLong(PageViews::views)
                        .reversed()
                        .thenComparing(PageViews::page, PropertyValue::compareText))
                .limit(limit)
                .toList();
    }

    /** The views of some pages in each interval; empty if columns cannot tell. */
    Optional<Map<String, List<Long>>> views(
            WebQuery query, int pageView, CalendarBuckets buckets, Collection<String> pages) {
        Millis range = Millis.of(query.period());
        List<String> places = pages.stream().distinct().toList();
        long[] starts = new long[buckets.size() + 1];
        for (int point = 0; point < buckets.size(); point++) {
            starts[point] = buckets.starts().get(point).toInstant().toEpochMilli();
        }
        starts[buckets.size()] = buckets.endOf(buckets.size() - 1).toEpochMilli();
        return read(query, pageView, (events, people) -> {
            long[][] all = new long[places.size()][buckets.size()];
            engine.eachBucket(
                    events,
                    Set.of(pageView),
                    range,
                    some -> views(some.spans(), places, starts, range, people),
                    some -> {
                        for (int page = 0; page < all.length; page++) {
                            for (int point = 0; point < all[page].length; point++) {
                                all[page][point] += some[page][point];
                            }
                        }
                    });
            Map<String, List<Long>> views = new LinkedHashMap<>();
            for (int page = 0; page < all.length; page++) {
                views.put(places.get(page), LongStream.of(all[page]).boxed().toList());
            }
            return views;
        });
    }

    /** The people who viewed a page; empty if columns cannot tell. */
    Optional<RoaringBitmap> viewers(WebQuery query, int pageView, String page) {
        Millis range = Millis.of(query.period());
        return read(query, pageView, (events, people) -> {
            RoaringBitmap all = new RoaringBitmap();
            engine.eachBucket(events, Set.of(pageView), range, some -> viewers(some.spans(), page, range), all::or);
            if (people != null) {
                all.and(people);
            }
            return all;
        });
    }

    private RoaringBitmap viewers(List<Span> spans, String page, Millis range) {
        RoaringBitmap viewers = new RoaringBitmap();
        spans.forEach(span -> span.slices().forEach(slice -> {
            ValueColumn column = slice.values(StandardProperties.PATH);
            boolean[] asked = new boolean[column.size() + 1];
            for (int code = 0; code < asked.length; code++) {
                PropertyValue path = column.value(code);
                asked[code] = page.equals(path == null ? unknown : path.text());
            }
            int event = 0;
            for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
                if (asked[column.code(event)] && cursor.millis() >= range.from() && cursor.millis() < range.to()) {
                    viewers.add(cursor.person());
                }
            }
        }));
        return viewers;
    }

    private long[][] views(
            List<Span> spans, List<String> pages, long[] starts, Millis range, @Nullable RoaringBitmap people) {
        long[][] views = new long[pages.size()][starts.length - 1];
        spans.forEach(span -> span.slices().forEach(slice -> views(slice, pages, starts, range, people, views)));
        return views;
    }

    private void views(
            Slice slice,
            List<String> pages,
            long[] starts,
            Millis range,
            @Nullable RoaringBitmap people,
            long[][] views) {
        ValueColumn column = slice.values(StandardProperties.PATH);
        int[] pageOf = new int[column.size() + 1];
        for (int code = 0; code < pageOf.length; code++) {
            PropertyValue path = column.value(code);
            pageOf[code] = pages.indexOf(path == null ? unknown : path.text());
        }
        int event = 0;
        for (Slice.Cursor cursor = slice.cursor(); cursor.next(); event++) {
            int page = pageOf[column.code(event)];
            if (page >= 0
                    && cursor.millis() >= range.from()
                    && cursor.millis() < range.to()
                    && (people == null || people.contains(cursor.person()))) {
                int point = Arrays.binarySearch(starts, cursor.millis());
                views[page][point >= 0 ? point : -point - 2]++;
            }
        }
    }

    private <T> Optional<T> read(
            WebQuery query, int pageView, BiFunction<EventColumns, @Nullable RoaringBitmap, T> report) {
        Millis range = Millis.of(query.period());
        NeededProperties needed =
                new NeededProperties(Map.of(pageView, Set.of(StandardProperties.PATH)), range.from(), range.to());
        SegmentFilter only = SegmentFilter.of(segments, query.app(), query.segment());
        return database.report(() -> engine.read(
                query.app(),
                needed.and(only.needed()),
                events -> report.apply(events, only.people(database, engine, events))));
    }
}
