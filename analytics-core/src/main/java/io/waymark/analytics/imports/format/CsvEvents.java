/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.imports.ImportLine;
import io.waymark.analytics.imports.ImportRow;
import io.waymark.analytics.track.EventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of the fields of a CSV file. */
final class CsvEvents {

    private static final Map<String, String> FIELDS = Map.of(
            "event_name", "eventName",
            "event", "eventName",
            "user_id", "distinctId",
            "distinct_id", "distinctId",
            "occurred_at", "timestamp",
            "timestamp", "timestamp",
            "event_id", "eventId",
            "session_id", "sessionId",
            "properties", "properties",
            "seq", "");
    private static final Set<String> NEEDED = Set.of("eventName", "distinctId", "timestamp");
    private static final Pattern MILLISECONDS = Pattern.compile("-?[0-9]{1,18}");

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<String> columns;
    private final List<@Nullable String> fields = new ArrayList<>();

    CsvEvents(List<String> header) throws IOException {
        this.columns = header.stream().map(String::strip).toList();
        columns.forEach(column -> fields.add(FIELDS.get(column.toLowerCase(Locale.ROOT))));
        for (String needed : NEEDED) {
            if (!fields.contains(needed)) {
                throw new IOException("its header has no column for the " + name(needed) + ", only " + columns);
            }
        }
    }

    ImportRow read(ImportLine line, long last, List<String> values) {
        ImportRow row = read(line, values);
        return new ImportRow(line.number(), last, line.text(), row.event(), row.fault(), null);
    }

    private ImportRow read(ImportLine line, List<String> values) {
        if (values.size() != columns.size()) {
            return ImportRow.faulty(
                    line, "has " + values.size() + " values, but the header has " + columns.size() + " columns");
        }
        try {
            return ImportRow.of(line, Faults.requireTime(EventJson.read(event(values))));
        } catch (JacksonException e) {
            return ImportRow.faulty(line, "properties must be a JSON object");
        } catch (InvalidInputException e) {
            return ImportRow.faulty(line, Faults.sentence(e));
        }
    }

    private ObjectNode event(List<String> values) {
        ObjectNode event = json.createObjectNode();
        ObjectNode properties = json.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String field = fields.get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (field == null) {
                properties.put(columns.get(i), value);
            } else if (field.equals("properties")) {
                JsonNode given = json.readTree(value);
                if (!given.isObject()) {
                    throw new InvalidInputException("/properties", "must be an object");
                }
                given.properties().forEach(entry -> properties.set(entry.getKey(), entry.getValue()));
            } else if (field.equals("timestamp") && MILLISECONDS.matcher(value).matches()) {
                event.put(field, Long.parseLong(value));
            } else if (!field.isEmpty()) {
                event.put(field, value);
            }
        }
        event.set("properties", properties);
        return event;
    }

    private static String name(String field) {
        return switch (field) {
            case "eventName" -> "event: event_name or event";
            case "distinctId" -> "person: user_id or distinct_id";
            default -> "time: occurred_at or timestamp";
        };
    }
}
