/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.AppDays;
import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.chunk.table.PropertyColumns;
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
    private final PropertyColumns columns;
    private final Map<Integer, Map<Long, EventSorter>> sorters = new HashMap<>();
    private long size;
    private long firstSession = Long.MAX_VALUE;

    /** Takes events of some names only, with values. */
    LooseEvents(Set<Integer> names, ZoneId zone, PropertyColumns columns) {
        this.names = names;
        this.columns = columns;
        this.days = new AppDays(zone);
    }

    /** Takes rows of event name, person and time in seconds since the epoch, and values. */
    RowCallbackHandler rows(PendingMerges merges) {
        return row -> {
            int name = row.getInt(1);
            if (names.contains(name)) {
                long millis = Math.round(row.getDouble(3) * 1000);
                EventSorter sorter = add(name, merges.now(row.getInt(2)), millis);
                columns.read(row, name, sorter::value);
                if (millis < firstSession && columns.hasSession(row)) {
                    firstSession = millis;
                }
            }
        };
    }

    private EventSorter add(int name, int person, long millis) {
        long day = days.of(millis).from();
        EventSorter sorter = sorters.computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(
                        day, from -> new EventSorter(name, from - MARGIN_MILLIS, columns.of(name), Integer.MAX_VALUE));
        sorter.add(person, millis);
        size++;
        return sorter;
    }

    long size() {
        return size;
    }

    /** When the first event happened to which a client gave a session id; the latest time there is, if none did. */
    long firstSession() {
        return firstSession;
    }

    /** The events by name. */
    Map<Integer, List<PackedPart>> pack() {
        Map<Integer, List<PackedPart>> packed = new HashMap<>();
        sorters.forEach((name, byDay) -> {
            List<PackedPart> events = new ArrayList<>();
            byDay.values().forEach(sorter -> events.addAll(sorter.parts()));
            packed.put(name, events);
        });
        return packed;
    }
}
