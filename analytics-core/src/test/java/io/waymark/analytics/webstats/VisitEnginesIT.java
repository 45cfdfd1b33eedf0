/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.day.DaySessions;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.reference.RandomEvents;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.trend.OverviewQuery;
import io.waymark.analytics.trend.TrendReports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares what columns and the event table say of visits, over random worlds. */
class VisitEnginesIT {

    private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");
    private static final ChunkSettings SETTINGS = new ChunkSettings() {};
    private static final String PAGE_VIEW = "$pageview";

    /** Two of them mean something else to columns. */
    private static final List<@Nullable String> LABELS =
            Arrays.asList("$pathname", "$pathname", "$pathname", null, null, "", "\u001fsession");

    private static final String PROPERTIES = """
            update {schema}.event set properties = jsonb_build_object('$pathname', properties -> 'path',
              '$source', case properties ->> 'path' when '/1' then 'internal' when '/2' then 'direct' else 'Google' end,
              '$browser', properties -> 'path')
            where properties ->> 'path' is not null
            """;
    private static final String DAMAGE = """
            update {schema}.chunk set data = set_byte(data, 9, get_byte(data, 9) # 1)
            where id = (select id from {schema}.chunk order by random() limit 1)
            """;

    private final long seed = Long.getLong("visits.seed", new Random().nextLong());
    private final MovableClock clock = new MovableClock(TO.plus(Duration.ofDays(1)));
    private int sessionsTold;
    private int webTold;

    @Test
    void columnsSayOfVisitsWhatTheEventTableSays() {
        System.out.println("VisitEnginesIT seed " + seed);
        int worlds = Integer.getInteger("visits.worlds", 2);
        for (int world = 0; world < worlds; world++) {
            play(new Random(seed + world), "seed " + (seed + world));
        }
        assertThat(sessionsTold).isGreaterThan(worlds * 4);
        assertThat(webTold).isGreaterThan(worlds * 4);
    }

    private void play(Random random, String description) {
        RandomEvents events = RandomEvents.create(random, ZoneId.of("Europe/Berlin"), FROM, TO, 30, 500);
        AnalyticsDatabase database = events.database();
        ChunkRollup rollup = new ChunkRollup(
                database, SETTINGS, List.of(new WebProperties(database), VisitEnginesIT::labels), clock);
        try (ColumnEngine lasting = new ColumnEngine(new ChunkStore(database, SETTINGS, clock), 2, 0)) {
            play(random, description, events, rollup, lasting);
        }
    }

    /** An engine that has been asked before knows much by heart, one that has not finds out what is damaged. */
    private void play(
            Random random, String description, RandomEvents events, ChunkRollup rollup, ColumnEngine lasting) {
        AnalyticsDatabase database = events.database();
        for (int step = 0; step < 4; step++) {
            database.sql(PROPERTIES).update();
            events.segment("buyers", "order", 5);
            if (step != 2) {
                rollup.rollUp();
            }
            if (step < 2) {
                clock.advance(Duration.ofHours(2));
                rollup.rollUp();
                clock.advance(Duration.ofMinutes(10));
                sumDaysUp(
                        database,
                        new DaySessions(database, new EventNames(database), lasting, gap(random), SETTINGS, clock),
                        description);
            }
            if (step == 3) {
                database.sql(DAMAGE).update();
            }
            try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, SETTINGS, clock), 4, 0)) {
                for (int i = 0; i < 4; i++) {
                    compare(random, events, random.nextBoolean() ? lasting : engine, description + ", step " + step);
                }
            }
            events.add(FROM, TO, 30, 100);
        }
    }

    /** All of them, but of apps whose clients say what a session is none. */
    private static void sumDaysUp(AnalyticsDatabase database, DaySessions job, String description) {
        job.run();
        assertThat(days(database, "sessions is not null"))
                .as(description)
                .isEqualTo(days(database, "app_id not in (select app_id from {schema}.chunk_session)"));
        assertThat(days(database, "true")).as(description).isPositive();
    }

    private static long days(AnalyticsDatabase database, String which) {
        return database.sql("select count(*) from {schema}.chunk_people where " + which)
                .query(Long.class)
                .single();
    }

    private static List<PropertyWishes.Wish> labels() {
        return RandomEvents.NAMES.stream()
                .map(name -> new PropertyWishes.Wish(1, name, "$pathname"))
                .toList();
    }

    private void compare(Random random, RandomEvents events, ColumnEngine engine, String description) {
        AnalyticsDatabase database = events.database();
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, clock);
        Period period = events.period(FROM, TO);
        ZoneId zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/Havana");
        @Nullable String segment = random.nextInt(3) == 0 ? "buyers" : null;
        compareSessions(
                SessionQuery.of(AppId.DEFAULT, period, zone)
                        .sessionGap(gap(random))
                        .event(random.nextInt(3) == 0 ? "cart" : null)
                        .labelProperty(LABELS.get(random.nextInt(LABELS.size())))
                        .pageView(random.nextBoolean() ? PAGE_VIEW : null)
                        .limit(1 + random.nextInt(6))
                        .segment(segment),
                names,
                segments,
                engine,
                database,
                description);
        OverviewQuery overview = OverviewQuery.of(AppId.DEFAULT, period)
                .sessionGap(gap(random))
                .segment(segment)
                .comparedWith(events.period(FROM, TO));
        assertThat(new TrendReports(database, names, engine, clock).overview(overview))
                .as(description + ", " + overview)
                .isEqualTo(new TrendReports(database, names, clock).overview(overview));
        WebQuery query = new WebQuery(AppId.DEFAULT, period, 1 + random.nextInt(6), segment, gap(random));
        String what = description + ", " + query;
        WebReports sql = new WebReports(database, names, clock);
        WebReports columns = new WebReports(database, names, engine, clock);
        PageOrder order = PageOrder.values()[random.nextInt(PageOrder.values().length)];
        assertThat(columns.pages(query, order)).as(what).isEqualTo(sql.pages(query, order));
        assertThat(new SessionReports(database, names, segments, engine).webOverview(query))
                .as(what)
                .isEqualTo(new SessionReports(database, names, segments).webOverview(query));
        WebDimension dimension = List.of(WebDimension.SOURCE, WebDimension.BROWSER, WebDimension.COUNTRY)
                .get(random.nextInt(3));
        assertThat(columns.visits(query, dimension)).as(what).isEqualTo(sql.visits(query, dimension));
        CalendarInterval interval = CalendarInterval.values()[random.nextInt(CalendarInterval.values().length)];
        assertThat(columns.timeSeries(query, interval, zone)).as(what).isEqualTo(sql.timeSeries(query, interval, zone));
        Clock then = Clock.fixed(events.instant(FROM, TO), ZoneOffset.UTC);
        assertThat(new WebReports(database, names, engine, then).realtime(AppId.DEFAULT))
                .as(what)
                .isEqualTo(new WebReports(database, names, then).realtime(AppId.DEFAULT));
        Map<String, Integer> all = names.all(AppId.DEFAULT);
        if (new ColumnWeb(database, engine, segments, "(none)")
                .parts(query, all.values(), all.getOrDefault(PAGE_VIEW, 0), List.of(WebDimension.values()), true)
                .isPresent()) {
            webTold++;
        }
    }

    private static Duration gap(Random random) {
        return random.nextBoolean() ? RandomEvents.TIMEOUT : Duration.ofMillis(random.nextInt(900_000));
    }

    private void compareSessions(
            SessionQuery query,
            EventNames names,
            Segments segments,
            ColumnEngine engine,
            AnalyticsDatabase database,
            String description) {
        String what = description + ", " + query;
        SessionReports sql = new SessionReports(database, names, segments);
        SessionReports columns = new SessionReports(database, names, segments, engine);
        assertThat(columns.report(query)).as(what).isEqualTo(sql.report(query));
        Map<String, Integer> asked =
                query.event() == null ? names.all(AppId.DEFAULT) : names.find(AppId.DEFAULT, List.of(query.event()));
        if (new ColumnSessions(database, engine, segments)
                .report(query, asked, names.all(AppId.DEFAULT).get(query.pageView()))
                .isPresent()) {
            sessionsTold++;
        }
    }
}
