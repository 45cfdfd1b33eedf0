/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * People of an app who have become others since their events were written into chunks. They may be in any chunk, and
 * among the events that are in none yet. Immutable.
 */
public final class PendingMerges {

    /** Nobody. */
    public static final PendingMerges NONE = new PendingMerges(List.of());

    private static final String READ = """
            select app_id, person_id, into_person_id from {schema}.merged_person
            where not chunked and app_id = :app order by person_id limit :limit
            """;
    private static final String READ_ALL = """
            select app_id, person_id, into_person_id from {schema}.merged_person
            where not chunked order by app_id, person_id limit :limit
            """;

    private final int[] from;
    private final int[] into;
    private final RoaringBitmap people;

    private PendingMerges(List<Merge> merges) {
        this.from = merges.stream().mapToInt(Merge::person).toArray();
        this.into = merges.stream().mapToInt(Merge::into).toArray();
        this.people = RoaringBitmap.bitmapOf(from);
    }

    /**
     * Somebody who has become somebody else.
     *
     * @param app whose people
     * @param person who is no more
     * @param into who they are now
     */
    public record Merge(int app, int person, int into) {}

    /**
     * Reads what is pending in an app.
     *
     * @param sql starts a statement
     * @param app the app
     * @param limit at most so many
     * @return the merges
     */
    public static PendingMerges read(Function<String, StatementSpec> sql, int app, int limit) {
        return of(sql.apply(READ)
                .param("app", app)
                .param("limit", limit)
                .query(PendingMerges::merge)
                .list());
    }

    /**
     * Reads what is pending in all apps.
     *
     * @param sql starts a statement
     * @param limit at most so many
     * @return the merges, by app and person
     */
    public static List<Merge> readAll(Function<String, StatementSpec> sql, int limit) {
        return sql.apply(READ_ALL)
                .param("limit", limit)
                .query(PendingMerges::merge)
                .list();
    }

    private static Merge merge(ResultSet row, int number) throws SQLException {
        return new Merge(row.getInt(1), row.getInt(2), row.getInt(3));
    }

    /**
     * Collects merges.
     *
     * @param merges of any app, as people have numbers of their own across apps; ordered by person
     * @return the same
     */
    public static PendingMerges of(List<Merge> merges) {
        return merges.isEmpty()
                ? NONE
                : new PendingMerges(merges.stream()
                        .sorted((one, other) -> Integer.compare(one.person(), other.person()))
                        .toList());
    }

    /**
     * Finds out who somebody is.
     *
     * @param person the number in a chunk or an event
     * @return the number of who they are now
     */
    public int now(int person) {
        if (from.length == 0) {
            return person;
        }
        int index = Arrays.binarySearch(from, person);
        return index < 0 ? person : into[index];
    }

    /** {@return how many people} */
    public int size() {
        return from.length;
    }

    /** {@return the people who are no more; not to be changed} */
    public RoaringBitmap people() {
        return people;
    }

    /** {@return the buckets that the people who are no more were in} */
    public int[] buckets() {
        return IntStream.of(from).map(person -> person >>> 16).distinct().toArray();
    }

    /** {@return the buckets of the people they are now} */
    public int[] bucketsNow() {
        return IntStream.of(into).map(person -> person >>> 16).distinct().toArray();
    }

    /**
     * Replaces people by who they are now.
     *
     * @param persons the people; is changed
     */
    public void apply(RoaringBitmap persons) {
        if (from.length > 0 && RoaringBitmap.intersects(persons, people)) {
            for (int i = 0; i < from.length; i++) {
                if (persons.checkedRemove(from[i])) {
                    persons.add(into[i]);
                }
            }
        }
    }
}
