/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows in the binary format of {@code COPY}. Not safe for use by several threads. */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final byte JSONB_VERSION = 1;
    private static final short COLUMNS = 8;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int FIXED_BYTES = 128;
    private static final long MILLIS_OF_2000 = 946_684_800_000L;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    CopyRows(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** In the order of the columns of {@link EventCopy}. */
    void add(EventRow row) throws SQLException {
        byte[] properties = row.properties().getBytes(StandardCharsets.UTF_8);
        if (buffer.remaining() < FIXED_BYTES) {
            flush();
        }
        buffer.putShort(COLUMNS);
        put(micros(row.occurredAt().toEpochMilli()));
        put(micros(row.receivedAt().toEpochMilli()));
        put(row.session());
        put(row.personId());
        put(row.distinctId().number());
        put(row.eventNameId());
        put(row.dedup());
        buffer.putInt(1 + properties.length).put(JSONB_VERSION);
        if (properties.length <= buffer.remaining()) {
            buffer.put(properties);
        } else {
            flush();
            copy.writeToCopy(properties, 0, properties.length);
        }
    }

    void end() throws SQLException {
        if (buffer.remaining() < Short.BYTES) {
            flush();
        }
        buffer.putShort(END);
        flush();
        copy.endCopy();
    }

    private static long micros(long millis) {
        return (millis - MILLIS_OF_2000) * 1_000;
    }

    private void put(@Nullable Long value) {
        if (value == null) {
            buffer.putInt(NULL);
        } else {
            buffer.putInt(Long.BYTES).putLong(value);
        }
    }

    private void put(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
