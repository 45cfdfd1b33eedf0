/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk, without its events.
 *
 * @param id its number; those of later chunks are greater
 * @param app whose events
 * @param eventNameId the number of the events' name
 * @param day the day of the events in the zone that the app was in when they were rolled up
 * @param bucket the bucket of people
 * @param level how often its events have been compacted
 * @param settled whether the compaction is done with it
 * @param events how many events
 * @param persons how many different people did them
 * @param firstMillis when the first event happened, in milliseconds since the epoch
 * @param lastMillis when the last event happened
 * @param size the bytes of its events
 * @param createdAt when it was made
 * @param propertyIds the properties of which it has columns; negative numbers are those without any value in it;
 *     empty if they were not read
 */
public record ChunkRow(
        long id,
        int app,
        int eventNameId,
        LocalDate day,
        int bucket,
        int level,
        boolean settled,
        int events,
        int persons,
        long firstMillis,
        long lastMillis,
        int size,
        Instant createdAt,
        List<Integer> propertyIds) {

    private static final String OTHERS =
            "id, app_id, event_name_id, day, bucket, level, settled, events, persons, first_ms, last_ms, size, created_at";

    /** The columns that {@link #of(ResultSet, int)} reads. */
    public static final String COLUMNS = OTHERS + ", property_ids";

    /** The same for who does not ask for properties: to write down the list takes as long as all the rest. */
    public static final String WITHOUT_PROPERTIES = OTHERS + ", null::int[] as property_ids";

    /**
     * Reads a row.
     *
     * @param row begins with the {@link #COLUMNS}, or with {@link #WITHOUT_PROPERTIES}
     * @param number not used
     * @return the chunk
     * @throws SQLException if a column cannot be read
     */
    public static ChunkRow of(ResultSet row, int number) throws SQLException {
        return new ChunkRow(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getObject(4, LocalDate.class),
                row.getInt(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                row.getLong(11),
                row.getInt(12),
                row.getObject(13, OffsetDateTime.class).toInstant(),
                propertyIds(row.getArray(14)));
    }

    private static List<Integer> propertyIds(@Nullable Array ids) throws SQLException {
        return ids == null ? List.of() : List.of((Integer[]) ids.getArray());
    }

    /**
     * Tells whether the values of a property in its events are known.
     *
     * @param propertyId the number of the property
     * @return whether there is a column of it, or no value
     */
    public boolean knows(int propertyId) {
        return propertyIds.contains(propertyId) || propertyIds.contains(-propertyId);
    }

    /** {@return the properties whose values in its events are known, with a value in it or not} */
    public List<Integer> knownPropertyIds() {
        return propertyIds.stream().map(Math::abs).toList();
    }

    /**
     * Tells whether some of its events may lie in a time.
     *
     * @param fromMillis the start
     * @param toMillis the end, exclusive
     * @return whether
     */
    public boolean overlaps(long fromMillis, long toMillis) {
        return firstMillis < toMillis && lastMillis >= fromMillis;
    }

    /**
     * Tells whether all of its events lie in a time.
     *
     * @param fromMillis the start
     * @param toMillis the end, exclusive
     * @return whether
     */
    public boolean liesWithin(long fromMillis, long toMillis) {
        return firstMillis >= fromMillis && lastMillis < toMillis;
    }
}
