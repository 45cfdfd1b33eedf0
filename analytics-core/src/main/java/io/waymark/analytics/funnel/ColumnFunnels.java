/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.funnel.scan.AttemptSearch;
import io.waymark.analytics.funnel.scan.FunnelScan;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Finds the attempts in columns of events, one bucket of people per thread. */
final class ColumnFunnels implements FunnelEngine {

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
    public Optional<FunnelCount> count(FunnelQuery query, Instant now) {
        return attempts(
                query,
                () -> new FunnelCount(query, now),
                (some, person, attempt, lastEntry, value) -> some.add(attempt, lastEntry, value),
                (everybody, some) -> {
                    take(some.bytes());
                    everybody.add(some);
                },
                everybody -> everybody);
    }

    @Override
    public Optional<List<String>> people(FunnelQuery query, Choice choice, int limit) {
        return attempts(
                query,
                RoaringBitmap::new,
                (some, person, attempt, lastEntry, value) -> {
                    if (choice.test(attempt, value)) {
                        some.add(person);
                    }
                },
                (everybody, some) -> everybody.or(some),
                chosen -> new DistinctIds(database).of(chosen, limit));
    }

    /**
     * Takes the attempts of everybody in, bucket by bucket.
     *
     * @param start starts a sum
     * @param addition adds an attempt to the sum of a bucket, in any thread
     * @param merge adds the sum of a bucket to that of all
     * @param answer what the sum of all answers, asked within the report
     */
    private <S, T> Optional<T> attempts(
            FunnelQuery query,
            Supplier<S> start,
            AttemptSearch.Addition<S> addition,
            BiConsumer<S, S> merge,
            Function<S, T> answer) {
        FunnelDefinition definition = query.definition();
        if (!FunnelScan.canAnswer(definition)) {
            return Optional.empty();
        }
        Map<String, Integer> nameIds = eventNames.find(query.app(), FunnelScan.names(definition));
        if (!FunnelStatement.canBeEntered(definition, nameIds)) {
            return Optional.of(answer.apply(start.get()));
        }
        FunnelScan scan =
                FunnelScan.of(definition, nameIds, Millis.of(query.period()), FunnelWindows.longest(definition));
        List<SegmentFilter> filters = query.segments().stream()
                .map(segment -> SegmentFilter.of(segments, query.app(), segment))
                .toList();
        NeededProperties needed = FunnelScan.needed(
                        definition, nameIds, Millis.of(query.period()), FunnelWindows.longest(definition))
                .and(filters.stream().map(SegmentFilter::needed).reduce(NeededProperties.NONE, NeededProperties::and));
        return database.report(() -> columns.read(query.app(), needed, events -> {
            RoaringBitmap only = people(filters, events);
            PersonValues persons = valuesOfPersons(query);
            S everybody = start.get();
            long missing = events.missingBefore();
            if (everybody instanceof FunnelCount count && missing != Long.MIN_VALUE) {
                count.missingBefore(Instant.ofEpochMilli(missing));
            }
            new AttemptSearch(scan, question(query, nameIds), columns, events)
                    .sum(
                            start,
                            (sum, person, attempt, lastEntry, value) -> {
                                if (only == null || only.contains(person)) {
                                    addition.add(
                                            sum,
                                            person,
                                            attempt,
                                            lastEntry,
                                            persons == null ? value : persons.of(person));
                                }
                            },
                            some -> merge.accept(everybody, some));
            return answer.apply(everybody);
        }));
    }

    /** Who is in all of the segments; {@code null} for everybody. */
    private @Nullable RoaringBitmap people(List<SegmentFilter> filters, EventColumns events) {
        return filters.stream()
                .map(filter -> Objects.requireNonNull(filter.people(database, columns, events)))
                .reduce((some, others) -> RoaringBitmap.and(some, others))
                .orElse(null);
    }

    private @Nullable PersonValues valuesOfPersons(FunnelQuery query) {
        FunnelBreakdown breakdown = query.definition().breakdown();
        return breakdown == null || breakdown.step() != null
                ? null
                : PersonValues.read(database, query.app(), breakdown.property());
    }

    private static Object question(FunnelQuery query, Map<String, Integer> nameIds) {
        return List.of(query.app(), query.definition().ofEverybody().undivided(), Map.copyOf(nameIds));
    }

    private void take(long bytes) {
        Objects.requireNonNull(database.currentReport()).take(bytes);
    }
}
