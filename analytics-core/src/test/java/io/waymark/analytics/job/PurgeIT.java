/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeIT {

    /** The end of a partition: a Monday. */
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    private static final AppId AHEAD = new AppId(2);

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(MONDAY.plus(Duration.ofDays(90)));
    private final IngestPipeline ingest =
            new IngestPipeline(database, new WithoutSpool() {}, IngestExtensions.NONE, clock);
    private final Rollup rollup = new Rollup(database, new RollupSettings() {});
    private final Purge purge = new Purge(database, rollup, new PurgeSettings() {}, clock);

    @BeforeEach
    void start() {
        database.sql(
                        "insert into {schema}.app (id, tenant_id, name, time_zone) values (2, 1, 'b', 'Pacific/Kiritimati')")
                .update();
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop();
    }

    @Test
    void dropsAWeekWhenAllOfItIsOldEnoughAndKeepsWhatWasLearntFromIt() {
        record(AppId.DEFAULT, MONDAY.minusMillis(1), MONDAY.minus(Duration.ofDays(20)), MONDAY, MONDAY.plusSeconds(1));
        // Of this app's Monday 14 hours lie before the boundary, 10 after it.
        record(AHEAD, MONDAY.minus(Duration.ofHours(14)), MONDAY.plus(Duration.ofHours(9)));

        assertThat(purge.run()).isEqualTo(1);
        assertThat(events()).isEqualTo(5);
        clock.advance(Duration.ofHours(26).minusMillis(1));
        assertThat(purge.run()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(purge.run()).isEqualTo(1);

        assertThat(events()).isEqualTo(3);
        assertThat(database.sql("select min(occurred_at) >= '2026-03-02T00:00:00Z' from {schema}.event")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(aggregates())
                .containsExactly("1 2026-02-10 1 1", "1 2026-03-01 1 1", "1 2026-03-02 2 1", "2 2026-03-02 2 1");
        assertThat(database.sql("select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')"
                                + " from {schema}.first_event order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("2026-02-10 00:00:00.000", "2026-03-01 10:00:00.000");
    }

    @Test
    void takesNoEventsForDaysOfWhichAPartIsGone() {
        record(AppId.DEFAULT, MONDAY.minusMillis(1), MONDAY.plus(Duration.ofHours(30)));
        record(AHEAD, MONDAY.minus(Duration.ofHours(14)), MONDAY.plus(Duration.ofHours(9)));
        clock.advance(Duration.ofHours(26));
        purge.run();

        assertThat(record(AppId.DEFAULT, MONDAY.minusMillis(2), MONDAY.plus(Duration.ofHours(26))))
                .containsExactly(IngestOutcome.dropped("older than the purge"), IngestOutcome.recorded());
        assertThat(record(AHEAD, MONDAY.plus(Duration.ofHours(9)).plusSeconds(1)))
                .containsExactly(IngestOutcome.dropped("older than the purge"));
    }

    @Test
    void doesNotRollUpADayAgainOfWhichAPartIsGone() {
        record(AHEAD, MONDAY.minus(Duration.ofHours(14)), MONDAY.plus(Duration.ofHours(9)));
        clock.advance(Duration.ofHours(26));
        purge.run();
        database.sql("insert into {schema}.dirty (app_id, day) values (2, '2026-03-02')")
                .update();

        assertThat(rollup.run()).isZero();

        assertThat(aggregates()).containsExactly("2 2026-03-02 2 1");
        assertThat(database.sql("select count(*) from {schema}.dirty")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void countsTheDaysThatWereStillDirtyBeforeItDropsThem() {
        record(AppId.DEFAULT, MONDAY.minusSeconds(1));
        clock.advance(Duration.ofDays(10));

        purge.run();

        assertThat(events()).isZero();
        assertThat(aggregates()).containsExactly("1 2026-03-01 1 1");
    }

    @Test
    void keepsEverythingWhenToldTo() {
        record(AppId.DEFAULT, Instant.parse("2011-10-01T00:00:00Z"));
        Purge keeping = new Purge(
                database,
                rollup,
                new PurgeSettings() {
                    @Override
                    public Duration after() {
                        return Duration.ZERO;
                    }
                },
                clock);

        assertThat(keeping.run()).isZero();
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void givesWayToALongReportAndTriesAgain() throws Exception {
        record(AppId.DEFAULT, MONDAY.minusSeconds(1));
        clock.advance(Duration.ofDays(10));
        try (Connection report = database.dataSource().getConnection();
                Statement statement = report.createStatement()) {
            report.setAutoCommit(false);
            statement.executeQuery("select count(*) from analytics.event").close();

            assertThatThrownBy(purge::run).hasMessageContaining("lock timeout");
            assertThat(record(AppId.DEFAULT, clock.instant())).containsExactly(IngestOutcome.recorded());
            report.rollback();
        }

        assertThat(purge.run()).isEqualTo(1);
        assertThat(events()).isEqualTo(1);
    }

    private List<IngestOutcome> record(AppId app, Instant... times) {
        return ingest.record(
                app,
                List.of(times).stream()
                        .map(time ->
                                Event.builder("event", "ada").occurredAt(time).build())
                        .toList());
    }

    private int events() {
        return database.sql("select count(*) from {schema}.event")
                .query(Integer.class)
                .single();
    }

    private List<String> aggregates() {
        rollup.run();
        return database.sql("select app_id || ' ' || day || ' ' || events || ' ' || persons"
                        + " from {schema}.daily_aggregate where event_name_id = 0 order by 1")
                .query(String.class)
                .list();
    }
}
