/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What one transaction changes in the chunks. Made in that transaction, it keeps all others from changing chunks until
 * the transaction ends; {@link #finish()} completes it. Not safe for use by several threads.
 */
public final class ChunkChanges {

    private static final String BEGIN = """
            select seq, revision from {schema}.chunk_progress where id = 1 for update
            """;
    private static final String DELETE = """
            delete from {schema}.chunk where id = any(:ids)
            """;
    /** Nobody must remain in a set who is in no chunk any more. */
    private static final String DELETE_PEOPLE = """
            delete from {schema}.chunk_people p using {schema}.chunk c
            where c.id = any(:ids) and p.app_id = c.app_id and p.day = c.day and p.last_chunk >= c.id
            """;

    private static final String INSERT_PEOPLE = """
            insert into {schema}.chunk_people (app_id, day, chunks, last_chunk, persons, person_set)
            values (:app, :day, :chunks, :last_chunk, :persons, :person_set)
            """;
    private static final String FORGET_PEOPLE = """
            delete from {schema}.chunk_people where id = :id returning app_id
            """;
    /** Whoever knows of the damage leaves the chunk out. */
    private static final String FORGET_SESSIONS = """
            update {schema}.chunk_people set sessions = null, session_gap = null, page_view = null
            where app_id = :app and day = :day
            """;

    private static final String REPLACE_PEOPLE = """
            delete from {schema}.chunk_people where app_id = :app and day = :day
            """;
    private static final String DELETE_COLUMNS = """
            delete from {schema}.chunk_column where chunk_id = any(:ids)
            """;
    private static final String SETTLE = """
            update {schema}.chunk set settled = true where id = any(:ids)
            """;
    private static final String TOUCH = """
            insert into {schema}.chunk_month (app_id, month, revision) values (:app, :month, :revision)
            on conflict (app_id, month) do update set revision = excluded.revision
            """;
    private static final String CHANGE = """
            insert into {schema}.chunk_app as a (app_id, changes) values (:app, :changes)
            on conflict (app_id) do update set changes = a.changes + excluded.changes
            """;
    private static final String PROGRESS = """
            update {schema}.chunk_progress set seq = :seq, reached_at = :at where id = 1
            """;
    private static final String REVISION = """
            update {schema}.chunk_progress set revision = :revision where id = 1
            """;
    private static final String NOTE = """
            insert into {schema}.chunk_damage (chunk_id, app_id, event_name_id, first_ms, last_ms, reason, noticed_at)
            values (:chunk, :app, :name, :first, :last, :reason, :at)
            on conflict do nothing
            """;

    private final AnalyticsDatabase database;
    private final Instant now;
    private final long seq;
    private final long revision;
    private final ChunkInserts inserts;
    private final Set<Long> deletes = new HashSet<>();
    private final Map<Integer, Set<LocalDate>> months = new TreeMap<>();
    private final Map<Integer, Long> changes = new TreeMap<>();

    private ChunkChanges(AnalyticsDatabase database, Instant now, long seq, long revision) {
        this.database = database;
        this.inserts = new ChunkInserts(database, now);
        this.now = now;
        this.seq = seq;
        this.revision = revision;
    }

    /**
     * Begins to change chunks, when nobody else does any more.
     *
     * @param database where they are
     * @param now the time
     * @return the changes
     */
    public static ChunkChanges begin(AnalyticsDatabase database, Instant now) {
        return database.sql(BEGIN)
                .query((row, number) -> new ChunkChanges(database, now, row.getLong(1), row.getLong(2) + 1))
                .single();
    }

    /** {@return all events up to this one, in the order of ingest, are in chunks} */
    public long seq() {
        return seq;
    }

    /** {@return the time} */
    public Instant now() {
        return now;
    }

    /**
     * Adds a chunk.
     *
     * @param app whose events
     * @param day the day they are of
     * @param level how often they have been compacted
     * @param settled whether the compaction is done with them
     * @param part the events, with the values that are known
     */
    public void insert(int app, LocalDate day, int level, boolean settled, PackedPart part) {
        inserts.add(app, day, level, settled, part);
        touch(app, day);
    }

    /**
     * Removes a chunk.
     *
     * @param chunk the chunk
     */
    public void delete(ChunkRow chunk) {
        deletes.add(chunk.id());
        touch(chunk.app(), chunk.day());
    }

    /**
     * Writes down all people of a day.
     *
     * @param app whose people
     * @param day the day
     * @param chunks in how many chunks they are
     * @param lastChunk the latest of these
     * @param people the people; is compressed
     */
    public void insertPeople(int app, LocalDate day, int chunks, long lastChunk, RoaringBitmap people) {
        database.sql(REPLACE_PEOPLE).param("app", app).param("day", day).update();
        database.sql(INSERT_PEOPLE)
                .param("app", app)
                .param("day", day)
                .param("chunks", chunks)
                .param("last_chunk", lastChunk)
                .param("persons", people.getCardinality())
                .param("person_set", PersonSets.write(people))
                .update();
        touch(app, day);
    }

    /**
     * Tells the compaction that it is done with some chunks.
     *
     * @param ids their numbers
     */
    public void settle(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            database.sql(SETTLE).param("ids", ids.toArray(Long[]::new)).update();
        }
    }

    /**
     * Counts what may change the answers of reports.
     *
     * @param app whose
     * @param number how many events or people it concerns
     */
    public void count(int app, long number) {
        changes.merge(app, number, Long::sum);
    }

    /**
     * Notes that a chunk cannot be read.
     *
     * @param damage which, and why
     */
    public void note(DamagedChunkException damage) {
        note(database, damage, now);
    }

    /**
     * Notes that a chunk cannot be read, once; what sessions come to on its day is not to be told any more.
     *
     * @param database where the chunk is
     * @param damage which, and why
     * @param now the time
     */
    public static void note(AnalyticsDatabase database, DamagedChunkException damage, Instant now) {
        ChunkRow chunk = damage.chunk();
        database.sql(NOTE)
                .param("chunk", chunk.id())
                .param("app", chunk.app())
                .param("name", chunk.eventNameId())
                .param("first", chunk.firstMillis())
                .param("last", chunk.lastMillis())
                .param("reason", damage.getMessage())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        database.sql(FORGET_SESSIONS)
                .param("app", chunk.app())
                .param("day", chunk.day())
                .update();
    }

    /**
     * Deletes a set of people that cannot be read; the rollup puts it together again.
     *
     * @param database where it is
     * @param people the set
     */
    public static void forget(AnalyticsDatabase database, DayPeople people) {
        ChunkChanges changes = begin(database, Instant.EPOCH);
        database.sql(FORGET_PEOPLE)
                .param("id", people.id())
                .query(Integer.class)
                .list()
                .forEach(app -> changes.touch(app, people.day()));
        changes.finish();
    }

    /**
     * Completes the changes, and notes how far events are in chunks.
     *
     * @param reached all events up to this one are in chunks then
     */
    public void finish(long reached) {
        database.sql(PROGRESS)
                .param("seq", reached)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        finish();
    }

    /** Completes changes after which the same events are in chunks. */
    public void finish() {
        inserts.flush();
        if (!deletes.isEmpty()) {
            Long[] deleted = deletes.toArray(Long[]::new);
            database.sql(DELETE_PEOPLE).param("ids", deleted).update();
            database.sql(DELETE).param("ids", deleted).update();
            database.sql(DELETE_COLUMNS).param("ids", deleted).update();
        }
        months.forEach((app, touched) -> touched.forEach(month -> database.sql(TOUCH)
                .param("app", app)
                .param("month", month)
                .param("revision", revision)
                .update()));
        changes.forEach((app, number) ->
                database.sql(CHANGE).param("app", app).param("changes", number).update());
        database.sql(REVISION).param("revision", revision).update();
    }

    private void touch(int app, LocalDate day) {
        months.computeIfAbsent(app, any -> new HashSet<>()).add(day.withDayOfMonth(1));
    }
}
