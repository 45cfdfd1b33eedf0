/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.imports.ImportFormat;
import io.waymark.analytics.imports.ImportLine;
import io.waymark.analytics.imports.ImportLines;
import io.waymark.analytics.imports.ImportRow;
import java.io.IOException;
import java.util.List;

/**
 * Comma-separated values (RFC 4180) with a header; semicolons or tabs do as well. The columns may stand in any order:
 *
 * <ul>
 *   <li>{@code event_name} or {@code event}, {@code user_id} or {@code distinct_id}, and {@code occurred_at} or {@code
 *       timestamp}, in the form of ISO 8601 or as milliseconds since 1970: needed
 *   <li>{@code event_id}, {@code session_id}, and {@code properties}, a JSON object: may be missing or empty
 *   <li>{@code seq}: ignored
 *   <li>any other column: a property, as text, where it is not empty
 * </ul>
 */
public final class CsvFormat implements ImportFormat {

    /** Its name. */
    public static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rows open(ImportLines lines) throws IOException {
        ImportLine first = lines.next();
        if (first == null) {
            throw new IOException("it is empty, but should begin with a header");
        }
        char separator = CsvRecords.separatorOf(first.text());
        List<String> header = CsvRecords.split(first.text(), separator);
        CsvEvents events = new CsvEvents(header == null ? List.of(first.text()) : header);
        CsvRecords records = new CsvRecords(lines, separator);
        return () -> {
            CsvRecords.Row row = records.next();
            return row == null ? null : read(row, events);
        };
    }

    private static ImportRow read(CsvRecords.Row row, CsvEvents events) {
        ImportLine line = new ImportLine(row.first(), row.text(), false);
        if (row.fields() == null) {
            return ImportRow.faulty(
                    line,
                    row.text().length() >= ImportLines.MAX_LINE_BYTES
                            ? Faults.TOO_LONG
                            : "has a quotation mark without its counterpart");
        }
        if (row.text().isBlank()) {
            return ImportRow.skipped(line, "blank line");
        }
        return events.read(line, row.last(), row.fields());
    }
}
