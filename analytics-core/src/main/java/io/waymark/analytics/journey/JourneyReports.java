/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.journey.JourneyReport.Path;
import io.waymark.analytics.journey.JourneyReport.Transition;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers journey queries. Safe for use by many threads. */
public final class JourneyReports {

    // A step is an event whose label differs from that of the event before it in the session.
    private static final String STEPS = """
            select person_id, session, label, previous,
                   row_number() over (partition by person_id, session order by occurred_at, seq) as step
            from (%s) c
            where previous is distinct from label
            """;

    private static final String TRANSITIONS = """
            select step_from, step_to, times, users, sum(times) over () as total, count(*) over () as different
            from (
              select step_from, step_to, sum(times)::bigint as times, count(*) as users
              from (
                select person_id, previous as step_from, label as step_to, count(*) as times
                from (%s) s
                where previous is not null
                group by person_id, previous, label
              ) p
              group by step_from, step_to
            ) g
            order by times desc, step_from, step_to
            limit %s
            """;

    private static final String PATHS = """
            select steps, times, users, sum(times) over () as total
            from (
              select steps, sum(times)::bigint as times, count(*) as users
              from (
                select person_id, steps, count(*) as times
                from (
                  select person_id, session, array_agg(label order by step) as steps
                  from (%s) s
                  where step <= %s
                  group by person_id, session
                ) v
                group by person_id, steps
              ) p
              group by steps
            ) g
            order by times desc, array_to_string(steps, ' > ') collate "C", steps
            limit %s
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnJourneys columns;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     */
    public JourneyReports(AnalyticsDatabase database, EventNames eventNames) {
        this(database, eventNames, new Segments(database, eventNames, Clock.systemUTC()));
    }

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     */
    public JourneyReports(AnalyticsDatabase database, EventNames eventNames, Segments segments) {
        this(database, eventNames, segments, null, Clock.systemUTC());
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells when columns that could not tell are asked again
     */
    public JourneyReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns == null ? null : new ColumnJourneys(database, eventNames, segments, columns, clock);
    }

    /**
     * Counts transitions and paths.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public JourneyReport report(JourneyQuery query) {
        boolean steady = segments.isSteady(query.app(), query.segment());
        return database.remembered(
                Question.of("journeys", query.app(), query, steady),
                Instant.EPOCH,
                () -> new Answer<>(ofColumns(query).orElseGet(() -> database.report(() -> counted(query))), Instant.MAX)
                        .onlyIf(steady));
    }

    private Optional<JourneyReport> ofColumns(JourneyQuery query) {
        return columns == null ? Optional.empty() : columns.report(query);
    }

    private JourneyReport counted(JourneyQuery query) {
        Totals totals = new Totals();
        List<Transition> transitions = transitions(query, totals);
        List<Path> paths = paths(query, totals);
        boolean purged = new Watermarks(database).isPurged(query.period());
        return new JourneyReport(transitions, totals.transitions, totals.distinct, paths, totals.sessions, purged);
    }

    private List<Transition> transitions(JourneyQuery query, Totals totals) {
        SqlParameters parameters = new SqlParameters();
        String sql = TRANSITIONS.formatted(steps(query, parameters), parameters.bind(query.limit()));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> {
                    totals.transitions = row.getLong("total");
                    totals.distinct = row.getLong("different");
                    return new Transition(
                            row.getString("step_from"),
                            row.getString("step_to"),
                            row.getLong("times"),
                            row.getLong("users"));
                })
                .list();
    }

    private List<Path> paths(JourneyQuery query, Totals totals) {
        SqlParameters parameters = new SqlParameters();
        String sql = PATHS.formatted(
                steps(query, parameters), parameters.bind(query.pathLength()), parameters.bind(query.limit()));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> {
                    totals.sessions = row.getLong("total");
                    List<String> steps = new ArrayList<>(
                            List.of((String[]) row.getArray("steps").getArray()));
                    return new Path(steps, row.getLong("times"), row.getLong("users"));
                })
                .list();
    }

    private String steps(JourneyQuery query, SqlParameters parameters) {
        return STEPS.formatted(Sessions.cut(
                database,
                eventNames.all(query.app()).values(),
                query.period(),
                query.sessionGap(),
                query.labelProperty(),
                segments.only(query.app(), query.segment(), "e.person_id", parameters),
                parameters));
    }

    private static final class Totals {
        private long transitions;
        private long distinct;
        private long sessions;
    }
}
