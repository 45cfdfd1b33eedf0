/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyOut;

/**
 * One row after the other of what COPY sends in binary: a signature and two numbers once, then for each row the number of
 * its columns, and the length and the bytes of each. Not safe for use by several threads.
 */
final class CopiedRow {

    private static final int HEADER_BYTES = 11 + 2 * Integer.BYTES;
    private static final short END = -1;
    private static final long MICROS_A_MILLI = 1_000;
    private static final long MILLIS_OF_2000 = 946_684_800_000L;

    private ByteBuffer row = ByteBuffer.allocate(0);
    private int[] starts = new int[8];
    private boolean begun;

    /** Goes on to the next row; returns whether there is one. */
    boolean read(CopyOut copy) throws SQLException {
        byte[] bytes = copy.readFromCopy();
        if (bytes == null) {
            return false;
        }
        int at = begun ? 0 : HEADER_BYTES;
        begun = true;
        row = ByteBuffer.wrap(bytes);
        int columns = at < bytes.length ? row.getShort(at) : END;
        if (columns == END) {
            return read(copy);
        }
        if (starts.length < columns) {
            starts = Arrays.copyOf(starts, columns);
        }
        at += Short.BYTES;
        for (int column = 0; column < columns; column++) {
            starts[column] = at + Integer.BYTES;
            at += Integer.BYTES + Math.max(0, row.getInt(at));
        }
        return true;
    }

    int integer(int column) {
        return row.getInt(starts[column]);
    }

    /** An instant, in milliseconds since the epoch. */
    long millis(int column) {
        return Math.floorDiv(row.getLong(starts[column]), MICROS_A_MILLI) + MILLIS_OF_2000;
    }

    /** A number of eight bytes. */
    long number(int column) {
        return row.getLong(starts[column]);
    }

    boolean isNull(int column) {
        return row.getInt(starts[column] - Integer.BYTES) < 0;
    }

    /** The row, of which a column is a part; not to be changed. */
    byte[] bytes() {
        return row.array();
    }

    /** Where a column begins that is not null. */
    int start(int column) {
        return starts[column];
    }
}
