/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.tenant.quota.EventUsage;
import io.waymark.analytics.tenant.quota.Quotas;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;

/** What a writer that knows everybody and every day by now does when something has happened since. */
class LaterBatchesIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.systemUTC();

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventUsage usage = new EventUsage(database, CLOCK);
    private final IngestPipeline writer = writer(database, usage);

    @BeforeEach
    void getToKnowEverybody() {
        writer.start();
        record(writer, "first", "ada");
        record(writer, "second", "ada");
        record(writer, "third", "grace");
    }

    @AfterEach
    void stop() {
        writer.stop();
    }

    @Test
    void aDayThatWasRolledUpBetweenTwoBatchesIsRolledUpAgain() {
        Rollup rollup = new Rollup(database, new RollupSettings() {});
        assertThat(rollup.run()).isEqualTo(1);

        record(writer, "fourth", "ada");

        assertThat(number("select count(*) from {schema}.dirty where not claimed"))
                .isEqualTo(1);
        assertThat(rollup.run()).isEqualTo(1);
        assertThat(number("select events from {schema}.daily_aggregate where event_name_id = 0"))
                .isEqualTo(4);
    }

    @Test
    void anEventOfSomebodyWhomAnotherInstanceMergedIsOfThePersonTheyAreNow() {
        IngestPipeline other = writer(database, usage);
        other.start();
        other.record(
                AppId.DEFAULT,
                List.of(Event.builder("$identify", "grace")
                        .property("$anon_distinct_id", "ada")
                        .occurredAt(NOON)
                        .build()));
        other.stop();

        record(writer, "fourth", "ada");
        record(writer, "second", "ada");

        assertThat(number("select count(distinct e.person_id) from {schema}.event e"
                        + " join {schema}.event_name n on n.id = e.event_name_id"
                        + " where n.name in ('fourth', 'third')"))
                .isEqualTo(1);
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(5);
    }

    @Test
    void anEventOfATimeThatWasPurgedBetweenTwoBatchesIsDropped() {
        database.transaction().executeWithoutResult(status -> {
            new EventStore(database).lock(true);
            new Watermarks(database).raise(Watermarks.PURGED_BEFORE, NOON.plusSeconds(1));
        });

        assertThat(writer.record(AppId.DEFAULT, List.of(event("fourth", "ada"))))
                .containsExactly(IngestOutcome.dropped(DropReasons.PURGED));
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(3);
    }

    @Test
    void anEventOfADayThatIsAnotherOneSinceTheTimeZoneChangedMarksThatDay() {
        database.sql("update {schema}.app set time_zone = 'Pacific/Kiritimati' where id = :app")
                .param("app", AppId.DEFAULT.value())
                .update();

        record(writer, "fourth", "ada");

        assertThat(database.sql("select day::text from {schema}.dirty where not claimed order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("2026-03-01", "2026-03-02");
    }

    @Test
    void whatIsSentAgainIsStoredAndCountedOnce() {
        IngestOutcome outcome = writer.record(
                        AppId.DEFAULT, List.of(event("second", "ada"), event("fourth", "ada"), event("fourth", "ada")))
                .get(0);
        usage.write();

        assertThat(outcome).isEqualTo(IngestOutcome.recorded());
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(4);
        assertThat(new Quotas(database, CLOCK).eventsThisMonth(AppId.DEFAULT)).isEqualTo(4);
    }

    @Test
    void aHostWhoseTransactionsAreStricterLosesNothingThatOthersWroteMeanwhile() {
        HikariConfig strict = new HikariConfig();
        strict.setDataSource(database.hostDataSource());
        strict.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        strict.setMaximumPoolSize(3);
        try (HikariDataSource pool = new HikariDataSource(strict)) {
            AnalyticsDatabase stricter = new AnalyticsDatabase(pool, database.tables());
            assertThat(stricter.transaction().getIsolationLevel())
                    .isEqualTo(TransactionDefinition.ISOLATION_READ_COMMITTED);
            IngestPipeline other = writer(stricter, usage);
            other.start();
            for (int i = 0; i < 20; i++) {
                record(other, "other " + i, "person " + i % 3);
                record(writer, "own " + i, "person " + i % 3);
            }
            other.stop();
            assertThat(other.stats().writeFailures()).isZero();
            assertThat(other.stats().duplicates()).isZero();
        }
        assertThat(number("select count(*) from {schema}.event")).isEqualTo(43);
        assertThat(number("select count(distinct person_id) from {schema}.event"))
                .isEqualTo(5);
    }

    @Test
    void aHostWhoseConnectionsWaitForACommitGetsThemBackThatWay() throws SQLException {
        HikariConfig waiting = new HikariConfig();
        waiting.setDataSource(database.hostDataSource());
        waiting.setAutoCommit(false);
        waiting.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(waiting)) {
            IngestPipeline other = writer(new AnalyticsDatabase(pool, database.tables()), usage);
            other.start();
            for (int i = 0; i < 3; i++) {
                record(other, "other " + i, "ada");
                assertThat(number("select count(*) from {schema}.event")).isEqualTo(4 + i);
            }
            other.stop();
            assertThat(other.stats().writeFailures()).isZero();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void whatNeedsTheTransactionOfAnEventHasItThoughOthersNeedNone() {
        EventProjection refusing = (app, stored) -> {
            if (stored.get(0).event().name().equals("fifth")) {
                throw new IllegalStateException("Not this one");
            }
        };
        IngestPipeline other = new IngestPipeline(
                database, new WithoutSpool() {}, IngestExtensions.NONE.projections(usage, refusing), CLOCK);
        other.start();

        record(other, "fourth", "ada");
        other.record(AppId.DEFAULT, List.of(event("fifth", "ada")));
        other.stop();

        assertThat(number("select count(*) from {schema}.event")).isEqualTo(4);
    }

    @Test
    void whatNeedsNoTransactionUndoesNothingWhenItFails() {
        EventProjection failing = new EventProjection() {
            @Override
            public void project(AppId app, List<StoredEvent> stored) {
                if (stored.get(0).event().name().equals("fifth")) {
                    throw new IllegalStateException("Not this one");
                }
            }

            @Override
            public boolean needsTransaction(Event event) {
                return false;
            }
        };
        IngestPipeline other = new IngestPipeline(
                database, new WithoutSpool() {}, IngestExtensions.NONE.projections(failing, usage), CLOCK);
        other.start();

        record(other, "fourth", "ada");
        record(other, "fifth", "ada");
        other.stop();
        usage.write();

        assertThat(other.stats().duplicates()).isZero();
        assertThat(new Quotas(database, CLOCK).eventsThisMonth(AppId.DEFAULT)).isEqualTo(5);
    }

    private static IngestPipeline writer(AnalyticsDatabase database, EventUsage usage) {
        return new IngestPipeline(database, new WithoutSpool() {}, IngestExtensions.NONE.projections(usage), CLOCK);
    }

    private static void record(IngestPipeline writer, String name, String person) {
        assertThat(writer.record(AppId.DEFAULT, List.of(event(name, person))))
                .containsExactly(IngestOutcome.recorded());
    }

    private static Event event(String name, String person) {
        return Event.builder(name, person)
                .eventId(EventIds.of(name + person))
                .occurredAt(NOON)
                .build();
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
