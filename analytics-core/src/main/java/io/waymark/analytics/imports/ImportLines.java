/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, plain or compressed with gzip, however long it is. A line is UTF-8 or, if it is not, ISO 8859-1. Not
 * safe for use by several threads.
 */
public final class ImportLines implements Closeable {

    /** Of longer lines only so many bytes are kept. */
    public static final int MAX_LINE_BYTES = 1024 * 1024;

    private static final int BUFFER = 1 << 16;

    private final InputStream bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    /**
     * Reads lines.
     *
     * @param bytes the file; closed with this
     * @throws IOException if it cannot be read
     */
    public ImportLines(InputStream bytes) throws IOException {
        InputStream buffered = new BufferedInputStream(bytes, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        this.bytes = gzip ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
    }

    /**
     * Reads on.
     *
     * @return the next line; {@code null} at the end
     * @throws IOException if the file cannot be read
     */
    public @Nullable ImportLine next() throws IOException {
        line.reset();
        int length = 0;
        int read = bytes.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (length < MAX_LINE_BYTES) {
                line.write(read);
            }
            length = Math.min(length + 1, MAX_LINE_BYTES + 1);
            read = bytes.read();
        }
        number++;
        return new ImportLine(number, text(), length > MAX_LINE_BYTES);
    }

    private String text() {
        byte[] content = line.toByteArray();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(content, StandardCharsets.ISO_8859_1);
        }
        int start = number == 1 && text.startsWith("\uFEFF") ? 1 : 0;
        int end = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(start, end);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
