/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheStats;
import io.waymark.analytics.chunk.Tie;
import io.waymark.analytics.chunk.TiedEvent;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.pack.PackedValues;
import io.waymark.analytics.event.PropertyValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keeps what was read last, up to so many bytes. What it keeps never changes: chunks are immutable, and their numbers are
 * never used again. Safe for use by many threads.
 */
final class ChunkCache {

    private static final int OVERHEAD_BYTES = 150;
    private static final int BYTES_OF_TIED = 100;
    private static final int BYTES_OF_VALUE = 150;

    private final Cache<Object, Object> entries;

    ChunkCache(long bytes) {
        this.entries = CacheBuilder.newBuilder()
                .maximumWeight(bytes)
                .<Object, Object>weigher((key, value) -> weight(value))
                .concurrencyLevel(1)
                .recordStats()
                .build();
    }

    private record EventsOf(long chunk) {}

    private record PersonsOf(long chunk) {}

    private record PeopleOfDay(long id) {}

    private record OrderOf(Tie tie, Set<Integer> names, String properties) {}

    private record Order(List<TiedEvent> events) {}

    private record ValuesOf(long chunk, int property) {}

    @Nullable
    PackedEvents events(long chunk) {
        return (PackedEvents) entries.getIfPresent(new EventsOf(chunk));
    }

    void put(long chunk, PackedEvents events) {
        entries.put(new EventsOf(chunk), events);
    }

    /** Not to be changed. */
    @Nullable
    RoaringBitmap persons(long chunk) {
        return (RoaringBitmap) entries.getIfPresent(new PersonsOf(chunk));
    }

    void put(long chunk, RoaringBitmap persons) {
        entries.put(new PersonsOf(chunk), persons);
    }

    /** Not to be changed. */
    @Nullable
    RoaringBitmap peopleOfDay(long id) {
        return (RoaringBitmap) entries.getIfPresent(new PeopleOfDay(id));
    }

    void putPeopleOfDay(long id, RoaringBitmap people) {
        entries.put(new PeopleOfDay(id), people);
    }

    @Nullable
    PackedValues values(long chunk, int property) {
        return (PackedValues) entries.getIfPresent(new ValuesOf(chunk, property));
    }

    void put(long chunk, int property, PackedValues values) {
        entries.put(new ValuesOf(chunk, property), values);
    }

    @Nullable
    List<TiedEvent> order(Tie tie, Set<Integer> names, String properties) {
        Order known = (Order) entries.getIfPresent(new OrderOf(tie, names, properties));
        return known == null ? null : known.events();
    }

    void put(Tie tie, Set<Integer> names, String properties, List<TiedEvent> events) {
        entries.put(new OrderOf(tie, names, properties), new Order(events));
    }

    @Nullable
    Directory directory(Month month) {
        return (Directory) entries.getIfPresent(month);
    }

    void put(Month month, Directory directory) {
        entries.put(month, directory);
    }

    CacheStats stats() {
        return entries.stats();
    }

    private static int weight(Object value) {
        if (value instanceof PackedEvents events) {
            return OVERHEAD_BYTES + events.bytes().length;
        }
        if (value instanceof RoaringBitmap persons) {
            return OVERHEAD_BYTES + persons.getSizeInBytes();
        }
        if (value instanceof PackedValues values) {
            return OVERHEAD_BYTES + values.sizeInMemory();
        }
        if (value instanceof Order order) {
            return weight(order);
        }
        return OVERHEAD_BYTES + ((Directory) value).sizeInBytes();
    }

    private static int weight(Order order) {
        long bytes = OVERHEAD_BYTES;
        for (TiedEvent event : order.events()) {
            bytes += BYTES_OF_TIED;
            for (PropertyValue value : event.values().values()) {
                bytes += BYTES_OF_VALUE + (long) value.text().length() * Character.BYTES;
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
