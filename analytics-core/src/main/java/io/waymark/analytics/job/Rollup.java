/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the daily aggregates up to date, day by day, each from all of its events.
 *
 * <ol>
 *   <li>Writers mark the days of the events they store as dirty, in the same transaction.
 *   <li>With the writers' lock to itself for a moment, the rollup <em>claims</em> the marks there are: no event of
 *       theirs is in flight then. What is written from now on marks its day anew.
 *   <li>Each claimed day is computed from all its events in one statement, and the mark deleted, in one transaction.
 *   <li>A day that began before what has been purged is left as it was: part of it is gone.
 * </ol>
 *
 * <p>So a day is never computed from half of its events, however late they come and whenever a rollup is interrupted.
 */
public final class Rollup implements Job {

    /** The name of the job. */
    public static final String NAME = "rollup";

    /** The advisory lock of whoever changes aggregates, or takes away what they are computed from. */
    static final long LOCK = 0x5741594D41524B04L;

    private static final String LOCK_TIMEOUT = "set local lock_timeout = '5s'";
    private static final String CLAIM = """
            insert into {schema}.dirty (app_id, day, claimed)
            select app_id, day, true from {schema}.dirty where not claimed
            on conflict do nothing
            """;
    private static final String CLEAR = """
            delete from {schema}.dirty where not claimed
            """;
    private static final String CLAIMED = """
            select d.app_id, d.day,
                   d.day::timestamp at time zone coalesce(a.time_zone, 'UTC') as from_time,
                   (d.day + 1)::timestamp at time zone coalesce(a.time_zone, 'UTC') as to_time
            from {schema}.dirty d left join {schema}.app a on a.id = d.app_id
            where d.claimed order by d.app_id, d.day
            """;
    private static final String DONE = """
            delete from {schema}.dirty where app_id = :app and day = :day and claimed returning day
            """;
    private static final String DELETE = """
            delete from {schema}.daily_aggregate where app_id = :app and day = :day
            """;
    /** Both counts in one statement, and so from one snapshot. */
    private static final String INSERT = """
            insert into {schema}.daily_aggregate (app_id, event_name_id, day, events, persons)
            select :app, p.event_name_id, :day, sum(p.events), count(*)
            from (
              select e.event_name_id, e.person_id, count(*) as events
              from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
              where n.app_id = :app and e.occurred_at >= :from and e.occurred_at < :to
              group by e.event_name_id, e.person_id
            ) p
            group by p.event_name_id
            union all
            select :app, 0, :day, sum(p.events), count(*)
            from (
              select e.person_id, count(*) as events
              from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
              where n.app_id = :app and e.occurred_at >= :from and e.occurred_at < :to
              group by e.person_id
            ) p
            having count(*) > 0
            """;

    private final AnalyticsDatabase database;
    private final Watermarks watermarks;
    private final RollupSettings settings;

    /**
     * Rolls up the days of all apps.
     *
     * @param database where events and aggregates are
     * @param settings how often
     */
    public Rollup(AnalyticsDatabase database, RollupSettings settings) {
        this.database = database;
        this.watermarks = new Watermarks(database);
        this.settings = settings;
    }

    private record Day(int app, LocalDate day, OffsetDateTime from, OffsetDateTime to) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.interval();
    }

    /**
     * Rolls up every day that is dirty. May run beside another.
     *
     * @return the number of days
     */
    @Override
    public long run() {
        claim();
        List<Day> days = database.sql(CLAIMED)
                .query((row, number) -> new Day(
                        row.getInt("app_id"),
                        row.getObject("day", LocalDate.class),
                        row.getObject("from_time", OffsetDateTime.class),
                        row.getObject("to_time", OffsetDateTime.class)))
                .list();
        @Nullable RuntimeException failure = null;
        long done = 0;
        for (Day day : days) {
            try {
                done += rollUp(day) ? 1 : 0;
            } catch (RuntimeException e) {
                // The other days are worth having; the mark of this one stays.
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    private void claim() {
        boolean nothing = database.sql("select not exists (select 1 from {schema}.dirty where not claimed)")
                .query(Boolean.class)
                .single();
        if (nothing) {
            return;
        }
        database.transaction().executeWithoutResult(status -> {
            alone(database);
            database.sql(CLAIM).update();
            database.sql(CLEAR).update();
        });
    }

    /** Waits until no writer is in flight and keeps writers waiting until the transaction ends; but not for long. */
    static void alone(AnalyticsDatabase database) {
        database.sql(LOCK_TIMEOUT).update();
        lock(database, EventStore.WRITERS_LOCK);
    }

    static void lock(AnalyticsDatabase database, long lock) {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", lock)
                .query()
                .listOfRows();
    }

    private boolean rollUp(Day day) {
        return Boolean.TRUE.equals(database.transaction().execute(status -> {
            lock(database, LOCK);
            if (database.sql(DONE)
                    .param("app", day.app())
                    .param("day", day.day())
                    .query(LocalDate.class)
                    .list()
                    .isEmpty()) {
                return false;
            }
            Instant droppedBefore = watermarks.read(Watermarks.DROPPED_BEFORE);
            if (droppedBefore != null && day.from().toInstant().isBefore(droppedBefore)) {
                return false;
            }
            database.sql(DELETE).param("app", day.app()).param("day", day.day()).update();
            database.sql(INSERT)
                    .param("app", day.app())
                    .param("day", day.day())
                    .param("from", day.from())
                    .param("to", day.to())
                    .update();
            return true;
        }));
    }
}
