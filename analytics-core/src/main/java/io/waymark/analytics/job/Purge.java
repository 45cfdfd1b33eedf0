/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.event.EventPartition;
import io.waymark.analytics.event.EventPartitions;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Deletes events past a certain age, a week at a time.
 *
 * <ol>
 *   <li>A week goes when all of it, and every day that begins in it in any time zone, is old enough.
 *   <li>With the writers' lock to itself for a moment, the purge raises the watermark below which events are not taken
 *       any more, to the end of those days. From here on nothing changes in what is about to go.
 *   <li>The days that are dirty are rolled up, so that their aggregates are final; whoever has copies of the events makes
 *       sure that these are complete.
 *   <li>Of each week, the oldest first: the first time each person did each event is kept; then the week is dropped.
 * </ol>
 *
 * <p>Each step may be interrupted and is done again by the next run. Aggregates and first times stay for ever. A week is
 * dropped without waiting for long reports: if one is in the way, the next run tries again.
 */
public final class Purge implements Job {

    /** The name of the job. */
    public static final String NAME = "purge";

    /** The end, in any time zone, of a day that began before an instant is less than this after it. */
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";
    private static final String DIRTY = """
            select exists (select 1 from {schema}.dirty where day <= :day)
            """;

    private final AnalyticsDatabase database;
    private final Rollup rollup;
    private final PurgeSettings settings;
    private final Clock clock;
    private final List<PurgeGuard> guards;
    private final EventPartitions partitions;
    private final Watermarks watermarks;

    /**
     * Deletes old events.
     *
     * @param database where they are
     * @param rollup brings aggregates up to date before
     * @param settings how old events may become
     * @param clock tells how old events are
     */
    public Purge(AnalyticsDatabase database, Rollup rollup, PurgeSettings settings, Clock clock) {
        this(database, rollup, settings, clock, List.of());
    }

    /**
     * Deletes old events of which there are copies.
     *
     * @param database where they are
     * @param rollup brings aggregates up to date before
     * @param settings how old events may become
     * @param clock tells how old events are
     * @param guards agree to each week that goes
     */
    public Purge(
            AnalyticsDatabase database,
            Rollup rollup,
            PurgeSettings settings,
            Clock clock,
            List<? extends PurgeGuard> guards) {
        this.guards = List.copyOf(guards);
        this.database = database;
        this.rollup = rollup;
        this.settings = settings;
        this.clock = clock;
        this.partitions = new EventPartitions(database);
        this.watermarks = new Watermarks(database);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    /**
     * Deletes the weeks that are old enough.
     *
     * @return the number of weeks
     */
    @Override
    public long run() {
        if (settings.after().compareTo(Duration.ZERO) <= 0) {
            return 0;
        }
        Instant horizon = clock.instant().minus(settings.after());
        List<EventPartition> old = partitions.list().stream()
                .filter(partition -> !partition.to().plus(LONGEST_DAY).isAfter(horizon))
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        Instant purgedBefore = old.get(old.size() - 1).to().plus(LONGEST_DAY);
        database.transaction().executeWithoutResult(status -> {
            Rollup.alone(database);
            watermarks.raise(Watermarks.PURGED_BEFORE, purgedBefore);
        });
        rollup.run();
        old.forEach(this::drop);
        return old.size();
    }

    private void drop(EventPartition partition) {
        guards.forEach(guard -> guard.beforeDrop(partition));
        // The table's name is made of digits, by us.
        String table = "{schema}." + partition.table();
        database.transaction()
                .executeWithoutResult(status -> database.sql(
                                "insert into {schema}.first_event as f (person_id, event_name_id, occurred_at)"
                                        + " select person_id, event_name_id, min(occurred_at) from " + table
                                        + " group by person_id, event_name_id"
                                        + " on conflict (person_id, event_name_id) do update"
                                        + " set occurred_at = excluded.occurred_at where excluded.occurred_at < f.occurred_at")
                        .update());
        database.transaction().executeWithoutResult(status -> {
            database.sql(LOCK_TIMEOUT).update();
            Rollup.lock(database, Rollup.LOCK);
            checkRolledUp(partition);
            database.sql("drop table " + table).update();
            watermarks.raise(Watermarks.DROPPED_BEFORE, partition.to());
            if (guards.isEmpty()) {
                watermarks.raise(Watermarks.MISSING_BEFORE, partition.to());
            }
        });
    }

    private void checkRolledUp(EventPartition partition) {
        boolean dirty = database.sql(DIRTY)
                .param("day", partition.to().atZone(ZoneOffset.UTC).toLocalDate())
                .query(Boolean.class)
                .single();
        if (dirty) {
            throw new IllegalStateException(
                    "The week of " + partition.week() + " is not dropped: some of its days are still to be rolled up");
        }
    }
}
