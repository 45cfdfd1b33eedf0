/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Sends rows to PostgreSQL in the text format of COPY, in chunks of 64 KB. */
public final class CopyLines {

    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 4096);

    /**
     * Begins.
     *
     * @param copy takes the rows
     */
    public CopyLines(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Adds a row.
     *
     * @param values its values
     */
    public void add(Object... values) {
        for (int i = 0; i < values.length; i++) {
            buffer.append(i == 0 ? "" : "\t").append(escape(values[i].toString()));
        }
        buffer.append('\n');
        if (buffer.length() > CHUNK) {
            flush();
        }
    }

    /**
     * Ends.
     *
     * @throws SQLException if the rows are not accepted
     */
    public void end() throws SQLException {
        flush();
        copy.endCopy();
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escape(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('\t') < 0 && value.indexOf('\n') < 0
                ? value
                : value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}
