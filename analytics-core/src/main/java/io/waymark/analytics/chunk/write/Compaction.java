/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.pack.EventSorter;
import io.waymark.analytics.chunk.pack.PackedPart;
import io.waymark.analytics.chunk.table.ChunkChanges;
import io.waymark.analytics.chunk.table.ChunkRow;
import io.waymark.analytics.chunk.table.ChunkTable;
import io.waymark.analytics.chunk.table.DamagedChunkException;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one chunk of the many that rollups leave of a day.
 *
 * <ol>
 *   <li>Of the chunks of a name, day and bucket, sixteen that have been compacted equally often become one. So an event
 *       is written again once for sixteen times as many events.
 *   <li>When nothing has come for an hour, all chunks of the day become one, and that one is left alone until something
 *       comes again. Chunks of more than half of the largest size are full and stay as they are.
 * </ol>
 */
final class Compaction {

    static final int FAN_IN = 16;
    static final Duration QUIET = Duration.ofHours(1);

    private static final int MAX_GROUPS = 5_000;
    private static final int GROUPS_AT_ONCE = 20;
    private static final int SMALL_EVENTS = EventSorter.MAX_EVENTS / 2;

    private static final String DUE = """
            select app_id, event_name_id, day, bucket
            from (
              select app_id, event_name_id, day, bucket, max(created_at) as latest,
                     count(*) filter (where events < :small) as small
              from {schema}.chunk where not settled
              group by app_id, event_name_id, day, bucket, level
            ) l
            group by app_id, event_name_id, day, bucket
            having max(latest) <= :quiet_since or max(small) >= :fan_in
            order by app_id, day, event_name_id, bucket
            limit :groups
            """;
    private static final String CHUNKS = "select " + ChunkRow.COLUMNS + """
             from {schema}.chunk
            where (app_id, event_name_id, day, bucket) in (
              select g.app_id, g.event_name_id, g.day::date, g.bucket
              from unnest(:apps::int[], :names::int[], :days::text[], :buckets::int[])
                     as g (app_id, event_name_id, day, bucket))
            order by app_id, event_name_id, day, bucket, id
            """;

    private final AnalyticsDatabase database;
    private final WantedProperties wanted;
    private final Clock clock;
    private final ChunkTable table;

    Compaction(AnalyticsDatabase database, WantedProperties wanted, Clock clock) {
        this.database = database;
        this.wanted = wanted;
        this.clock = clock;
        this.table = new ChunkTable(database);
    }

    private record Group(int app, int eventNameId, LocalDate day, int bucket) {

        static Group of(ChunkRow chunk) {
            return new Group(chunk.app(), chunk.eventNameId(), chunk.day(), chunk.bucket());
        }
    }

    void run() {
        List<Group> groups = due();
        for (int from = 0; from < groups.size(); from += GROUPS_AT_ONCE) {
            List<Group> next = groups.subList(from, Math.min(groups.size(), from + GROUPS_AT_ONCE));
            database.transaction().executeWithoutResult(status -> {
                ChunkChanges changes = ChunkChanges.begin(database, clock.instant());
                List<Long> done = new ArrayList<>();
                chunks(next).values().forEach(chunks -> done.addAll(compact(changes, chunks)));
                changes.settle(done);
                changes.finish();
            });
        }
    }

    private List<Group> due() {
        return database.sql(DUE)
                .param("small", SMALL_EVENTS)
                .param("quiet_since", clock.instant().minus(QUIET).atOffset(ZoneOffset.UTC))
                .param("fan_in", FAN_IN)
                .param("groups", MAX_GROUPS)
                .query((row, number) ->
                        new Group(row.getInt(1), row.getInt(2), row.getObject(3, LocalDate.class), row.getInt(4)))
                .list();
    }

    private Map<Group, List<ChunkRow>> chunks(List<Group> groups) {
        Map<Group, List<ChunkRow>> chunks = new LinkedHashMap<>();
        database.sql(CHUNKS)
                .param("apps", groups.stream().map(Group::app).toArray(Integer[]::new))
                .param("names", groups.stream().map(Group::eventNameId).toArray(Integer[]::new))
                .param(
                        "days",
                        groups.stream().map(group -> group.day().toString()).toArray(String[]::new))
                .param("buckets", groups.stream().map(Group::bucket).toArray(Integer[]::new))
                .query(row -> {
                    ChunkRow chunk = ChunkRow.of(row, 0);
                    chunks.computeIfAbsent(Group.of(chunk), group -> new ArrayList<>())
                            .add(chunk);
                });
        return chunks;
    }

    private boolean isQuiet(List<ChunkRow> chunks) {
        Instant latest = chunks.stream()
                .map(ChunkRow::createdAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return !clock.instant().isBefore(latest.plus(QUIET));
    }

    private static List<ChunkRow> mostOfALevel(List<ChunkRow> chunks) {
        List<ChunkRow> most = List.of();
        for (ChunkRow chunk : chunks) {
            List<ChunkRow> same = chunks.stream()
                    .filter(other -> other.level() == chunk.level() && isSmall(other))
                    .toList();
            most = same.size() > most.size() ? same : most;
        }
        return most;
    }

    private static boolean isSmall(ChunkRow chunk) {
        return chunk.events() < SMALL_EVENTS;
    }

    /** Returns the chunks to be left alone, besides those that it made. */
    private List<Long> compact(ChunkChanges changes, List<ChunkRow> all) {
        List<ChunkRow> unsettled =
                all.stream().filter(chunk -> !chunk.settled()).toList();
        if (unsettled.isEmpty()) {
            return List.of();
        }
        boolean quiet = isQuiet(unsettled);
        List<ChunkRow> parts = quiet ? all.stream().filter(Compaction::isSmall).toList() : mostOfALevel(unsettled);
        try {
            if (parts.size() > 1) {
                merge(changes, parts, quiet);
            }
        } catch (DamagedChunkException e) {
            changes.note(e);
            return List.of();
        }
        return quiet
                ? unsettled.stream()
                        .filter(chunk -> parts.size() < 2 || !parts.contains(chunk))
                        .map(ChunkRow::id)
                        .toList()
                : List.of();
    }

    private void merge(ChunkChanges changes, List<ChunkRow> parts, boolean settled) {
        Map<Long, PackedPart> events = table.parts(parts);
        ChunkRow any = parts.get(0);
        Set<Integer> properties = new TreeSet<>(any.knownPropertyIds());
        parts.forEach(part -> properties.retainAll(part.knownPropertyIds()));
        EventSorter sorter = new EventSorter(
                any.eventNameId(),
                parts.stream().mapToLong(ChunkRow::firstMillis).min().orElseThrow(),
                properties,
                wanted.maxValues());
        int level = parts.stream().mapToInt(ChunkRow::level).max().orElseThrow() + 1;
        for (ChunkRow part : parts) {
            PackedPart old = events.get(part.id());
            if (old != null) {
                sorter.addAll(old, (person, millis) -> person);
                changes.delete(part);
            }
        }
        wanted.giveUp(sorter.tooVaried());
        for (PackedPart packed : sorter.parts()) {
            changes.insert(any.app(), any.day(), level, settled, packed);
        }
    }
}
