/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.DayPeople;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads the sets of all people of days, some megabytes with one statement. */
final class PeopleLoader {

    private static final int MAX_BYTES_AT_ONCE = 4 << 20;
    private static final int CONTAINER_BYTES = 8_192;

    private static final String SETS = """
            select id, person_set from {schema}.chunk_people where id = any(:ids)
            """;

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final Consumer<DayPeople> damaged;

    PeopleLoader(ReportConnection connection, ChunkCache cache, Consumer<DayPeople> damaged) {
        this.connection = connection;
        this.cache = cache;
        this.damaged = damaged;
    }

    /** Adds the people of some days to others; returns the days that cannot be read. */
    List<KnownDay> addTo(RoaringBitmap persons, List<KnownDay> days) {
        List<KnownDay> unreadable = new ArrayList<>();
        Map<Long, KnownDay> wanted = new HashMap<>();
        long bytes = 0;
        for (KnownDay day : days) {
            RoaringBitmap known = cache.peopleOfDay(day.people().id());
            if (known != null) {
                persons.or(known);
                continue;
            }
            wanted.put(day.people().id(), day);
            bytes += size(day.people());
            if (bytes > MAX_BYTES_AT_ONCE) {
                read(wanted, persons, unreadable);
                wanted.clear();
                bytes = 0;
            }
        }
        if (!wanted.isEmpty()) {
            read(wanted, persons, unreadable);
        }
        return unreadable;
    }

    private static long size(DayPeople people) {
        long containers = (people.persons() >>> 16) + 1L;
        return Math.min(containers * CONTAINER_BYTES, 2L * people.persons()) + 25;
    }

    private void read(Map<Long, KnownDay> wanted, RoaringBitmap persons, List<KnownDay> unreadable) {
        Map<Long, byte[]> sets = new HashMap<>();
        connection.ask(() -> {
            connection
                    .sql(SETS)
                    .param("ids", wanted.keySet().toArray(Long[]::new))
                    .query(row -> {
                        sets.put(row.getLong(1), row.getBytes(2));
                    });
            return sets;
        });
        wanted.forEach((id, day) -> {
            RoaringBitmap people = parse(day.people(), sets.get(id));
            if (people == null) {
                unreadable.add(day);
            } else {
                persons.or(people);
                cache.putPeopleOfDay(id, people);
            }
        });
    }

    private @Nullable RoaringBitmap parse(DayPeople day, byte @Nullable [] set) {
        try {
            if (set != null) {
                RoaringBitmap people = PersonSets.read(set);
                if (people.getCardinality() == day.persons()) {
                    return people;
                }
            }
        } catch (UnreadableChunkException e) {
            // Said by whoever is told.
        }
        damaged.accept(day);
        return null;
    }
}
