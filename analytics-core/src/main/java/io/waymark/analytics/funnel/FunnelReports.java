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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * Lists the people behind a number of a report.
     *
     * @param query the question
     * @param people which of the people that the report counts
     * @param limit at most so many
     * @return a distinct id of each, in order
     * @throws IllegalArgumentException if the funnel has no such step, or no breakdown and so no groups
     * @throws io.waymark.analytics.InvalidInputException if the query names a segment that is not stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public List<String> people(FunnelQuery query, FunnelPeople people, int limit) {
        people.requireIn(query.definition());
        if (people.kind() == null) {
            return chosen(query.undivided(), people, value -> true, limit);
        }
        return switch (people.kind()) {
            case VALUE -> chosen(query, people, people.value()::equals, limit);
            case NONE -> chosen(query, people, Objects::isNull, limit);
            case OTHER ->
                database.report(() -> {
                    Set<String> listed = listedValues(query);
                    return chosen(query, people, value -> value != null && !listed.contains(value), limit);
                });
        };
    }

    private List<String> chosen(FunnelQuery query, FunnelPeople people, Predicate<@Nullable String> values, int limit) {
        return answer(engine -> engine.people(
                query, (attempt, value) -> people.include(attempt, query.timezone()) && values.test(value), limit));
    }

    private Set<String> listedValues(FunnelQuery query) {
        return report(query).breakdown().stream()
                .filter(group -> group.kind() == FunnelReport.GroupKind.VALUE)
                .map(FunnelReport.Group::value)
                .collect(Collectors.toSet());
    }

    private <T> T answer(Function<FunnelEngine, Optional<T>> question) {
        return engines.stream()
                .map(question)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
