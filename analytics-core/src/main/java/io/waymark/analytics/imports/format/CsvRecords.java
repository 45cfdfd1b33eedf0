/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.imports.ImportLine;
import io.waymark.analytics.imports.ImportLines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits lines into the records of RFC 4180.
 *
 * <ol>
 *   <li>A field that begins with a quotation mark goes to the next one that stands alone; two of them stand for one. It
 *       may hold separators and ends of lines.
 *   <li>While such a field is open at the end of a line, the next line belongs to it.
 *   <li>If it is still open at the end of the file or after so many characters as no event has, the first line
 *       is at fault, alone: the others are read again, each as the beginning of a record. So a stray quotation mark
 *       costs no more than its line.
 * </ol>
 */
final class CsvRecords {

    private static final int MAX_JOINED = 256 * 1024;

    private final ImportLines lines;
    private final char separator;
    private final Deque<ImportLine> again = new ArrayDeque<>();

    CsvRecords(ImportLines lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /**
     * A record.
     *
     * @param first the number of its first line
     * @param last the number of its last line
     * @param text its lines
     * @param fields its fields; {@code null} if it cannot be split
     */
    record Row(long first, long last, String text, @Nullable List<String> fields) {}

    @Nullable
    Row next() throws IOException {
        ImportLine first = take();
        if (first == null) {
            return null;
        }
        List<String> fields = first.tooLong() ? null : split(first.text(), separator);
        if (fields != null || first.tooLong()) {
            return new Row(first.number(), first.number(), first.text(), fields);
        }
        return joined(first);
    }

    private Row joined(ImportLine first) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        Deque<ImportLine> more = new ArrayDeque<>();
        Splitter splitter = new Splitter(separator);
        splitter.add(first.text());
        while (text.length() < MAX_JOINED) {
            ImportLine line = take();
            if (line == null) {
                break;
            }
            more.add(line);
            if (line.tooLong()) {
                break;
            }
            text.append('\n').append(line.text());
            splitter.add("\n" + line.text());
            if (!splitter.isOpen()) {
                return new Row(first.number(), line.number(), text.toString(), splitter.fields());
            }
        }
        while (!more.isEmpty()) {
            again.addFirst(more.removeLast());
        }
        return new Row(first.number(), first.number(), first.text(), null);
    }

    private @Nullable ImportLine take() throws IOException {
        return again.isEmpty() ? lines.next() : again.removeFirst();
    }

    /** Returns the separator that a header has most of. */
    static char separatorOf(String header) {
        char most = ',';
        for (char other : new char[] {';', '\t'}) {
            if (count(header, other) > count(header, most)) {
                most = other;
            }
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** Returns the fields of a line; {@code null} if one is still open at its end. */
    static @Nullable List<String> split(String line, char separator) {
        Splitter splitter = new Splitter(separator);
        splitter.add(line);
        return splitter.isOpen() ? null : splitter.fields();
    }

    private static final class Splitter {

        private final char separator;
        private final List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private boolean begun;
        private boolean quoted;
        private boolean closing;

        Splitter(char separator) {
            this.separator = separator;
        }

        void add(String text) {
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        private void add(char c) {
            if (quoted && !closing) {
                closing = c == '"';
                if (!closing) {
                    field.append(c);
                }
            } else if (closing && c == '"') {
                closing = false;
                field.append(c);
            } else if (c == separator) {
                end();
            } else if (c == '"' && !begun) {
                quoted = true;
                begun = true;
            } else {
                begun = true;
                field.append(c);
            }
        }

        private void end() {
            fields.add(field.toString());
            field.setLength(0);
            begun = false;
            quoted = false;
            closing = false;
        }

        boolean isOpen() {
            return quoted && !closing;
        }

        List<String> fields() {
            end();
            return fields;
        }
    }
}
