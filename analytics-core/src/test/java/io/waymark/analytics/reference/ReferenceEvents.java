/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A set of real events with the figures that are expected of it. The folder of the system property {@code
 * reference.data} holds any number of them. A set is imported once per test JVM, into a database of its own, and shared
 * by all tests: they only read from it.
 */
public final class ReferenceEvents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Path, AnalyticsDatabase> IMPORTED = new ConcurrentHashMap<>();
    private static final Map<Path, AnsweringColumns> COLUMNS = new ConcurrentHashMap<>();
    private static final int BATCH = 20_000;

    private final Path events;
    private final JsonNode expected;

    private ReferenceEvents(Path events, JsonNode expected) {
        this.events = events;
        this.expected = expected;
    }

    /** Every set of the folder. Without the folder the test is skipped; where {@code CI=true} it fails. */
    public static List<ReferenceEvents> sets() {
        Path folder = Path.of(System.getProperty("reference.data", "../shared/data"));
        if (!Files.isDirectory(folder.resolve("expected"))) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("No reference data in " + folder.toAbsolutePath());
            }
            Assumptions.abort("No reference data in " + folder.toAbsolutePath());
        }
        try (Stream<Path> files = Files.list(folder.resolve("expected"))) {
            return files.filter(file -> file.getFileName().toString().matches("events_.*\\.json"))
                    .sorted()
                    .map(file -> {
                        JsonNode expected = JSON.readTree(file);
                        String name = expected.path("dataset").stringValue();
                        return new ReferenceEvents(folder.resolve("events/" + name + ".csv.gz"), expected);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The expected figures, as they are in the file. */
    public JsonNode expected() {
        return expected;
    }

    /** The entries of one kind of expected figures, for example {@code funnels}; none if the set has none. */
    public List<JsonNode> expected(String kind) {
        List<JsonNode> entries = new ArrayList<>();
        expected.path(kind).forEach(entries::add);
        return entries;
    }

    /** The file the events come from: gzip, CSV. */
    public Path file() {
        return events;
    }

    /** The property that names entries, exits and steps: {@code path} if every event carries it, else none. */
    public @Nullable String labelProperty() {
        return database()
                        .sql("select bool_and(properties ->> 'path' is not null) from {schema}.event")
                        .query(Boolean.class)
                        .single()
                ? "path"
                : null;
    }

    /** A database with the events, those of the default app. */
    public AnalyticsDatabase database() {
        return IMPORTED.computeIfAbsent(events, ReferenceEvents::importAll);
    }

    /** Asks everything twice: of the event table ({@code null}), and of columns, where all of the events are. */
    public void ofEachEngine(Consumer<@Nullable ColumnEngine> questions) {
        questions.accept(null);
        COLUMNS.computeIfAbsent(events, file -> AnsweringColumns.of(database())).answer(questions::accept);
    }

    @Override
    public String toString() {
        return events.getFileName().toString().replace(".csv.gz", "");
    }

    /** Reads the events in the order of the file. */
    public List<CSVRecord> records() {
        return records(events);
    }

    private static List<CSVRecord> records(Path events) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = format.parse(new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(events)), StandardCharsets.UTF_8)))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnalyticsDatabase importAll(Path events) {
        AnalyticsDatabase database = TestDatabase.migrated();
        List<CSVRecord> records = records(events);
        Set<String> names = new HashSet<>();
        Set<String> people = new HashSet<>();
        List<Instant> instants = new ArrayList<>();
        for (CSVRecord record : records) {
            names.add(record.get("event_name"));
            people.add(record.get("user_id"));
            instants.add(Instant.parse(record.get("occurred_at")));
        }
        Map<String, Integer> nameIds = new HashMap<>(new EventNames(database).resolve(AppId.DEFAULT, names));
        Map<String, KnownDistinctId> personIds =
                database.transaction().execute(status -> new PersonIds(database).resolve(AppId.DEFAULT, people));
        EventStore store = new EventStore(database);
        store.prepare(instants);
        for (int from = 0; from < records.size(); from += BATCH) {
            List<EventRow> rows = new ArrayList<>();
            for (CSVRecord record : records.subList(from, Math.min(from + BATCH, records.size()))) {
                rows.add(row(record, nameIds, personIds));
            }
            int stored = database.transaction()
                    .execute(status -> store.append(rows).stored().cardinality());
            if (stored != rows.size()) {
                throw new AssertionError(rows.size() - stored + " events of " + events + " were not stored");
            }
        }
        database.sql("""
                insert into {schema}.dirty (app_id, day)
                select distinct :app, (occurred_at at time zone 'UTC')::date from {schema}.event
                """).param("app", AppId.DEFAULT.value()).update();
        database.sql("vacuum analyze {schema}.event").update();
        return database;
    }

    private static EventRow row(
            CSVRecord record, Map<String, Integer> nameIds, Map<String, KnownDistinctId> personIds) {
        Instant occurredAt = Instant.parse(record.get("occurred_at"));
        String session = record.get("session_id");
        return new EventRow(
                nameIds.get(record.get("event_name")),
                personIds.get(record.get("user_id")),
                occurredAt,
                occurredAt,
                Integer.parseInt(record.get("seq")),
                session.isEmpty() ? null : (long) session.hashCode(),
                record.get("properties"),
                true);
    }
}
