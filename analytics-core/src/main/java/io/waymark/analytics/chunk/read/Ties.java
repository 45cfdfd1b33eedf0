/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.Tie;
import io.waymark.analytics.chunk.TiedEvent;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.table.PropertyColumns;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.store.SqlParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Reads events of one person and instant in the order of ingest, for one report. What it has read stays in memory beside
 * chunks, as long as there is room. Safe for use by many threads.
 */
final class Ties {

    private static final int MAX_ASKED = 20_000;

    private static final String MERGED = """
            select person_id, into_person_id from {schema}.merged_person where into_person_id = any(:people)
            """;
    private static final String EVENTS = """
            select e.event_name_id, e.person_id, date_part('epoch', e.occurred_at){values}
            from unnest(:people::int[], :millis::bigint[]) as t (person_id, millis)
            join {schema}.event e on e.person_id = t.person_id
              and e.occurred_at = timestamptz 'epoch' + t.millis * interval '1 millisecond'
            where e.event_name_id = any(:names)
            order by e.seq
            """;

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final Snapshot snapshot;
    private final Map<Integer, String> keys = new HashMap<>();
    private final String properties;
    private final AtomicInteger asked = new AtomicInteger();

    Ties(ReportConnection connection, ChunkCache cache, Snapshot snapshot) {
        this.connection = connection;
        this.cache = cache;
        this.snapshot = snapshot;
        snapshot.properties().values().forEach(byKey -> byKey.forEach((key, id) -> keys.put(id, key)));
        this.properties = keys.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }

    Map<Tie, List<TiedEvent>> inOrder(Collection<Tie> ties, boolean again) {
        Map<Tie, List<TiedEvent>> found = new HashMap<>();
        List<Tie> unknown = new ArrayList<>();
        for (Tie tie : ties) {
            List<TiedEvent> known = again ? null : cache.order(tie, properties);
            if (known == null) {
                unknown.add(tie);
            } else {
                found.put(tie, known);
            }
        }
        if (unknown.isEmpty()) {
            return found;
        }
        if (asked.addAndGet(unknown.size()) > MAX_ASKED) {
            throw new UnansweredException("Too many events of the same person and instant");
        }
        Map<Tie, List<TiedEvent>> read = connection.ask(() -> read(unknown));
        unknown.forEach(tie -> {
            List<TiedEvent> events = List.copyOf(read.getOrDefault(tie, List.of()));
            cache.put(tie, properties, events);
            found.put(tie, events);
        });
        return found;
    }

    private Map<Tie, List<TiedEvent>> read(List<Tie> ties) {
        Map<Integer, Integer> now = new HashMap<>();
        Map<Integer, List<Integer>> before = new HashMap<>();
        connection
                .sql(MERGED)
                .param("people", ties.stream().map(Tie::person).distinct().toArray(Integer[]::new))
                .query(row -> {
                    now.put(row.getInt(1), row.getInt(2));
                    before.computeIfAbsent(row.getInt(2), into -> new ArrayList<>())
                            .add(row.getInt(1));
                });
        List<Tie> stored = new ArrayList<>(ties);
        ties.forEach(tie -> before.getOrDefault(tie.person(), List.of())
                .forEach(person -> stored.add(new Tie(person, tie.millis()))));
        Map<Tie, List<TiedEvent>> read = new HashMap<>();
        SqlParameters parameters = new SqlParameters();
        connection
                .sql(EVENTS.replace("{values}", snapshot.columns().select("e", parameters)))
                .params(parameters.values())
                .param("people", stored.stream().map(Tie::person).toArray(Integer[]::new))
                .param("millis", stored.stream().map(Tie::millis).toArray(Long[]::new))
                .param("names", snapshot.names().toArray(Integer[]::new))
                .query(row -> {
                    int person = row.getInt(2);
                    Tie tie = new Tie(now.getOrDefault(person, person), Math.round(row.getDouble(3) * 1000));
                    read.computeIfAbsent(tie, any -> new ArrayList<>()).add(event(row));
                });
        return read;
    }

    private TiedEvent event(ResultSet row) throws SQLException {
        int name = row.getInt(1);
        PropertyColumns columns = snapshot.columns();
        Map<String, PropertyValue> values = new HashMap<>();
        columns.read(row, name, (place, json) -> {
            String key = keys.get(columns.of(name).get(place));
            PropertyValue value = PropertyValue.ofJson(json);
            if (key != null && value != null) {
                values.put(key, value);
            }
        });
        return new TiedEvent(name, values);
    }
}
