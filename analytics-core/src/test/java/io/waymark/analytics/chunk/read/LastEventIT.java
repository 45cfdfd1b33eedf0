/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastEventIT {

    private static final ChunkSettings SETTINGS = new ChunkSettings() {};

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final TestEvents events = new TestEvents(database, AppId.DEFAULT);
    private final ChunkRollup rollup = new ChunkRollup(database, SETTINGS, Clock.systemUTC());

    @BeforeEach
    void events() {
        events.add("ann", "sign_up", "2026-01-10T12:00:00Z");
        events.add("ann", "visit", "2026-01-10T12:00:01Z");
        events.add("bob", "visit", "2026-02-20T12:00:00Z");
        events.add("bob", "visit", "2026-03-31T23:59:59Z");
        rollup.rollUp();
    }

    @Test
    void isFoundInWhateverMonthItIs() {
        assertThat(last("visit")).hasValue(Instant.parse("2026-03-31T23:59:59Z").toEpochMilli());
        assertThat(last("sign_up"))
                .hasValue(Instant.parse("2026-01-10T12:00:00Z").toEpochMilli());
    }

    @Test
    void isFoundAmongEventsThatAreInNoChunkYet() {
        events.add("ann", "sign_up", "2026-02-01T00:00:00Z");
        events.add("ann", "visit", "2026-02-01T00:00:00Z");

        assertThat(last("visit")).hasValue(Instant.parse("2026-03-31T23:59:59Z").toEpochMilli());
        assertThat(last("sign_up"))
                .hasValue(Instant.parse("2026-02-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void isThatOfAnEarlierMonthWhereTheLastChunkIsLost() {
        database.sql(
                        "update {schema}.chunk set data = set_byte(data, 4, 255 - get_byte(data, 4)) where day >= '2026-03-01'")
                .update();
        database.sql("insert into {schema}.watermark (name, reached_at) values ('dropped_before', '2026-05-01')"
                        + " on conflict (name) do update set reached_at = excluded.reached_at")
                .update();
        ChunkStore store = new ChunkStore(database, SETTINGS, Clock.systemUTC());

        assertThat(last(store, "visit"))
                .hasValue(Instant.parse("2026-03-31T23:59:59Z").toEpochMilli());
        database.report(() -> store.read(
                AppId.DEFAULT,
                columns -> columns.spans(0, Set.of(name("visit")), Long.MIN_VALUE, Long.MAX_VALUE).stream()
                        .mapToInt(span -> span.slices().stream()
                                .mapToInt(slice -> slice.cursor().next() ? 1 : 0)
                                .sum())
                        .sum()));
        assertThat(last(store, "visit"))
                .hasValue(Instant.parse("2026-02-20T12:00:00Z").toEpochMilli());
    }

    private OptionalLong last(String event) {
        return last(new ChunkStore(database, SETTINGS, Clock.systemUTC()), event);
    }

    private OptionalLong last(ChunkStore store, String event) {
        return database.report(() -> store.read(AppId.DEFAULT, columns -> columns.lastMillis(name(event))))
                .orElseThrow();
    }

    private int name(String event) {
        Map<String, Integer> names = new EventNames(database).all(AppId.DEFAULT);
        return names.get(event);
    }
}
