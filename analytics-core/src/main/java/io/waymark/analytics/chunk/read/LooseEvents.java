/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.AppDays;
import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedEvents;
import io.waymark.analytics.chunk.table.PendingMerges;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Events of an app that a report reads from the event table, packed as chunks are. */
final class LooseEvents {

    private static final long MARGIN_MILLIS = 86_400_000;

    private final Set<Integer> names;
    private final AppDays days;
    private final Map<Integer, Map<Long, EventSorter>> sorters = new HashMap<>();
    private long size;

    /** Takes events of some names only. */
    LooseEvents(Set<Integer> names, ZoneId zone) {
        this.names = names;
        this.days = new AppDays(zone);
    }

    /** Takes rows of event name, person and time in seconds since the epoch. */
    RowCallbackHandler rows(PendingMerges merges) {
        return row -> {
            int name = row.getInt(1);
            if (names.contains(name)) {
                add(name, merges.now(row.getInt(2)), Math.round(row.getDouble(3) * 1000));
            }
        };
    }

    private void add(int name, int person, long millis) {
        long day = days.of(millis).from();
        sorters.computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(day, from -> new EventSorter(name, from - MARGIN_MILLIS))
                .add(person, millis);
        size++;
    }

    long size() {
        return size;
    }

    /** The events by name. */
    Map<Integer, List<PackedEvents>> pack() {
        Map<Integer, List<PackedEvents>> packed = new HashMap<>();
        sorters.forEach((name, byDay) -> {
            List<PackedEvents> events = new ArrayList<>();
            byDay.values().forEach(sorter -> events.addAll(sorter.pack()));
            packed.put(name, events);
        });
        return packed;
    }
}
