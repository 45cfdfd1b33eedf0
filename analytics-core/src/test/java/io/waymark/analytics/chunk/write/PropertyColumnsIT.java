/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.ChunkStatus;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.PropertyWishes.Wish;
import io.waymark.analytics.chunk.ValueColumn;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PropertyTable;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.Purge;
import io.waymark.analytics.job.PurgeSettings;
import io.waymark.analytics.job.Rollup;
import io.waymark.analytics.job.RollupSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PropertyColumnsIT {

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-10T00:00:00Z"));

    @BeforeEach
    void visits() {
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "visit", "2026-01-06T10:00:00Z", "{\"plan\": \"pro\", \"id\": \"1\", \"total\": 1.50}")
                .add("ada", "visit", "2026-01-06T10:00:00Z", "{\"plan\": \"free\", \"id\": \"2\", \"total\": 2.50}")
                .add("bob", "visit", "2026-01-06T11:00:00Z", "{\"id\": \"3\", \"total\": 3.50}")
                .add("cleo", "visit", "2026-03-01T11:00:00Z", "{\"plan\": \"pro\", \"id\": \"4\", \"total\": 4.50}");
    }

    @Test
    void whatWasAskedForHasColumnsAfterTheNextRollup() {
        ChunkRollup rollup = rollup(Set.of("auto"), 5_000);
        rollup.rollUp();
        assertThat(values("plan")).isEmpty();
        rollup.rollUp();
        assertThat(values("plan")).hasValue(Map.of("pro", 2, "free", 1));
        new TestEvents(database, AppId.DEFAULT).add("dora", "visit", "2026-03-01T12:00:00Z", "{\"plan\": \"pro\"}");
        assertThat(values("plan")).hasValue(Map.of("pro", 3, "free", 1));
        rollup.rollUp();
        assertThat(values("plan")).hasValue(Map.of("pro", 3, "free", 1));
    }

    @Test
    void whatIsAskedForTheFirstTimeHasColumnsAfterTheNextRunThoughNothingHasHappened() {
        ChunkRollup rollup = rollup(Set.of("auto"), 5_000);
        assertThat(rollup.run()).isEqualTo(4);
        assertThat(values("plan")).isEmpty();
        assertThat(rollup.run()).isZero();
        assertThat(values("plan")).hasValue(Map.of("pro", 2, "free", 1));
    }

    @Test
    void wishesAndSettingsAreKeptWithoutAnybodyAsking() {
        ChunkRollup rollup = new ChunkRollup(
                database,
                settings(Set.of("auto", "id", "!secret"), 5_000),
                List.of(() -> List.of(new Wish(1, "visit", "plan"), new Wish(1, "visit", "secret")), () -> {
                    throw new IllegalStateException("on purpose");
                }),
                clock);
        rollup.rollUp();
        assertThat(values("plan")).hasValue(Map.of("pro", 2, "free", 1));
        assertThat(values("id")).hasValue(Map.of("1", 1, "2", 1, "3", 1, "4", 1));
        assertThat(values("secret")).isEmpty();
        rollup.rollUp();
        assertThat(values("secret")).isEmpty();
    }

    @Test
    void aReportThatAsksForPropertiesIsAnsweredAfterOneThatAskedForNone() {
        rollup(Set.of("plan"), 5_000).rollUp();
        rollup(Set.of("plan"), 5_000).rollUp();
        ChunkStore store = new ChunkStore(database, settings(Set.of(), 0), clock);
        assertThat(database.report(
                        () -> store.read(AppId.DEFAULT, columns -> columns.count(visit(), 0, Long.MAX_VALUE))))
                .hasValue(4L);
        assertThat(values(store, "plan")).hasValue(Map.of("pro", 2, "free", 1));
    }

    @Test
    void nothingIsKeptWhereThatIsSwitchedOff() {
        values("plan");
        ChunkRollup rollup = rollup(Set.of(), 5_000);
        rollup.rollUp();
        values("plan");
        rollup.rollUp();
        assertThat(values("plan")).isEmpty();
    }

    @Test
    void aPropertyWithTooManyValuesIsGivenUpAndTheOthersStay() {
        ChunkRollup rollup = rollup(Set.of("plan", "id"), 2);
        rollup.rollUp();
        rollup.rollUp();
        assertThat(values("id")).isEmpty();
        assertThat(values("plan")).hasValue(Map.of("pro", 2, "free", 1));
        assertThat(database.sql("select key from {schema}.chunk_property where too_varied")
                        .query(String.class)
                        .list())
                .containsExactly("id");
    }

    @Test
    void numbersAreKeptHoweverManyThereAre() {
        ChunkRollup rollup = rollup(Set.of("total"), 2);
        rollup.rollUp();
        rollup.rollUp();
        assertThat(values("total")).hasValue(Map.of("1.50", 1, "2.50", 1, "3.50", 1, "4.50", 1));
    }

    @Test
    void whatNobodyAsksForAnyMoreIsNotWrittenAnyMore() {
        ChunkRollup rollup = rollup(Set.of("auto"), 5_000);
        rollup.rollUp();
        values("plan");
        clock.advance(Duration.ofDays(31));
        new TestEvents(database, AppId.DEFAULT).add("dora", "visit", "2026-04-09T12:00:00Z", "{\"plan\": \"pro\"}");
        rollup.rollUp();
        assertThat(database.sql("select count(*) from {schema}.chunk where property_ids <> '{}'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aDamagedColumnCostsNoEventsThatHaveBeenPurged() {
        ChunkRollup rollup = rollup(Set.of("plan"), 5_000);
        rollup.rollUp();
        clock.advance(Duration.ofDays(90));
        purge(rollup);
        assertThat(values("plan")).hasValue(Map.of("pro", 2, "free", 1));
        database.sql("update {schema}.chunk_column set data = set_byte(data, 20, get_byte(data, 20) # 1)")
                .update();
        values("plan");
        rollup.rollUp();
        assertThat(values("plan")).isEmpty();
        ChunkStore store = new ChunkStore(database, settings(Set.of("plan"), 5_000), clock);
        assertThat(store.status())
                .extracting(ChunkStatus::lost, ChunkStatus::damaged, ChunkStatus::events)
                .containsExactly(0L, 0L, 4L);
    }

    @Test
    void peopleWhoAreMergedAreOneAlsoWhereColumnsAreDamagedAndEventsPurged() {
        ChunkRollup rollup = rollup(Set.of("plan"), 5_000);
        rollup.rollUp();
        clock.advance(Duration.ofDays(90));
        purge(rollup);
        database.sql("update {schema}.chunk_column set data = set_byte(data, 20, get_byte(data, 20) # 1)")
                .update();
        database.sql("""
                        insert into {schema}.merged_person (person_id, app_id, into_person_id)
                        select a.person_id, 1, b.person_id from {schema}.distinct_id a, {schema}.distinct_id b
                        where a.distinct_id = 'ada' and b.distinct_id = 'bob'
                        """).update();
        rollup.rollUp();
        int visit = visit();
        ChunkStore store = new ChunkStore(database, settings(Set.of("plan"), 5_000), clock);
        assertThat(database.report(() -> store.read(
                        AppId.DEFAULT,
                        columns -> columns.persons(visit, 0, Long.MAX_VALUE).getCardinality())))
                .hasValue(2);
        assertThat(store.status())
                .extracting(ChunkStatus::lost, ChunkStatus::events)
                .containsExactly(0L, 4L);
    }

    @Test
    void whatStoredReportsWillAskForGoesBeforeWhatWasAskedForLast() {
        new ChunkRollup(
                        database,
                        settings(Set.of("auto"), 5_000),
                        List.of(() -> List.of(new Wish(1, "visit", "plan"))),
                        clock)
                .rollUp();
        clock.advance(Duration.ofHours(2));
        PropertyTable table = new PropertyTable(database);
        int visit = visit();
        table.ask(
                IntStream.range(0, PropertyTable.MAX_OF_EVENT)
                        .mapToObj(i -> new KeptProperty(0, visit, "key" + i))
                        .toList(),
                clock.instant());
        assertThat(table.wanted(clock.instant()))
                .hasSize(PropertyTable.MAX_OF_EVENT)
                .extracting(KeptProperty::key)
                .contains("plan");
        table.wish(List.of(), clock.instant());
        assertThat(table.wanted(clock.instant())).extracting(KeptProperty::key).doesNotContain("plan");
    }

    @Test
    void theValuesOfAWeekThatIsToBePurgedAreCompared() {
        ChunkRollup rollup = rollup(Set.of("plan"), 5_000);
        rollup.rollUp();
        ChunkVerification verification = new ChunkVerification(database, rollup, clock);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(verification.differing(from, clock.instant())).isEmpty();
        database.sql("update {schema}.event set properties = '{\"plan\": \"team\"}' where properties ->> 'id' = '2'")
                .update();
        assertThat(verification.differing(from, clock.instant())).hasSize(1);
    }

    private void purge(ChunkRollup rollup) {
        new Purge(
                        database,
                        new Rollup(database, new RollupSettings() {}),
                        new PurgeSettings() {},
                        clock,
                        List.of(new ChunkVerification(database, rollup, clock)))
                .run();
    }

    private int visit() {
        return new EventNames(database).find(AppId.DEFAULT, Set.of("visit")).get("visit");
    }

    private ChunkRollup rollup(Set<String> properties, int maxValues) {
        return new ChunkRollup(database, settings(properties, maxValues), clock);
    }

    private static ChunkSettings settings(Set<String> properties, int maxValues) {
        return new ChunkSettings() {
            @Override
            public Set<String> properties() {
                return properties;
            }

            @Override
            public int maxValues() {
                return maxValues;
            }
        };
    }

    /** How many events have each value; empty if columns cannot tell. */
    private Optional<Map<String, Integer>> values(String key) {
        return values(new ChunkStore(database, settings(Set.of(), 0), clock), key);
    }

    private Optional<Map<String, Integer>> values(ChunkStore store, String key) {
        int visit = visit();
        NeededProperties needed = new NeededProperties(Map.of(visit, Set.of(key)), 0, Long.MAX_VALUE);
        return database.report(() -> store.read(AppId.DEFAULT, needed, columns -> values(columns, visit, key)));
    }

    private static Map<String, Integer> values(EventColumns columns, int visit, String key) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int bucket : columns.buckets(Long.MIN_VALUE, Long.MAX_VALUE)) {
            columns.spans(bucket, Set.of(visit), 0, Long.MAX_VALUE)
                    .forEach(span -> span.slices().forEach(slice -> {
                        ValueColumn column = slice.values(key);
                        for (int code = 1; code <= column.size(); code++) {
                            PropertyValue value = column.value(code);
                            counts.merge(value.text(), column.count(code), Integer::sum);
                        }
                    }));
        }
        return counts;
    }
}
