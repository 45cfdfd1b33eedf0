/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CSV file of events, plain or compressed with gzip, with the columns {@code seq, user_id, event_name, occurred_at,
 * session_id, properties}. The id of an event is made from its row, so a file that is imported twice counts once.
 */
final class EventCsv implements Closeable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final JsonMapper json;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;

    EventCsv(Path file, JsonMapper json) throws IOException {
        this.json = json;
        InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        this.parser = FORMAT.parse(new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)));
        this.rows = parser.iterator();
    }

    /** The next events as the HTTP API takes them; empty at the end of the file. */
    List<ObjectNode> next(int limit) {
        List<ObjectNode> events = new ArrayList<>(limit);
        while (events.size() < limit && rows.hasNext()) {
            events.add(event(rows.next()));
        }
        return events;
    }

    private ObjectNode event(CSVRecord row) {
        ObjectNode event = json.createObjectNode()
                .put("eventId", eventId(row).toString())
                .put("distinctId", row.get("user_id"))
                .put("eventName", row.get("event_name"))
                .put("timestamp", row.get("occurred_at"));
        if (!row.get("session_id").isEmpty()) {
            event.put("sessionId", row.get("session_id"));
        }
        if (!row.get("properties").isEmpty()) {
            event.set("properties", json.readTree(row.get("properties")));
        }
        return event;
    }

    private static UUID eventId(CSVRecord row) {
        String identity =
                String.join("\n", row.get("seq"), row.get("user_id"), row.get("event_name"), row.get("occurred_at"));
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
