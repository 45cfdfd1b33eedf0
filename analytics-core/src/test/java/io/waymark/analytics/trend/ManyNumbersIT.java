/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.ChunkSettings;
import io.waymark.analytics.chunk.read.ChunkStore;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.write.ChunkRollup;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.TestEvents;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManyNumbersIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void anEventIsBrokenDownByColumnsThoughOneOfItsPropertiesHasAnotherNumberEachTime() {
        AnalyticsDatabase database = TestDatabase.migrated();
        new TestEvents(database, AppId.DEFAULT)
                .add("ada", "order", "2026-03-01T10:00:00Z", "{\"plan\": \"pro\", \"total\": -0.5}");
        database.sql("""
                        insert into {schema}.event (occurred_at, received_at, seq, person_id, distinct_id_number,
                                                    event_name_id, dedup, properties)
                        select occurred_at + n * interval '1 second', received_at, nextval('{schema}.event_seq'), person_id,
                               distinct_id_number, event_name_id, n,
                               jsonb_build_object('plan', 'plan ' || n % 7, 'total', n / 100.0)
                        from {schema}.event, generate_series(1, 50100) n
                        """).update();
        ChunkSettings settings = new ChunkSettings() {};
        ChunkRollup rollup = new ChunkRollup(database, settings, CLOCK);
        EventNames names = new EventNames(database);
        Segments segments = new Segments(database, names, CLOCK);
        PropertyQuery query = new PropertyQuery(AppId.DEFAULT, "order", Period.allTime());
        try (ColumnEngine engine = new ColumnEngine(new ChunkStore(database, settings, CLOCK), 2)) {
            TrendReports columns = new TrendReports(database, names, engine, CLOCK);
            for (int round = 0; round < 3; round++) {
                columns.properties(query);
                rollup.rollUp();
            }
            assertThat(new ColumnProperties(database, engine, segments, new PropertyBreakdown(database, segments))
                            .of(
                                    query,
                                    names.find(AppId.DEFAULT, Set.of("order")).values()))
                    .isPresent();
            assertThat(columns.properties(query)).isEqualTo(new TrendReports(database, names, CLOCK).properties(query));
        }
    }
}
