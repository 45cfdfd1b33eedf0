/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers funnel queries. Of the people counted nothing but the durations of their steps is kept.
 *
 * <p>Safe for use by many threads.
 */
public final class FunnelReports {

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final List<FunnelEngine> engines;
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
        this(database, eventNames, segments, null, clock);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of their names
     * @param segments the stored segments, for funnels that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells which windows are still open
     */
    public FunnelReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.segments = segments;
        FunnelEngine sql = new SqlFunnels(database, eventNames, segments);
        this.engines = columns == null
                ? List.of(sql)
                : List.of(new ColumnFunnels(database, eventNames, segments, columns), sql);
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
        Instant now = clock.instant();
        boolean steady = query.segments().stream().allMatch(segment -> segments.isSteady(query.app(), segment));
        return database.remembered(Question.of("funnel", query.app(), query, steady), now, () -> {
            FunnelCount count = answer(engine -> engine.count(query, now));
            return new Answer<>(count.report(), count.holdsUntil()).onlyIf(steady);
        });
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
        return stoppedAfter(query, step - 1, limit);
    }

    /**
     * Lists people who made a step, whatever they did after it.
     *
     * @param query the question
     * @param step the step, from 1
     * @param limit at most so many
     * @return a distinct id of each, in order
     * @throws IllegalArgumentException if the funnel has no such step
     */
    public List<String> reached(FunnelQuery query, int step, int limit) {
        int steps = query.definition().steps().size();
        if (step < 1 || step > steps) {
            throw new IllegalArgumentException("The funnel has steps 1 to " + steps + ", not " + step);
        }
        return IntStream.rangeClosed(step, steps)
                .mapToObj(last -> stoppedAfter(query, last, limit))
                .flatMap(List::stream)
                .sorted()
                .limit(limit)
                .toList();
    }

    private List<String> stoppedAfter(FunnelQuery query, int made, int limit) {
        FunnelQuery undivided = query.undivided();
        return answer(engine -> engine.stoppedAfter(undivided, made, limit));
    }

    private <T> T answer(Function<FunnelEngine, Optional<T>> question) {
        return engines.stream()
                .map(question)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
