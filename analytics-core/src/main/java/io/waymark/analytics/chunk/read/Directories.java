/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DayPeople;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.RowMapper;

/** The chunks of an app, as a report sees them; months are read when they are asked for. Safe for use by many threads. */
final class Directories {

    private static final String CHUNKS = """
            select {columns} from {schema}.chunk where app_id = :app and day >= :first and day < :end
            """;

    private static final String PEOPLE = "select " + DayPeople.COLUMNS + """
             from {schema}.chunk_people where app_id = :app and day >= :first and day < :end
            """;

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final List<Month> months;
    private final boolean withProperties;
    private final Map<LocalDate, Directory> read = new HashMap<>();

    /** Of these months, the oldest first. */
    Directories(ReportConnection connection, ChunkCache cache, List<Month> months, boolean withProperties) {
        this.connection = connection;
        this.cache = cache;
        this.months = months;
        this.withProperties = withProperties;
    }

    /** The chunks of a name that may have events in a time, in no order. */
    List<ChunkRow> chunks(int eventNameId, long fromMillis, long toMillis) {
        List<ChunkRow> chunks = new ArrayList<>();
        for (Month month : months) {
            if (month.mayOverlap(fromMillis, toMillis)) {
                directory(month).collect(eventNameId, fromMillis, toMillis, chunks);
            }
        }
        return chunks;
    }

    /** When the last event of a name happened that is in a chunk, but for some; the least number if there is none. */
    long lastMillis(int eventNameId, Set<Long> leftOut) {
        long last = Long.MIN_VALUE;
        for (int i = months.size() - 1; i >= 0 && months.get(i).mayOverlap(last, Long.MAX_VALUE); i--) {
            List<ChunkRow> chunks = new ArrayList<>();
            directory(months.get(i)).collect(eventNameId, Long.MIN_VALUE, Long.MAX_VALUE, chunks);
            for (ChunkRow chunk : chunks) {
                last = leftOut.contains(chunk.id()) ? last : Math.max(last, chunk.lastMillis());
            }
        }
        return last;
    }

    /** The days of which everybody is known who had any of these events, if the whole day lies in a time. */
    List<KnownDay> days(Set<Integer> eventNameIds, long fromMillis, long toMillis) {
        List<KnownDay> days = new ArrayList<>();
        for (Month month : months) {
            if (month.mayOverlap(fromMillis, toMillis)) {
                directory(month).days().stream()
                        .filter(day -> day.firstMillis() >= fromMillis && day.lastMillis() < toMillis)
                        .filter(day -> eventNameIds.containsAll(day.eventNameIds()))
                        .forEach(days::add);
            }
        }
        return days;
    }

    /** The buckets of people who may have events in a time. */
    Set<Integer> buckets(long fromMillis, long toMillis) {
        Set<Integer> buckets = new TreeSet<>();
        for (Month month : months) {
            if (month.mayOverlap(fromMillis, toMillis)) {
                buckets.addAll(directory(month).buckets());
            }
        }
        return buckets;
    }

    private synchronized Directory directory(Month month) {
        Directory known = read.get(month.first());
        if (known == null) {
            known = cache.directory(month);
            if (known == null || (withProperties && !known.isWithProperties())) {
                known = read(month);
                cache.put(month, known);
            }
            read.put(month.first(), known);
        }
        return known;
    }

    private Directory read(Month month) {
        String chunks = CHUNKS.replace("{columns}", withProperties ? ChunkRow.COLUMNS : ChunkRow.WITHOUT_PROPERTIES);
        return connection.ask(() ->
                new Directory(read(chunks, month, ChunkRow::of), read(PEOPLE, month, DayPeople::of), withProperties));
    }

    private <T> List<T> read(String sql, Month month, RowMapper<T> mapper) {
        return connection
                .sql(sql)
                .param("app", month.app())
                .param("first", month.first())
                .param("end", month.first().plusMonths(1))
                .withFetchSize(10_000)
                .query(mapper)
                .list();
    }
}
