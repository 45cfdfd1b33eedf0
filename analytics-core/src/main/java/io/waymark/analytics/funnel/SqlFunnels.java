/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.funnel.scan.AttemptSearch;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/** Has the database find the attempts. People are counted while they come, one row each. */
final class SqlFunnels implements FunnelEngine {

    private static final int FETCH_SIZE = 5_000;

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
        FunnelCount start = new FunnelCount(query, now);
        return Optional.of(attempts(
                query,
                start,
                (count, person, attempt, lastEntry, value) -> {
                    Objects.requireNonNull(database.currentReport()).take(attempt.length * (long) Long.BYTES);
                    count.add(attempt, lastEntry, value);
                },
                count -> {
                    count.missingBefore(new Watermarks(database).read(Watermarks.PURGED_BEFORE));
                    return count;
                }));
    }

    @Override
    public Optional<List<String>> people(FunnelQuery query, Choice choice, int limit) {
        return Optional.of(attempts(
                query,
                new RoaringBitmap(),
                (chosen, person, attempt, lastEntry, value) -> {
                    if (choice.test(attempt, value)) {
                        chosen.add(person);
                    }
                },
                chosen -> new DistinctIds(database).of(chosen, limit)));
    }

    /**
     * Takes the attempts of everybody in.
     *
     * @param start nobody
     * @param addition adds an attempt
     * @param answer what the sum of all answers, asked within the report
     */
    private <S, T> T attempts(FunnelQuery query, S start, AttemptSearch.Addition<S> addition, Function<S, T> answer) {
        FunnelStatement statement = FunnelStatement.of(query, eventNames);
        String sql = statement == null ? null : statement.sql(segments);
        boolean byValue = query.definition().breakdown() != null;
        return database.report(() -> {
            if (statement != null && sql != null) {
                database.sql(sql)
                        .params(statement.values())
                        .withFetchSize(FETCH_SIZE)
                        .query(row -> {
                            addition.add(
                                    start,
                                    row.getInt("person_id"),
                                    instants(row.getArray("attempt")),
                                    row.getLong("last_entry"),
                                    byValue ? row.getString("value") : null);
                        });
            }
            return answer.apply(start);
        });
    }

    private static long[] instants(Array array) throws SQLException {
        Long[] boxed = (Long[]) array.getArray();
        long[] instants = new long[boxed.length];
        for (int step = 0; step < instants.length; step++) {
            instants[step] = boxed[step];
        }
        return instants;
    }
}
