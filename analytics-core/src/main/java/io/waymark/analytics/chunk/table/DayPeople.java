/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import com.google.common.primitives.ImmutableLongArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * What is known of a set of all people of a day, without the set.
 *
 * @param id its number
 * @param day the day
 * @param chunks of how many chunks it is the union
 * @param lastChunk the latest of them
 * @param persons how many people there are
 */
public record DayPeople(long id, LocalDate day, int chunks, long lastChunk, int persons) {

    /** The columns that {@link #of(ResultSet, int)} reads. */
    public static final String COLUMNS = "id, day, chunks, last_chunk, persons";

    /**
     * Tells whether it is the union of some chunks. None is ever added among those up to the latest, and the set does not
     * outlast any that is deleted.
     *
     * @param ids the numbers of chunks of the day
     * @return whether they are all that it is the union of, and no others
     */
    public boolean isOf(ImmutableLongArray ids) {
        return chunks == ids.length() && lastChunk == ids.stream().max().orElse(0);
    }

    /**
     * Reads a row.
     *
     * @param row begins with the {@link #COLUMNS}
     * @param number not used
     * @return the set
     * @throws SQLException if a column cannot be read
     */
    public static DayPeople of(ResultSet row, int number) throws SQLException {
        return new DayPeople(
                row.getLong(1), row.getObject(2, LocalDate.class), row.getInt(3), row.getLong(4), row.getInt(5));
    }
}
