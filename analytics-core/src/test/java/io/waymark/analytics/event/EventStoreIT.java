/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventStoreIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final EventStore store = new EventStore(database);
    private final int name = new EventNames(database)
            .resolve(AppId.DEFAULT, Set.of("order_placed"))
            .get("order_placed");
    private final KnownDistinctId person =
            new PersonIds(database).resolve(AppId.DEFAULT, Set.of("ada")).get("ada");

    @Test
    void storesAnEventOnceHoweverOftenItIsSent() {
        EventRow row = row(NOON, 1, true);

        assertThat(append(row, row).cardinality()).isEqualTo(1);
        assertThat(append(row).isEmpty()).isTrue();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keepsEventsOfTheSameInstantThatHaveDifferentIds() {
        assertThat(append(row(NOON, 1, true), row(NOON, 2, true)).cardinality()).isEqualTo(2);
    }

    @Test
    void recognisesARetryWhoseTimeDependsOnTheAttempt() {
        append(row(NOON, 1, false));
        append(row(NOON.plusSeconds(30), 1, false), row(NOON.plusSeconds(31), 1, false));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keepsMillisecondsAndTheOrderOfIngest() {
        append(row(NOON, 3, true), row(NOON, 1, true), row(NOON, 2, true));
        assertThat(database.sql("select dedup from {schema}.event order by seq")
                        .query(Integer.class)
                        .list())
                .containsExactly(3, 1, 2);
        assertThat(database.sql("select occurred_at = '2026-03-01T12:00:00.123Z' from {schema}.event limit 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private BitSet append(EventRow... rows) {
        store.prepare(List.of(rows).stream().map(EventRow::occurredAt).toList());
        return database.transaction()
                .execute(status -> store.append(List.of(rows)).stored());
    }

    private EventRow row(Instant occurredAt, int dedup, boolean timeIsStable) {
        return new EventRow(name, person, occurredAt, occurredAt, dedup, null, "{}", timeIsStable);
    }

    private int count() {
        return database.sql("select count(*) from {schema}.event")
                .query(Integer.class)
                .single();
    }
}
