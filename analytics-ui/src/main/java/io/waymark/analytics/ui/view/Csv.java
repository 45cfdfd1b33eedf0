/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** A table as a file. Texts that a spreadsheet would take for a formula are marked as text. */
public final class Csv {

    private final StringBuilder text = new StringBuilder();

    /**
     * Starts with the head.
     *
     * @param names the names of the columns; none when the head is added as a row
     */
    public Csv(String... names) {
        if (names.length > 0) {
            row((Object[]) names);
        }
    }

    /**
     * Adds a row.
     *
     * @param cells texts and numbers; null for an empty cell
     * @return this table
     */
    public Csv row(@Nullable Object... cells) {
        return row(Arrays.asList(cells));
    }

    /**
     * Adds a row.
     *
     * @param cells texts and numbers; null for an empty cell
     * @return this table
     */
    public Csv row(List<? extends @Nullable Object> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /**
     * The answer.
     *
     * @param name the name of the file, without ending
     * @return a download
     */
    public ServerResponse response(String name) {
        return response(name, List.of(this).iterator());
    }

    /**
     * The answer in parts, each of which is made when those before have been sent: they are never held together. The first
     * is made before anything is sent. If a later one fails, the download is broken off.
     *
     * @param name the name of the file, without ending
     * @param parts the parts, at least one, of which only the first has a head
     * @return a download
     */
    public static ServerResponse response(String name, Iterator<Csv> parts) {
        Csv first = parts.next();
        return ServerResponse.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".csv", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build((request, response) -> {
                    first.writeTo(response.getOutputStream());
                    while (parts.hasNext()) {
                        parts.next().writeTo(response.getOutputStream());
                    }
                    return null;
                });
    }

    private void writeTo(OutputStream file) throws IOException {
        file.write(toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String cell = value.toString();
        if (!(value instanceof Number) && !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
            cell = "'" + cell;
        }
        boolean quoted = cell.contains(",") || cell.contains("\"") || cell.contains("\n") || cell.contains("\r");
        return quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
