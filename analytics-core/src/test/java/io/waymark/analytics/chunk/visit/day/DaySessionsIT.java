/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.webstats.SessionReports;
import io.waymark.analytics.webstats.WebOverview;
import io.waymark.analytics.webstats.WebQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class DaySessionsIT {

    private static final ChunkSettings SETTINGS = new ChunkSettings() {};
    private static final Period MARCH =
            Period.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    private static final String STORED = "select count(*) from {schema}.chunk_people where sessions is not null";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-04-01T00:00:00Z"));
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final TestEvents events = new TestEvents(database, AppId.DEFAULT);
    private final EventNames names = new EventNames(database);
    private final ChunkRollup rollup = new ChunkRollup(database, SETTINGS, clock);
    private final ColumnEngine working = new ColumnEngine(new ChunkStore(database, SETTINGS, clock), 2);
    private final DaySessions job = new DaySessions(database, names, working, Sessions.DEFAULT_GAP, SETTINGS, clock);

    @BeforeEach
    void threeDays() {
        events.add("ann", "$pageview", "2026-03-10T23:50:00Z")
                .add("ann", "order", "2026-03-11T00:10:00Z")
                .add("bob", "$pageview", "2026-03-10T09:00:00Z")
                .add("bob", "order", "2026-03-10T09:45:00Z")
                .add("cem", "$pageview", "2026-03-11T12:00:00Z")
                .add("cem", "order", "2026-03-12T08:00:00Z")
                .add("dee", "$pageview", "2026-03-12T08:00:00Z");
        rollup.rollUp();
        settle();
    }

    private void settle() {
        clock.advance(Duration.ofHours(2));
        rollup.rollUp();
        clock.advance(Duration.ofMinutes(10));
    }

    @AfterEach
    void end() {
        working.close();
    }

    @Test
    void whatSessionsComeToOnQuietDaysIsWorkedOutOnceAndTold() {
        assertThat(job.run()).isEqualTo(3);
        assertThat(number(STORED)).isEqualTo(3);
        assertThat(job.run()).isZero();

        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(overview(Sessions.DEFAULT_GAP).sessions()).isEqualTo(6);
    }

    @Test
    void reportsTakeItFromWhereItIsStored() {
        job.run();
        storeAHundredOnTheLastDay();

        assertThat(overview(Sessions.DEFAULT_GAP).sessions()).isEqualTo(104);
    }

    @Test
    void isWorkedOutAgainAfterALateEvent() {
        job.run();
        events.add("eve", "$pageview", "2026-03-11T15:00:00Z");
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        rollup.rollUp();
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(job.run()).isZero();

        settle();
        assertThat(job.run()).isEqualTo(1);
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(overview(Sessions.DEFAULT_GAP).sessions()).isEqualTo(7);
    }

    @Test
    void isNotToldOfAnotherSessionGapAndWorkedOutAgainOnceThatIsTheDefault() {
        job.run();
        Duration hour = Duration.ofHours(1);
        assertThat(overview(hour)).isEqualTo(ofEvents(hour));
        assertThat(overview(hour).sessions()).isEqualTo(5);

        assertThat(new DaySessions(database, names, working, hour, SETTINGS, clock).run())
                .isEqualTo(3);
        assertThat(overview(hour)).isEqualTo(ofEvents(hour));
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
    }

    @Test
    void whatIsDamagedIsCountedFromEventsAndWorkedOutAgain() {
        job.run();
        database.sql(
                        "update {schema}.chunk_people set sessions = set_byte(sessions, 40, 1 - get_byte(sessions, 40) % 2)")
                .update();

        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(number("select count(*) from {schema}.chunk_people")).isZero();
        rollup.rollUp();
        assertThat(job.run()).isEqualTo(3);
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
    }

    @Test
    void waitsUntilADayHasBeenLeftAloneForSomeMinutes() {
        database.sql("update {schema}.chunk set created_at = :now where day = '2026-03-11'")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        assertThat(job.run()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(10));
        assertThat(job.run()).isEqualTo(1);
    }

    @Test
    void isWorkedOutAgainWhenThereAreTheFirstPageViews() {
        AnalyticsDatabase other = TestDatabase.migrated();
        new TestEvents(other, AppId.DEFAULT).add("ann", "order", "2026-03-10T12:00:00Z");
        ChunkRollup rollup = new ChunkRollup(other, SETTINGS, clock);
        rollup.rollUp();
        clock.advance(Duration.ofHours(2));
        rollup.rollUp();
        clock.advance(Duration.ofMinutes(10));
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(other, SETTINGS, clock), 2)) {
            EventNames own = new EventNames(other);
            DaySessions sums = new DaySessions(other, own, engine, Sessions.DEFAULT_GAP, SETTINGS, clock);
            assertThat(sums.run()).isEqualTo(1);
            own.resolve(AppId.DEFAULT, Set.of("$pageview"));
            assertThat(sums.run()).isEqualTo(1);
            assertThat(sums.run()).isZero();
        }
    }

    @Test
    void isNotWorkedOutForDaysOfATimeZoneThatTheAppHasNoMore() {
        database.sql("update {schema}.app set time_zone = 'Asia/Tokyo' where id = 1")
                .update();

        job.run();
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(job.run()).isZero();
    }

    @Test
    void theSetOfADaysPeopleIsNotTakenForThatOfAnotherDay() {
        AnalyticsDatabase other = TestDatabase.migrated();
        TestEvents events = new TestEvents(other, AppId.DEFAULT);
        ChunkRollup rollup = new ChunkRollup(other, SETTINGS, clock);
        events.add("zoe", "visit", "2026-03-10T16:00:00Z");
        rollup.rollUp();
        events.add("ann", "$pageview", "2026-03-11T20:00:00Z");
        rollup.rollUp();
        events.add("bob", "order", "2026-03-11T01:00:00Z");
        rollup.rollUp();
        clock.advance(Duration.ofHours(2));
        rollup.rollUp();
        clock.advance(Duration.ofMinutes(10));
        other.sql("update {schema}.app set time_zone = 'Asia/Tokyo' where id = 1")
                .update();
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(other, SETTINGS, clock), 2)) {
            new DaySessions(other, new EventNames(other), engine, Sessions.DEFAULT_GAP, SETTINGS, clock).run();
        }

        assertThat(other.sql(
                                "select count(*) from {schema}.chunk_people where day = '2026-03-11' and sessions is not null")
                        .query(Long.class)
                        .single())
                .as("zoe and bob are there on the 11th in Tokyo, ann and bob in the set")
                .isZero();
    }

    @Test
    void isNotToldOfADayWithALostChunk() {
        job.run();
        database.sql(
                        "update {schema}.chunk set data = set_byte(data, 9, get_byte(data, 9) # 1)"
                                + " where day = '2026-03-12' and id = (select max(id) from {schema}.chunk where day = '2026-03-12')")
                .update();
        Duration hour = Duration.ofHours(1);
        overview(hour);

        assertThat(number(STORED)).isEqualTo(2);
        assertThat(job.run()).isZero();
        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
    }

    @Test
    void isNotToldOnceClientsSayWhatASessionIs() {
        job.run();
        storeAHundredOnTheLastDay();
        database.sql("insert into {schema}.chunk_session (app_id, first_ms) values (1, 0)")
                .update();

        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
    }

    @Test
    void whatALaterVersionStoredIsLeftAlone() {
        job.run();
        database.sql("update {schema}.chunk_people set sessions = set_byte(sessions, 0, 2)")
                .update();

        assertThat(overview(Sessions.DEFAULT_GAP)).isEqualTo(ofEvents(Sessions.DEFAULT_GAP));
        assertThat(number(STORED)).isEqualTo(3);
    }

    @Test
    void isNotWorkedOutWhereClientsSayWhatASessionIs() {
        database.sql("insert into {schema}.chunk_session (app_id, first_ms) values (1, 0)")
                .update();

        assertThat(job.run()).isZero();
        assertThat(number(STORED)).isZero();
    }

    private void storeAHundredOnTheLastDay() {
        Millis day = new Millis(
                Instant.parse("2026-03-12T00:00:00Z").toEpochMilli(),
                Instant.parse("2026-03-13T00:00:00Z").toEpochMilli());
        OpenVisits none = new OpenVisits(0);
        VisitDay hundred = new VisitDay(new RoaringBitmap(), 100, 200, 0, 0, 0, 0, none, none);
        database.sql("update {schema}.chunk_people set sessions = :sessions where day = '2026-03-12'")
                .param("sessions", PackedVisitDay.write(hundred, day))
                .update();
    }

    /** As an instance tells it that has just been started. */
    private WebOverview overview(Duration gap) {
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, SETTINGS, clock), 2)) {
            return new SessionReports(database, names, new Segments(database, names, clock), engine)
                    .webOverview(query(gap));
        }
    }

    private WebOverview ofEvents(Duration gap) {
        return new SessionReports(database, names, new Segments(database, names, clock)).webOverview(query(gap));
    }

    private static WebQuery query(Duration gap) {
        return new WebQuery(AppId.DEFAULT, MARCH, 10, null, gap);
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
