/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Answers funnel queries. People are counted while they come from the database, one row each, and nothing but the
 * durations of their steps is kept.
 *
 * <p>Safe for use by many threads.
 */
public final class FunnelReports {

    private static final int FETCH_SIZE = 5_000;

    private static final String DROP_OFFS = """
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
    private final Clock clock;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of their names
     * @param segments the stored segments, for funnels that name one
     * @param clock tells which windows are still open
     */
    public FunnelReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * Counts a funnel.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if the query names a segment that is not stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public FunnelReport report(FunnelQuery query) {
        FunnelCount count = new FunnelCount(query, clock.instant());
        FunnelStatement statement = FunnelStatement.of(query, eventNames);
        if (statement != null) {
            String sql = statement.sql(segments);
            boolean byValue = query.definition().breakdown() != null;
            stream(sql, statement.values(), row -> {
                Long[] instants = (Long[]) row.getArray("attempt").getArray();
                long[] attempt = new long[instants.length];
                for (int step = 0; step < attempt.length; step++) {
                    attempt[step] = instants[step];
                }
                count.add(attempt, row.getLong("last_entry"), byValue ? row.getString("value") : null);
            });
        }
        return count.report();
    }

    /**
     * Lists people who dropped off at a step: those who made the step before, but not this one.
     *
     * @param query the question
     * @param step the step they did not make, from 2
     * @param limit at most so many
     * @return a distinct id of each, in order
     * @throws IllegalArgumentException if the funnel has no such step, or nobody can drop off at it
     */
    public List<String> dropOffs(FunnelQuery query, int step, int limit) {
        int steps = query.definition().steps().size();
        if (step < 2 || step > steps) {
            throw new IllegalArgumentException("People drop off at steps 2 to " + steps + ", not at step " + step);
        }
        FunnelStatement statement = FunnelStatement.of(query, eventNames);
        if (statement == null) {
            return List.of();
        }
        String sql = DROP_OFFS.replace("{attempts}", statement.sql(segments));
        return database.report(() -> database.sql(sql)
                .params(statement.values())
                .param("made", step - 1)
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    private void stream(String sql, Map<String, Object> values, RowCallbackHandler rows) {
        database.report(() -> {
            database.sql(sql).params(values).withFetchSize(FETCH_SIZE).query(rows);
            return true;
        });
    }
}
