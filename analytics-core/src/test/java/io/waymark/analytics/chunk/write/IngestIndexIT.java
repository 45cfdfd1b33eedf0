/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestIndexIT {

    private static final String UNCOVERED = """
            select coalesce(sum(brin_summarize_new_values(i.inhrelid::regclass)), 0) from pg_inherits i
            where i.inhparent = '{schema}.event_ingest'::regclass
            """;

    private final AnalyticsDatabase database = TestDatabase.migrated();

    @Test
    void coversWhatHasBeenAddedWhereThatIsMuch() {
        new EventStore(database).prepare(List.of(Instant.parse("2026-03-02T12:00:00Z")));
        IngestIndex index = new IngestIndex(database);
        add(0, 20_000);
        index.update();
        assertThat(uncovered()).isZero();
        add(20_000, 3_000);
        index.update();
        assertThat(uncovered()).isPositive();
    }

    private void add(int after, int events) {
        database.sql("""
                        insert into {schema}.event
                          (occurred_at, received_at, seq, person_id, distinct_id_number, event_name_id, dedup, properties)
                        select '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z', i, i, i, 1, 0,
                               jsonb_build_object('padding', repeat('x', 500))
                        from generate_series(:first::int, :last::int) i
                        """)
                .param("first", after + 1)
                .param("last", after + events)
                .update();
    }

    private long uncovered() {
        return database.sql(UNCOVERED).query(Long.class).single();
    }
}
