/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes chunks again that lack columns of properties that are wanted by now, as long as their events have not been purged:
 * the latest days first, some hundred thousand events at once.
 */
final class MissingColumns {

    private static final long EVENTS_AT_ONCE = 500_000;
    private static final long EVENTS_OF_A_RUN = 2_000_000;
    private static final int DAYS_AT_ONCE = 7;

    private static final String MISSING = """
            select c.app_id, c.event_name_id, c.day, min(c.first_ms) as first_ms, max(c.last_ms) as last_ms,
                   sum(c.events) as events
            from {schema}.chunk c
            join (
              select name, array_agg(id) as ids from unnest(:names::int[], :ids::int[]) as p (name, id) group by name
            ) w on w.name = c.event_name_id
            where c.first_ms >= :dropped
              and exists (select from unnest(w.ids) as i (id) where i.id <> all(c.property_ids) and -i.id <> all(c.property_ids))
            group by c.app_id, c.event_name_id, c.day
            order by c.event_name_id, c.day desc
            """;

    private final AnalyticsDatabase database;
    private final WantedProperties wanted;
    private final ChunkRepair repair;
    private final Clock clock;
    private final Watermarks watermarks;

    MissingColumns(AnalyticsDatabase database, WantedProperties wanted, ChunkRepair repair, Clock clock) {
        this.database = database;
        this.wanted = wanted;
        this.repair = repair;
        this.clock = clock;
        this.watermarks = new Watermarks(database);
    }

    private record Days(int app, int eventNameId, LocalDate first, long firstMillis, long lastMillis, long events) {

        boolean fits(Days earlier) {
            return eventNameId == earlier.eventNameId
                    && events + earlier.events <= EVENTS_AT_ONCE
                    && first.minusDays(DAYS_AT_ONCE).isBefore(earlier.first);
        }

        Days with(Days earlier) {
            return new Days(
                    app,
                    eventNameId,
                    first,
                    Math.min(firstMillis, earlier.firstMillis),
                    Math.max(lastMillis, earlier.lastMillis),
                    events + earlier.events);
        }
    }

    /** Makes some; the next run goes on. */
    void add() {
        add(EVENTS_OF_A_RUN);
    }

    /** Makes all that can be made. */
    void addAll() {
        add(Long.MAX_VALUE);
    }

    private void add(long most) {
        List<KeptProperty> properties = wanted.now();
        if (properties.isEmpty()) {
            return;
        }
        Instant dropped = watermarks.read(Watermarks.DROPPED_BEFORE);
        List<Days> missing = database.sql(MISSING)
                .param(
                        "names",
                        properties.stream().map(KeptProperty::eventNameId).toArray(Integer[]::new))
                .param("ids", properties.stream().map(KeptProperty::id).toArray(Integer[]::new))
                .param("dropped", dropped == null ? Long.MIN_VALUE : dropped.toEpochMilli())
                .query((row, number) -> new Days(
                        row.getInt("app_id"),
                        row.getInt("event_name_id"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("first_ms"),
                        row.getLong("last_ms"),
                        row.getLong("events")))
                .list();
        long done = 0;
        for (int from = 0, to; from < missing.size() && done < most; from = to) {
            Days days = missing.get(from);
            for (to = from + 1; to < missing.size() && days.fits(missing.get(to)); to++) {
                days = days.with(missing.get(to));
            }
            if (make(days)) {
                done += days.events();
            } else if (to > from + 1) {
                // One of them reaches into what has been purged; the others need not wait for it.
                done += missing.subList(from, to).stream()
                        .filter(this::make)
                        .mapToLong(Days::events)
                        .sum();
            }
        }
    }

    private boolean make(Days days) {
        return Boolean.TRUE.equals(database.transaction().execute(status -> {
            ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
            boolean made =
                    repair.rebuild(changes, days.app(), days.eventNameId(), days.firstMillis(), days.lastMillis());
            changes.finish();
            return made;
        }));
    }
}
