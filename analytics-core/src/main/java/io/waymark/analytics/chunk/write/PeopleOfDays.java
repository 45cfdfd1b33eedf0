/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Puts the people of all chunks of a day together, once the compaction is done with the day, so that a question for
 * everybody need not ask for each event.
 */
final class PeopleOfDays {

    private static final int DAYS_AT_ONCE = 20;
    private static final int FETCH_SIZE = 200;

    private static final String DUE = """
            select c.app_id, c.day from (
              select app_id, day, count(*) as chunks, max(id) as last_chunk, bool_and(settled) as settled
              from {schema}.chunk group by app_id, day
            ) c
            left join {schema}.chunk_people p on p.app_id = c.app_id and p.day = c.day
            where c.settled
              and (p.id is null or p.chunks <> c.chunks or p.last_chunk <> c.last_chunk)
            order by 1, 2
            """;
    private static final String CHUNKS = "select " + ChunkRow.COLUMNS + """
            , person_set from {schema}.chunk where app_id = :app and day = :day
            """;

    private final AnalyticsDatabase database;
    private final Clock clock;

    PeopleOfDays(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Day(int app, LocalDate day) {}

    void run() {
        List<Day> due = database.sql(DUE)
                .query((row, number) -> new Day(row.getInt(1), row.getObject(2, LocalDate.class)))
                .list();
        for (int from = 0; from < due.size(); from += DAYS_AT_ONCE) {
            List<Day> next = due.subList(from, Math.min(due.size(), from + DAYS_AT_ONCE));
            database.transaction().executeWithoutResult(status -> {
                ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
                next.forEach(day -> write(changes, day));
                changes.finish();
            });
        }
    }

    private void write(ChunkChanges changes, Day day) {
        RoaringBitmap everybody = new RoaringBitmap();
        long[] chunks = {0, 0};
        try {
            database.sql(CHUNKS)
                    .param("app", day.app())
                    .param("day", day.day())
                    .withFetchSize(FETCH_SIZE)
                    .query(row -> {
                        ChunkRow chunk = ChunkRow.of(row, 0);
                        try {
                            everybody.or(PersonSets.read(row.getBytes("person_set")));
                        } catch (UnreadableChunkException e) {
                            throw new DamagedChunkException(chunk, e);
                        }
                        chunks[0]++;
                        chunks[1] = Math.max(chunks[1], chunk.id());
                    });
        } catch (DamagedChunkException e) {
            changes.note(e);
            return;
        }
        changes.insertPeople(day.app(), day.day(), (int) chunks[0], chunks[1], everybody);
    }
}
