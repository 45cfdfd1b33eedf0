/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.event.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ReportIT {

    private final AnalyticsDatabase database = TestDatabase.migrated();

    @Test
    void isCancelledWhenAStatementTakesTooLong() {
        AnalyticsDatabase hasty =
                new AnalyticsDatabase(database.dataSource(), database.tables(), Duration.ofMillis(50));
        assertThatThrownBy(() -> hasty.report(() -> hasty.sql("select pg_sleep(20)::text")
                        .query(String.class)
                        .single()))
                .isInstanceOf(ReportTimeoutException.class)
                .hasMessageContaining("50 ms")
                .hasMessageContaining("analytics.reports.timeout");
        Integer next =
                hasty.report(() -> hasty.sql("select 1").query(Integer.class).single());
        assertThat(next).isEqualTo(1);
    }

    @Test
    void leavesNoSettingOnTheConnection() {
        String timeout = "select current_setting('statement_timeout')";
        Supplier<String> current =
                () -> database.sql(timeout).query(String.class).single();
        String before = database.transaction().execute(status -> current.get());
        String during = database.report(current);
        String after = database.transaction().execute(status -> current.get());
        assertThat(during).isEqualTo("30s");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void cannotWrite() {
        assertThatThrownBy(() -> database.report(
                        () -> database.sql("delete from {schema}.event_name").update()))
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseMessage("ERROR: cannot execute DELETE in a read-only transaction");
    }

    @Test
    void holdsUpAPurgeRatherThanLosingEventsHalfWay() {
        new EventStore(database).prepare(List.of(Instant.parse("2026-03-02T00:00:00Z")));
        AnalyticsDatabase purge = new AnalyticsDatabase(database.dataSource(), database.tables());
        database.report(() -> {
            assertThatThrownBy(() -> purge.transaction().executeWithoutResult(status -> {
                        purge.sql("set local lock_timeout = '100ms'").update();
                        purge.sql("drop table {schema}.event_20260302").update();
                    }))
                    .hasMessageContaining("lock timeout");
            return true;
        });
        assertThat(purge.sql("drop table {schema}.event_20260302").update()).isZero();
    }
}
