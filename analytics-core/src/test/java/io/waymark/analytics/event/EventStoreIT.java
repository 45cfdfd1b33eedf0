/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

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

    @Test
    void storesManyAtOnceAsItStoresFew() {
        Random random = new Random(7);
        List<EventRow> rows = new ArrayList<>();
        for (int i = 0; i < 3 * EventCopy.LEAST; i++) {
            rows.add(new EventRow(
                    name,
                    person,
                    NOON.plusMillis(random.nextInt()),
                    NOON.plusMillis(random.nextInt(1_000)),
                    random.nextInt(),
                    random.nextBoolean() ? random.nextLong() : null,
                    "{\"text\": \"\u00e9\u0130\ud83d\ude00 \\\\ \\n \\t\", \"long\": \""
                            + "x".repeat(random.nextInt(400)) + "\"}",
                    true));
        }
        String contents =
                "select string_agg(occurred_at || ' ' || received_at || ' ' || coalesce(session, 0) || ' ' || person_id"
                        + " || ' ' || distinct_id_number || ' ' || event_name_id || ' ' || dedup || properties::text, ',' order by seq)"
                        + " from {schema}.event";

        assertThat(append(rows.toArray(EventRow[]::new)).cardinality()).isEqualTo(rows.size());
        String many = database.sql(contents).query(String.class).single();
        database.sql("delete from {schema}.event").update();
        for (int from = 0; from < rows.size(); from += EventCopy.LEAST / 2) {
            append(rows.subList(from, from + EventCopy.LEAST / 2).toArray(EventRow[]::new));
        }

        assertThat(database.sql(contents).query(String.class).single()).isEqualTo(many);
    }

    @Test
    void aPropertyLongerThanWhatIsSentAtOnceIsStoredWhole() {
        List<EventRow> rows = new ArrayList<>(IntStream.range(0, EventCopy.LEAST)
                .mapToObj(i -> row(NOON, i, true))
                .toList());
        rows.add(new EventRow(name, person, NOON, NOON, -1, null, "{\"a\": \"" + "b".repeat(200_000) + "\"}", true));
        rows.add(row(NOON, -2, true));

        append(rows.toArray(EventRow[]::new));

        assertThat(count()).isEqualTo(rows.size());
        assertThat(database.sql("select length(properties ->> 'a') from {schema}.event where dedup = -1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(200_000);
    }

    @Test
    void manyOfWhichOneCannotBeStoredAreRefusedAsOneAndTheOthersCanBeSentAgain() {
        List<EventRow> rows = new ArrayList<>(IntStream.range(0, EventCopy.LEAST)
                .mapToObj(i -> row(NOON, i, true))
                .toList());
        rows.add(new EventRow(name, person, NOON, NOON, -1, null, "{\"a\": \"\\u0000\"}", true));

        assertThatThrownBy(() -> append(rows.toArray(EventRow[]::new))).isInstanceOf(DataAccessException.class);
        assertThat(count()).isZero();

        rows.remove(rows.size() - 1);
        assertThat(append(rows.toArray(EventRow[]::new)).cardinality()).isEqualTo(EventCopy.LEAST);
    }

    @Test
    void storesTheRestOfManyOfWhichSomeAreStoredAlready() {
        List<EventRow> rows =
                IntStream.range(0, 1_000).mapToObj(i -> row(NOON, i, true)).toList();
        append(rows.subList(0, 400).toArray(EventRow[]::new));
        for (int round = 0; round < 10; round++) {
            List<EventRow> sent = new ArrayList<>(rows.subList(50 * round, 500 + 50 * round));
            sent.add(rows.get(0));
            int known = round == 0 ? 400 : 450 + 50 * round;
            int all = 500 + 50 * round;
            BitSet stored = append(sent.toArray(EventRow[]::new));
            assertThat(stored.cardinality()).isEqualTo(all - known);
            assertThat(stored.nextSetBit(0)).isEqualTo(known - 50 * round);
            assertThat(count()).isEqualTo(all);
        }
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
