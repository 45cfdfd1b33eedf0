/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of rows in ClickHouse's format {@code RowBinary}. */
final class RowBinary implements AutoCloseable {

    private final OutputStream out;

    private RowBinary(OutputStream out) {
        this.out = out;
    }

    static RowBinary to(Path file) throws IOException {
        return new RowBinary(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /** Adds a number of 64 bits, or an instant as its milliseconds. */
    RowBinary add(long value) throws IOException {
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    RowBinary add(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.write(bytes);
        return this;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
