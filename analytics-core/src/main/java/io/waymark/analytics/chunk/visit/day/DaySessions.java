/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import com.google.common.primitives.ImmutableLongArray;
import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what the sessions of everybody come to on each day that the compaction is done with, and stores it beside the
 * day's people. So an instance that has just started need not go through the events of all days for the sessions of a
 * period. A day is worked out once, and again after its chunks have changed.
 *
 * <p>Not of apps whose clients give session ids, as their sessions may last for days.
 */
public final class DaySessions implements Job {

    /** The name of the job. */
    public static final String NAME = "sessions";

    private static final int MAX_GIVEN_UP = 10_000;

    private static final String DUE = """
            select p.app_id, p.day, p.chunks, p.last_chunk, coalesce(n.id, 0) as page_view
            from {schema}.chunk_people p
            left join {schema}.event_name n on n.app_id = p.app_id and n.name = :page_view
            where (p.session_gap is distinct from :gap or p.page_view is distinct from coalesce(n.id, 0))
              and not exists (select from {schema}.chunk_session s where s.app_id = p.app_id)
            order by p.day desc, p.app_id
            """;
    private static final String STORE = """
            update {schema}.chunk_people set sessions = :sessions, session_gap = :gap, page_view = :page_view
            where app_id = :app and day = :day and chunks = :chunks and last_chunk = :last_chunk
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final ColumnEngine engine;
    private final Duration sessionGap;
    private final ChunkSettings settings;
    private final Set<Day> givenUp = new HashSet<>();

    /**
     * Works days out.
     *
     * @param database where chunks are
     * @param eventNames the dictionary of event names
     * @param engine goes through events
     * @param sessionGap a gap of more than this starts a new session, unless a report asks for another one
     * @param settings how often
     */
    public DaySessions(
            AnalyticsDatabase database,
            EventNames eventNames,
            ColumnEngine engine,
            Duration sessionGap,
            ChunkSettings settings) {
        this.database = database;
        this.eventNames = eventNames;
        this.engine = engine;
        this.sessionGap = sessionGap;
        this.settings = settings;
    }

    private record Day(int app, LocalDate date, int chunks, long lastChunk, int pageView) {

        boolean isOf(ImmutableLongArray ids) {
            return chunks == ids.length() && lastChunk == ids.stream().max().orElse(0);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.sessionsInterval();
    }

    /**
     * Works out all days that are due, the latest first.
     *
     * @return the number of days
     */
    @Override
    public long run() {
        List<Day> due = database.sql(DUE)
                .param("gap", sessionGap.toMillis())
                .param("page_view", StandardEvents.PAGE_VIEW)
                .query((row, number) -> new Day(
                        row.getInt("app_id"),
                        row.getObject("day", LocalDate.class),
                        row.getInt("chunks"),
                        row.getLong("last_chunk"),
                        row.getInt("page_view")))
                .list();
        long done = 0;
        for (Day day : due) {
            if (!givenUp.contains(day)) {
                done += workOut(day) ? 1 : 0;
            }
        }
        return done;
    }

    private boolean workOut(Day day) {
        return database.report(() -> {
                    ReportRun run = Objects.requireNonNull(database.currentReport());
                    return engine.read(new AppId(day.app()), events -> sessions(run, events, day));
                })
                .flatMap(found -> found)
                .map(found -> store(day, found))
                .orElse(false);
    }

    /** Empty if the day has changed, or is about to. */
    private Optional<byte[]> sessions(ReportRun run, EventColumns events, Day day) {
        Millis time = new Millis(
                midnight(events, day.date()), midnight(events, day.date().plusDays(1)));
        Set<Integer> names = Set.copyOf(eventNames.all(new AppId(day.app())).values());
        TotalsPlan plan = new TotalsPlan(names, time, sessionGap, day.pageView() == 0 ? null : day.pageView(), false);
        return events.chunks(plan.eventNameIds(), new long[] {time.from(), time.to()})
                .get(0)
                .filter(day::isOf)
                .flatMap(ids -> walk(new VisitDays(run, engine, events, plan, false, null), day, time))
                .map(visits -> PackedVisitDay.write(visits, time));
    }

    private Optional<VisitDay> walk(VisitDays days, Day day, Millis time) {
        try {
            return Optional.of(days.walk(time));
        } catch (UnansweredException e) {
            if (givenUp.size() < MAX_GIVEN_UP) {
                givenUp.add(day);
            }
            return Optional.empty();
        }
    }

    private static long midnight(EventColumns events, LocalDate day) {
        return day.atStartOfDay(events.zone()).toInstant().toEpochMilli();
    }

    private boolean store(Day day, byte[] sessions) {
        return database.sql(STORE)
                        .param("sessions", sessions)
                        .param("gap", sessionGap.toMillis())
                        .param("page_view", day.pageView())
                        .param("app", day.app())
                        .param("day", day.date())
                        .param("chunks", day.chunks())
                        .param("last_chunk", day.lastChunk())
                        .update()
                > 0;
    }
}
