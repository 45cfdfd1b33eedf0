/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.chunk.Span;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.scan.FunnelScan;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/** Finds the attempts in columns of events, one bucket of people per thread. */
final class ColumnFunnels implements FunnelEngine {

    private static final String DISTINCT_IDS = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from {schema}.distinct_id d
            where d.person_id = any(:persons)
            group by d.person_id
            order by 1
            limit :limit
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final ColumnEngine columns;

    ColumnFunnels(AnalyticsDatabase database, EventNames eventNames, Segments segments, ColumnEngine columns) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns;
    }

    @Override
    public FunnelCount count(FunnelQuery query, Instant now) {
        FunnelCount everybody = new FunnelCount(query, now);
        return attempts(
                query,
                () -> new FunnelCount(query, now),
                (some, person, attempt, lastEntry) -> some.add(attempt, lastEntry, null),
                everybody::add,
                () -> everybody);
    }

    @Override
    public List<String> stoppedAfter(FunnelQuery query, int made, int limit) {
        RoaringBitmap stopped = new RoaringBitmap();
        return attempts(
                query,
                RoaringBitmap::new,
                (some, person, attempt, lastEntry) -> {
                    if (attempt.length == made) {
                        some.add(person);
                    }
                },
                stopped::or,
                () -> stopped.isEmpty() ? List.of() : distinctIds(stopped, limit));
    }

    private List<String> distinctIds(RoaringBitmap persons, int limit) {
        return database.sql(DISTINCT_IDS)
                .param("persons", persons.toArray())
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /**
     * Takes the attempts of everybody in, bucket by bucket.
     *
     * @param bucket starts a bucket
     * @param add adds an attempt to a bucket, in any thread
     * @param merge adds a bucket to those before
     * @param answer what has come of it, asked within the report
     */
    private <B, T> T attempts(
            FunnelQuery query, Supplier<B> bucket, Addition<B> add, Consumer<B> merge, Supplier<T> answer) {
        FunnelDefinition definition = query.definition();
        Map<String, Integer> nameIds = eventNames.find(query.app(), FunnelScan.names(definition));
        if (!FunnelStatement.canBeEntered(definition, nameIds)) {
            return answer.get();
        }
        FunnelScan scan =
                FunnelScan.of(definition, nameIds, Millis.of(query.period()), FunnelWindows.longest(definition));
        SqlParameters parameters = new SqlParameters();
        String segment =
                definition.segment() == null ? null : segments.personsOf(query.app(), definition.segment(), parameters);
        return database.report(() -> columns.read(query.app(), events -> {
            RoaringBitmap only = segment == null ? null : persons(segment, parameters);
            columns.eachBucket(
                    events.buckets(),
                    number -> new Bucket(
                            number,
                            events.spans(
                                    number,
                                    scan.eventNameIds(),
                                    scan.range().from(),
                                    scan.range().to())),
                    loaded -> {
                        B some = bucket.get();
                        scan.scan(loaded.number(), loaded.spans(), (person, attempt, lastEntry) -> {
                            if (only == null || only.contains(person)) {
                                add.add(some, person, attempt, lastEntry);
                            }
                        });
                        return some;
                    },
                    merge);
            return answer.get();
        }));
    }

    private RoaringBitmap persons(String sql, SqlParameters parameters) {
        RoaringBitmap persons = new RoaringBitmap();
        database.sql(sql).params(parameters.values()).query(row -> {
            persons.add(row.getInt("person_id"));
        });
        return persons;
    }

    private record Bucket(int number, List<Span> spans) {}

    private interface Addition<B> {
        void add(B some, int person, long[] attempt, long lastEntry);
    }
}
