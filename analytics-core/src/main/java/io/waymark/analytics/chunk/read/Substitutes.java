/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in for chunks that cannot be read: all chunks of their name that overlap them in time, directly or by way
 * of others, are left out, and the events of that time taken from the event table. If these have been purged, the damaged
 * chunk alone is left out, and what was in it is missing.
 *
 * @param leftOut the numbers of the chunks that are not to be read
 * @param instead the events to be used instead, by name
 */
record Substitutes(Set<Long> leftOut, Map<Integer, List<PackedPart>> instead) {

    static final Substitutes NONE = new Substitutes(Set.of(), Map.of());

    private static final int FETCH_SIZE = 10_000;

    private static final String EVENTS = """
            select e.event_name_id, coalesce(m.into_person_id, e.person_id), date_part('epoch', e.occurred_at){values}
            from {schema}.event e left join {schema}.merged_person m on m.person_id = e.person_id
            where e.event_name_id = :name and e.occurred_at >= :from and e.occurred_at < :to and e.seq <= :seq
            """;

    static Substitutes of(
            ReportConnection connection, Snapshot snapshot, List<ChunkRow> damaged, Directories directories) {
        Set<Long> leftOut = new HashSet<>();
        Map<Integer, List<PackedPart>> instead = new HashMap<>();
        for (ChunkRow chunk : damaged) {
            if (leftOut.contains(chunk.id())) {
                continue;
            }
            List<ChunkRow> group = overlapping(chunk, directories);
            long first = group.stream().mapToLong(ChunkRow::firstMillis).min().orElse(chunk.firstMillis());
            if (first < snapshot.droppedBefore()) {
                leftOut.add(chunk.id());
                continue;
            }
            long last = group.stream().mapToLong(ChunkRow::lastMillis).max().orElse(chunk.lastMillis());
            group.forEach(member -> leftOut.add(member.id()));
            instead.computeIfAbsent(chunk.eventNameId(), name -> new ArrayList<>())
                    .addAll(read(connection, snapshot, chunk.eventNameId(), first, last));
        }
        return new Substitutes(leftOut, instead);
    }

    private static List<ChunkRow> overlapping(ChunkRow chunk, Directories directories) {
        List<ChunkRow> group = List.of(chunk);
        for (int known = 0; known != group.size(); ) {
            known = group.size();
            long first = group.stream().mapToLong(ChunkRow::firstMillis).min().orElseThrow();
            long last = group.stream().mapToLong(ChunkRow::lastMillis).max().orElseThrow();
            List<ChunkRow> found = directories.chunks(chunk.eventNameId(), first, last + 1);
            group = found.isEmpty() ? group : found;
        }
        return group;
    }

    private static List<PackedPart> read(
            ReportConnection connection, Snapshot snapshot, int eventNameId, long first, long last) {
        return connection.ask(() -> {
            LooseEvents events = new LooseEvents(Set.of(eventNameId), snapshot.zone(), snapshot.columns());
            SqlParameters parameters = new SqlParameters();
            connection
                    .sql(EVENTS.replace("{values}", snapshot.columns().select("e", parameters)))
                    .params(parameters.values())
                    .param("name", eventNameId)
                    .param("from", Instant.ofEpochMilli(first).atOffset(ZoneOffset.UTC))
                    .param("to", Instant.ofEpochMilli(last + 1).atOffset(ZoneOffset.UTC))
                    .param("seq", snapshot.seq())
                    .withFetchSize(FETCH_SIZE)
                    .query(events.rows(PendingMerges.NONE));
            return events.pack().getOrDefault(eventNameId, List.of());
        });
    }
}
