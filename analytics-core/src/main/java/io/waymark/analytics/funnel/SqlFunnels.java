/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Has the database find the attempts. People are counted while they come, one row each. */
final class SqlFunnels implements FunnelEngine {

    private static final int FETCH_SIZE = 5_000;

    private static final String STOPPED = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from ({attempts}) f
            join {schema}.distinct_id d on d.person_id = f.person_id
            where cardinality(f.attempt) = :made
            group by d.person_id
            order by 1
            limit :limit
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;

    SqlFunnels(AnalyticsDatabase database, EventNames eventNames, Segments segments) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
    }

    @Override
    public Optional<FunnelCount> count(FunnelQuery query, Instant now) {
        FunnelCount count = new FunnelCount(query, now);
        FunnelStatement statement = FunnelStatement.of(query, eventNames);
        if (statement == null) {
            return Optional.of(count);
        }
        String sql = statement.sql(segments);
        boolean byValue = query.definition().breakdown() != null;
        return database.report(() -> {
            count.missingBefore(new Watermarks(database).read(Watermarks.PURGED_BEFORE));
            ReportRun run = Objects.requireNonNull(database.currentReport());
            database.sql(sql)
                    .params(statement.values())
                    .withFetchSize(FETCH_SIZE)
                    .query(row -> {
                        Long[] instants = (Long[]) row.getArray("attempt").getArray();
                        long[] attempt = new long[instants.length];
                        for (int step = 0; step < attempt.length; step++) {
                            attempt[step] = instants[step];
                        }
                        run.take(attempt.length * (long) Long.BYTES);
                        count.add(attempt, row.getLong("last_entry"), byValue ? row.getString("value") : null);
                    });
            return Optional.of(count);
        });
    }

    @Override
    public Optional<List<String>> stoppedAfter(FunnelQuery query, int made, int limit) {
        FunnelStatement statement = FunnelStatement.of(query, eventNames);
        if (statement == null) {
            return Optional.of(List.of());
        }
        String sql = STOPPED.replace("{attempts}", statement.sql(segments));
        return Optional.of(database.report(() -> database.sql(sql)
                .params(statement.values())
                .param("made", made)
                .param("limit", limit)
                .query(String.class)
                .list()));
    }
}
