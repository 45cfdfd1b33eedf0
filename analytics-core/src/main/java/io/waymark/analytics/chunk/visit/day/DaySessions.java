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
import io.waymark.analytics.chunk.pack.PersonSets;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.table.DayPeople;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.job.Job;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRefusedException;
import io.waymark.analytics.store.budget.ReportRun;
import io.waymark.analytics.store.budget.ReportsBusyException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out what the sessions of everybody come to on each day that the compaction is done with, and stores it beside the
 * day's people. So an instance that has just started need not go through the events of all days for the sessions of a
 * period. A day is worked out once, and again some minutes after its chunks have changed.
 *
 * <p>Not of apps whose clients give session ids, as their sessions may last for days.
 */
public final class DaySessions implements Job {

    /** The name of the job. */
    public static final String NAME = "sessions";

    private static final Logger log = LoggerFactory.getLogger(DaySessions.class);

    /** Chunks of a day are often changed several times in a row. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final int DAYS_OF_A_RUN = 100;
    private static final int MOST_GIVEN_UP = 10_000;

    private static final String DUE = "select " + DayPeople.COLUMNS + """
            , app_id, view from {schema}.chunk_people p
            cross join lateral (
              select coalesce(max(n.id), 0) as view
              from {schema}.event_name n where n.app_id = p.app_id and n.name = :page_view
            ) n
            join lateral (
              select count(*) as number, max(c.id) as latest, max(c.created_at) as changed_at
              from {schema}.chunk c where c.app_id = p.app_id and c.day = p.day
            ) c on c.number = p.chunks and c.latest = p.last_chunk and c.changed_at <= :quiet_since
            where (p.session_gap is distinct from :gap or p.page_view is distinct from n.view)
              and not exists (select from {schema}.chunk_session s where s.app_id = p.app_id)
            order by day desc, app_id
            """;
    private static final String PEOPLE = """
            select person_set from {schema}.chunk_people where app_id = :app and id = :id
            """;
    private static final String STORE = """
            update {schema}.chunk_people set sessions = :sessions, session_gap = :gap, page_view = :page_view
            where app_id = :app and id = :id
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final ColumnEngine engine;
    private final Duration sessionGap;
    private final ChunkSettings settings;
    private final Clock clock;
    private final Set<Day> givenUp = new HashSet<>();

    /**
     * Works days out.
     *
     * @param database where chunks are
     * @param eventNames the dictionary of event names
     * @param engine goes through events
     * @param sessionGap a gap of more than this starts a new session, unless a report asks for another one
     * @param settings how often
     * @param clock tells how long ago a day's chunks were changed
     */
    public DaySessions(
            AnalyticsDatabase database,
            EventNames eventNames,
            ColumnEngine engine,
            Duration sessionGap,
            ChunkSettings settings,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.engine = engine;
        this.sessionGap = sessionGap;
        this.settings = settings;
        this.clock = clock;
    }

    /** The set is another one, with another number, once the chunks of the day have changed. */
    private record Day(int app, DayPeople people, int pageView) {}

    private record Sum(VisitDay visits, Millis time) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return settings.sessionsInterval();
    }

    /**
     * Works out some of the days that are due, the latest first. A day that takes too long, or cannot be told, is not tried
     * again until its chunks have changed.
     *
     * @return the number of days
     */
    @Override
    public long run() {
        List<Day> due = database.sql(DUE)
                .param("gap", sessionGap.toMillis())
                .param("page_view", StandardEvents.PAGE_VIEW)
                .param("quiet_since", clock.instant().minus(QUIET).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Day(row.getInt("app_id"), DayPeople.of(row, number), row.getInt("view")))
                .list();
        List<Day> next = due.stream()
                .filter(day -> !givenUp.contains(day))
                .limit(DAYS_OF_A_RUN)
                .toList();
        long done = 0;
        for (Day day : next) {
            try {
                done += sum(day).map(sum -> store(day, sum)).orElse(false) ? 1 : 0;
            } catch (ReportsBusyException e) {
                // Those who wait for reports come first.
                break;
            } catch (ReportRefusedException e) {
                log.warn(
                        "The sessions of app {} on {} are left to reports: {}",
                        day.app(),
                        day.people().day(),
                        e.getMessage());
                giveUp(day);
            }
        }
        return done;
    }

    private Optional<Sum> sum(Day day) {
        return database.report(() -> {
                    ReportRun run = Objects.requireNonNull(database.currentReport());
                    return engine.read(new AppId(day.app()), events -> sum(run, events, day));
                })
                .flatMap(found -> found);
    }

    /** Empty if something of the day is in no chunk, or if its chunks are not those of the set of its people. */
    private Optional<Sum> sum(ReportRun run, EventColumns events, Day day) {
        Millis time = new Millis(
                midnight(events, day.people().day()),
                midnight(events, day.people().day().plusDays(1)));
        Set<Integer> names = Set.copyOf(eventNames.all(new AppId(day.app())).values());
        TotalsPlan plan = new TotalsPlan(names, time, sessionGap, day.pageView() == 0 ? null : day.pageView(), false);
        Optional<ImmutableLongArray> chunks =
                events.chunks(names, new long[] {time.from(), time.to()}).get(0);
        if (chunks.isEmpty() || events.haveClientIds()) {
            return Optional.empty();
        }
        if (!day.people().isOf(chunks.get())) {
            giveUp(day);
            return Optional.empty();
        }
        try {
            return Optional.of(new Sum(new VisitDays(run, engine, events, plan, false, null).walk(time), time));
        } catch (UnansweredException e) {
            giveUp(day);
            return Optional.empty();
        }
    }

    private void giveUp(Day day) {
        if (givenUp.size() == MOST_GIVEN_UP) {
            givenUp.clear();
        }
        givenUp.add(day);
    }

    private static long midnight(EventColumns events, LocalDate day) {
        return day.atStartOfDay(events.zone()).toInstant().toEpochMilli();
    }

    private boolean store(Day day, Sum sum) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            if (!isOf(day, sum.visits().people())) {
                giveUp(day);
                return false;
            }
            return database.sql(STORE)
                            .param("sessions", PackedVisitDay.write(sum.visits(), sum.time()))
                            .param("gap", sessionGap.toMillis())
                            .param("page_view", day.pageView())
                            .param("app", day.app())
                            .param("id", day.people().id())
                            .update()
                    > 0;
        }));
    }

    /** Not if the app's time zone has changed since: the set is of the days of the zone before. */
    private boolean isOf(Day day, RoaringBitmap people) {
        try {
            return database.sql(PEOPLE)
                    .param("app", day.app())
                    .param("id", day.people().id())
                    .query(byte[].class)
                    .optional()
                    .filter(set -> RoaringBitmap.xorCardinality(PersonSets.read(set), people) == 0)
                    .isPresent();
        } catch (UnreadableChunkException e) {
            return false;
        }
    }
}
