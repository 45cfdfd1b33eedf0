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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
            from unnest(:names::int[], :people::int[], :millis::bigint[]) as t (event_name_id, person_id, millis)
            join {schema}.event e on e.event_name_id = t.event_name_id and e.person_id = t.person_id
              and e.occurred_at = timestamptz 'epoch' + t.millis * interval '1 millisecond'
            order by e.seq
            """;
    /** All but looking each event up by the index. */
    private static final List<String> OTHER_PLANS = List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin");

    private final ReportConnection connection;
    private final ChunkCache cache;
    private final Snapshot snapshot;
    private final Map<Integer, String> keys = new HashMap<>();
    private final String properties;
    private final AtomicInteger asked = new AtomicInteger();

    /** What has been read for this report: the event table would say the same again. */
    private final Set<Map.Entry<Tie, Set<Integer>>> read = ConcurrentHashMap.newKeySet();

    Ties(ReportConnection connection, ChunkCache cache, Snapshot snapshot) {
        this.connection = connection;
        this.cache = cache;
        this.snapshot = snapshot;
        snapshot.properties().values().forEach(byKey -> byKey.forEach((key, id) -> keys.put(id, key)));
        this.properties = keys.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }

    Map<Tie, List<TiedEvent>> inOrder(Map<Tie, Set<Integer>> ties, boolean again) {
        Map<Tie, List<TiedEvent>> found = new HashMap<>();
        Map<Tie, Set<Integer>> unknown = new HashMap<>();
        ties.forEach((tie, names) -> {
            List<TiedEvent> known = again ? null : cache.order(tie, names, properties);
            if (known != null) {
                found.put(tie, known);
            } else if (!again || !read.contains(Map.entry(tie, names))) {
                unknown.put(tie, names);
            }
        });
        if (unknown.isEmpty()) {
            return found;
        }
        if (asked.addAndGet(unknown.size()) > MAX_ASKED) {
            throw new UnansweredException("Too many events of the same person and instant");
        }
        Map<Tie, List<TiedEvent>> rows = connection.ask(() -> read(unknown));
        unknown.forEach((tie, names) -> read.add(Map.entry(tie, names)));
        rows.forEach((tie, events) -> {
            cache.put(tie, unknown.getOrDefault(tie, Set.of()), properties, List.copyOf(events));
            found.put(tie, events);
        });
        return found;
    }

    private Map<Tie, List<TiedEvent>> read(Map<Tie, Set<Integer>> ties) {
        Map<Integer, Integer> now = new HashMap<>();
        Map<Integer, List<Integer>> before = new HashMap<>();
        connection
                .sql(MERGED)
                .param(
                        "people",
                        ties.keySet().stream().map(Tie::person).distinct().toArray(Integer[]::new))
                .query(row -> {
                    now.put(row.getInt(1), row.getInt(2));
                    before.computeIfAbsent(row.getInt(2), into -> new ArrayList<>())
                            .add(row.getInt(1));
                });
        List<Integer> names = new ArrayList<>();
        List<Integer> people = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        ties.forEach((tie, own) -> {
            List<Integer> ever = new ArrayList<>(before.getOrDefault(tie.person(), List.of()));
            ever.add(tie.person());
            ever.forEach(person -> own.forEach(name -> {
                names.add(name);
                people.add(person);
                millis.add(tie.millis());
            }));
        });
        Map<Tie, List<TiedEvent>> rows = new HashMap<>();
        SqlParameters parameters = new SqlParameters();
        OTHER_PLANS.forEach(
                plan -> connection.sql("set local " + plan + " = off").update());
        connection
                .sql(EVENTS.replace("{values}", snapshot.columns().select("e", parameters)))
                .params(parameters.values())
                .param("names", names.toArray(Integer[]::new))
                .param("people", people.toArray(Integer[]::new))
                .param("millis", millis.toArray(Long[]::new))
                .query(row -> {
                    int person = row.getInt(2);
                    Tie tie = new Tie(now.getOrDefault(person, person), Math.round(row.getDouble(3) * 1000));
                    rows.computeIfAbsent(tie, any -> new ArrayList<>()).add(event(row));
                });
        OTHER_PLANS.forEach(
                plan -> connection.sql("set local " + plan + " to default").update());
        return rows;
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
