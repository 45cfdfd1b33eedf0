/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.report;

import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The time in which an experiment let people in, which is what its days are counted by: not while it was paused, and not while
 * nobody was to take part.
 *
 * @param spans when it did, in their order
 */
record RunningTime(List<Span> spans) {

    private static final String PAUSES = """
            select at, action = 'paused' from {schema}.audit
            where app_id = :app and subject = 'experiment' and subject_id = :experiment and action in ('paused', 'resumed')
            order by id
            """;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * A time without a break.
     *
     * @param from the start, in milliseconds since the epoch
     * @param to the end; that of the experiment, or of all times, for the last
     */
    record Span(long from, long to) {}

    private record Turn(Instant at, boolean ofPause, boolean closed) {}

    static RunningTime of(Experiment experiment, AnalyticsDatabase database) {
        if (experiment.startedAt() == null) {
            return new RunningTime(List.of());
        }
        List<Turn> turns = new ArrayList<>();
        experiment
                .phases()
                .forEach(phase -> turns.add(new Turn(phase.startedAt(), false, phase.trafficBasisPoints() == 0)));
        database.sql(PAUSES)
                .param("app", experiment.app().value())
                .param("experiment", "" + experiment.id())
                .query(row -> {
                    turns.add(new Turn(row.getObject(1, OffsetDateTime.class).toInstant(), true, row.getBoolean(2)));
                });
        turns.sort(Comparator.comparing(Turn::at));
        Instant end = experiment.concludedAt();
        return new RunningTime(spans(turns, end == null ? Long.MAX_VALUE : end.toEpochMilli()));
    }

    private static List<Span> spans(List<Turn> turns, long end) {
        List<Span> spans = new ArrayList<>();
        boolean paused = false;
        boolean shut = true;
        long since = 0;
        for (Turn turn : turns) {
            boolean wasOpen = !paused && !shut;
            paused = turn.ofPause() ? turn.closed() : paused;
            shut = turn.ofPause() ? shut : turn.closed();
            boolean open = !paused && !shut;
            long at = Math.min(end, turn.at().toEpochMilli());
            if (wasOpen && !open && at > since) {
                spans.add(new Span(since, at));
            }
            since = open && !wasOpen ? at : since;
        }
        if (!paused && !shut && end > since) {
            spans.add(new Span(since, end));
        }
        return List.copyOf(spans);
    }

    /** How many milliseconds of it there were before an instant. */
    long before(long millis) {
        return spans.stream()
                .mapToLong(span -> Math.max(0, Math.min(millis, span.to()) - span.from()))
                .sum();
    }

    /** How many whole days of it there were before an instant. */
    long daysBefore(Instant at) {
        return before(at.toEpochMilli()) / DAY;
    }

    /** How many whole days there were before an instant in which nobody was let in, since the start. */
    long daysOff(long from, long millis) {
        return Math.max(0, millis - from - before(millis)) / DAY;
    }
}
