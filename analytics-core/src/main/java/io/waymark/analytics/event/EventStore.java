/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Appends events to the event table, each once.
 *
 * <p>Works inside the caller's transaction, under the writers' lock, which is shared among writers: whoever takes it alone
 * knows that no row with a smaller {@code seq} is still in flight.
 */
public final class EventStore {

    /** The advisory lock that writers share and the rollup takes alone for a moment. */
    public static final long WRITERS_LOCK = 0x5741594D41524B02L;

    /** A statement after the lock, as one sees what was committed when it began. */
    private static final String READ_UNDER_LOCK = """
            select reached_at, null::int as person_id, null::int as into_person_id
            from {schema}.watermark where name = :watermark
            union all
            select null, person_id, into_person_id from {schema}.merged_person
            where person_id = any(:people) or into_person_id = any(:people)
            """;

    private static final String EARLIER_ATTEMPTS = """
            select distinct e.event_name_id, e.person_id, e.dedup
            from unnest(:occurred::bigint[], :received::bigint[], :person::int[], :name::int[], :dedup::int[])
                   as i(occurred_ms, received_ms, person_id, event_name_id, dedup)
            join {schema}.event e
              on e.person_id = i.person_id and e.event_name_id = i.event_name_id and e.dedup = i.dedup
             and e.occurred_at >= timestamptz 'epoch'
                                  + (least(i.occurred_ms, i.received_ms) - 172800000) * interval '1 millisecond'
             and e.occurred_at <= timestamptz 'epoch'
                                  + (greatest(i.occurred_ms, i.received_ms) + 86400000) * interval '1 millisecond'
            """;

    /** Events that were stored before for people who have been merged since. */
    private static final String BEFORE_MERGE = """
            select distinct i.position
            from unnest(:received::bigint[], :occurred::bigint[], :person::int[], :name::int[], :dedup::int[], :stable::bool[])
                   with ordinality as i(received_ms, occurred_ms, person_id, event_name_id, dedup, stable, position)
            join {schema}.merged_person m on m.into_person_id = i.person_id
            join {schema}.event e
              on e.person_id = m.person_id and e.event_name_id = i.event_name_id and e.dedup = i.dedup
             and e.occurred_at >= timestamptz 'epoch'
                   + case when i.stable then i.occurred_ms else i.received_ms - 172800000 end * interval '1 millisecond'
             and e.occurred_at <= timestamptz 'epoch'
                   + case when i.stable then i.occurred_ms else i.received_ms + 86400000 end * interval '1 millisecond'
            """;

    private final AnalyticsDatabase database;
    private final EventPartitions partitions;
    private final NamedParameterJdbcTemplate jdbc;
    private final EventCopy copy;
    private final EventInsert insert;

    /**
     * Appends to the event table.
     *
     * @param database where it is
     */
    public EventStore(AnalyticsDatabase database) {
        this.database = database;
        this.partitions = new EventPartitions(database);
        this.jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        this.copy = new EventCopy(database);
        this.insert = new EventInsert(database);
    }

    /**
     * Makes sure that the partitions for some instants exist. Runs in transactions of its own; to be called before the
     * transaction that appends.
     *
     * @param occurredAt the instants
     */
    public void prepare(List<Instant> occurredAt) {
        partitions.ensure(occurredAt);
    }

    /** Forgets what is known of the partitions, for when the database may not be what it was. */
    public void forget() {
        partitions.forget();
    }

    /**
     * Takes the writers' lock until the end of the transaction. To be called first in it: whoever waits for the lock must
     * not hold another.
     *
     * @param alone whether to keep all other writers out; while it is shared, nobody is merged
     * @throws StrictIsolationException if the transaction does not see what others have committed meanwhile
     */
    public void lock(boolean alone) {
        String isolation = database.sql(alone ? WritersLock.ALONE : WritersLock.SHARED)
                .query((row, number) -> row.getString(1))
                .single();
        WritersLock.requireReadCommitted(isolation);
    }

    /**
     * Reads what stays true under the {@link #lock lock}.
     *
     * @param people the numbers of people
     * @return what is known, of these people too
     */
    public UnderLock underLock(Collection<Integer> people) {
        AtomicReference<Instant> purgedBefore = new AtomicReference<>();
        Map<Integer, Integer> merged = new HashMap<>();
        database.sql(READ_UNDER_LOCK)
                .param("watermark", Watermarks.PURGED_BEFORE)
                .param("people", people.toArray(Integer[]::new))
                .query(row -> {
                    OffsetDateTime reachedAt = row.getObject(1, OffsetDateTime.class);
                    if (reachedAt == null) {
                        merged.put(row.getInt(2), row.getInt(3));
                    } else {
                        purgedBefore.set(reachedAt.toInstant());
                    }
                });
        return new UnderLock(purgedBefore.get(), merged);
    }

    /**
     * Takes the shared lock and appends events of people into whom nobody has been merged.
     *
     * @param rows the events
     * @return which were stored
     */
    public Appended append(List<EventRow> rows) {
        lock(false);
        return append(rows, underLock(Set.of()).purgedBefore(), Set.of());
    }

    /**
     * Tells whether events can be appended at once, by {@link #appendNews} or {@link #appendUnlessStored}.
     *
     * @param events how many there are
     * @return whether they are few
     */
    public static boolean areFew(int events) {
        return events < EventCopy.LEAST;
    }

    /**
     * {@return whether to try {@link #appendNews}} Not for a while after an event was stored already, which each call makes
     * shorter.
     */
    public boolean mayTryNews() {
        return insert.mayTryNews();
    }

    /**
     * Takes the shared {@link #lock lock} and appends a few events, in order, in one trip to the database, which looks {@link
     * #underLock under the lock} itself. It appends none if there is anything to be done about them: some of their time was
     * purged, one of their people was merged or merged into, or one of their days is not marked as dirty.
     *
     * <p>Outside of a transaction it is one of its own.
     *
     * @param rows the events, whose times are stable
     * @param days the days that they are of
     * @return which were stored: all or none
     * @throws StrictIsolationException if the transaction does not see what others have committed meanwhile
     * @throws StoredBeforeException if one of them is stored already, or two are the same
     */
    public BitSet appendNews(List<EventRow> rows, Collection<LocalDay> days) {
        return insert.lockAndInsertNews(rows, days);
    }

    /**
     * The same, except those that are stored already. Needs a transaction.
     *
     * @param rows the events, whose times are stable
     * @param days the days that they are of
     * @return which were stored; none if all of them were before, and if there is something to be done
     * @throws StrictIsolationException if the transaction does not see what others have committed meanwhile
     */
    public BitSet appendUnlessStored(List<EventRow> rows, Collection<LocalDay> days) {
        return insert.lockAndInsertUnlessStored(rows, days);
    }

    /**
     * Appends events, in order, except those that are stored already and those whose time has been purged. Needs the
     * {@link #lock lock}.
     *
     * @param rows the events, of people who have not been merged into others
     * @param purgedBefore events before are left out; {@code null} if nothing was ever purged
     * @param mergedInto the people into whom others have been merged: their events are looked for under both
     * @return which were stored
     */
    public Appended append(List<EventRow> rows, @Nullable Instant purgedBefore, Set<Integer> mergedInto) {
        BitSet purged = purged(rows, purgedBefore);
        List<EventRow> fresh = withoutEarlierAttempts(notBeforeMerge(without(rows, purged), mergedInto));
        BitSet inserted = fresh.isEmpty() ? new BitSet() : insert(fresh);
        BitSet stored = new BitSet(rows.size());
        int next = 0;
        for (int i = 0; i < rows.size() && next < fresh.size(); i++) {
            if (rows.get(i).equals(fresh.get(next))) {
                stored.set(i, inserted.get(next++));
            }
        }
        return new Appended(stored, purged);
    }

    private BitSet insert(List<EventRow> rows) {
        if (copy.append(rows)) {
            BitSet all = new BitSet(rows.size());
            all.set(0, rows.size());
            return all;
        }
        return insert.insert(rows);
    }

    /** The purge raises its watermark with the lock to itself, so what is read under the lock stays true. */
    private static BitSet purged(List<EventRow> rows, @Nullable Instant purgedBefore) {
        BitSet purged = new BitSet();
        if (purgedBefore != null) {
            for (int i = 0; i < rows.size(); i++) {
                purged.set(i, rows.get(i).occurredAt().isBefore(purgedBefore));
            }
        }
        return purged;
    }

    private static List<EventRow> without(List<EventRow> rows, BitSet positions) {
        return positions.isEmpty()
                ? rows
                : IntStream.range(0, rows.size())
                        .filter(i -> !positions.get(i))
                        .mapToObj(rows::get)
                        .toList();
    }

    private List<EventRow> notBeforeMerge(List<EventRow> rows, Set<Integer> mergedInto) {
        List<EventRow> merged = mergedInto.isEmpty()
                ? List.of()
                : rows.stream()
                        .filter(row -> mergedInto.contains(row.personId()))
                        .toList();
        if (merged.isEmpty()) {
            return rows;
        }
        Set<EventRow> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        jdbc.query(database.tables().qualify(BEFORE_MERGE), EventInsert.columnsWithStability(merged), result -> {
            seen.add(merged.get(result.getInt(1) - 1));
        });
        return rows.stream().filter(row -> !seen.contains(row)).toList();
    }

    private List<EventRow> withoutEarlierAttempts(List<EventRow> rows) {
        List<EventRow> unstable =
                rows.stream().filter(row -> !row.timeIsStable()).toList();
        if (unstable.isEmpty()) {
            return rows;
        }
        Set<Attempt> seen = new HashSet<>();
        jdbc.query(database.tables().qualify(EARLIER_ATTEMPTS), EventInsert.columns(unstable), result -> {
            seen.add(new Attempt(result.getInt(1), result.getInt(2), result.getInt(3)));
        });
        return rows.stream()
                .filter(row -> seen.add(Attempt.of(row)) || row.timeIsStable())
                .toList();
    }

    private record Attempt(int eventNameId, int personId, int dedup) {

        static Attempt of(EventRow row) {
            return new Attempt(row.eventNameId(), row.personId(), row.dedup());
        }
    }
}
