/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventScan;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Somebody's first event of each name, of events that have been purged, for where columns lack them. Not changed any more
 * once it is read.
 */
public final class FirstEvents {

    private static final int FETCH_SIZE = 10_000;

    private static final String ROWS = """
            select f.person_id, f.event_name_id, f.occurred_at from {people}.first_event f where %s limit %d
            """;

    /** So many are read at most: a hundred megabytes or so. */
    public static final int MOST = 4_000_000;

    private int[] persons = new int[0];
    private int[] names = new int[0];
    private long[] millis = new long[0];
    private int size;

    private FirstEvents() {}

    /** {@return none, for where columns lack nothing} */
    public static FirstEvents none() {
        return new FirstEvents();
    }

    /**
     * Reads them.
     *
     * @param database where they are
     * @param eventNameIds the numbers of the events' names
     * @return the events; empty if there are more than {@link #MOST}
     */
    public static Optional<FirstEvents> read(AnalyticsDatabase database, Collection<Integer> eventNameIds) {
        SqlParameters parameters = new SqlParameters();
        String sql = ROWS.formatted(EventScan.of(eventNameIds, Period.allTime(), "f", parameters), MOST + 1);
        FirstEvents events = new FirstEvents();
        database.sql(sql).params(parameters.values()).withFetchSize(FETCH_SIZE).query(row -> {
            events.add(
                    row.getInt(1),
                    row.getInt(2),
                    row.getObject(3, OffsetDateTime.class).toInstant().toEpochMilli());
        });
        return events.size > MOST ? Optional.empty() : Optional.of(events);
    }

    private void add(int person, int name, long at) {
        if (size == persons.length) {
            int larger = Math.max(64, size * 2);
            persons = Arrays.copyOf(persons, larger);
            names = Arrays.copyOf(names, larger);
            millis = Arrays.copyOf(millis, larger);
        }
        persons[size] = person;
        names[size] = name;
        millis[size++] = at;
    }

    /**
     * Adds those who did one of some events in a time.
     *
     * @param eventNameIds the numbers of the events' names
     * @param range the time
     * @param people is added to
     */
    public void addPersons(Set<Integer> eventNameIds, Millis range, RoaringBitmap people) {
        each(eventNameIds, range, (person, at) -> people.add(person));
    }

    /**
     * Goes through some events in a time, in no order.
     *
     * @param eventNameIds the numbers of the events' names
     * @param range the time
     * @param occurrence is told of each
     */
    public void each(Set<Integer> eventNameIds, Millis range, Occurrence occurrence) {
        for (int i = 0; i < size; i++) {
            if (millis[i] >= range.from() && millis[i] < range.to() && eventNameIds.contains(names[i])) {
                occurrence.at(persons[i], millis[i]);
            }
        }
    }

    /** Is told of events. */
    public interface Occurrence {

        /**
         * An event.
         *
         * @param person whose
         * @param millis when, in milliseconds since the epoch
         */
        void at(int person, long millis);
    }
}
