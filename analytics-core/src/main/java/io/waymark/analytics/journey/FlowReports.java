/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.journey.FlowReport.Link;
import io.waymark.analytics.journey.FlowReport.Node;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Answers which ways people take. Safe for use by many threads. */
public final class FlowReports {

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final Clock clock;
    private final @Nullable ColumnJourneys columns;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param clock tells who has been quiet until now
     */
    public FlowReports(AnalyticsDatabase database, EventNames eventNames, Segments segments, Clock clock) {
        this(database, eventNames, segments, null, clock);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells who has been quiet until now
     */
    public FlowReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.clock = clock;
        this.columns = columns == null ? null : new ColumnJourneys(database, eventNames, segments, columns, clock);
    }

    /**
     * Counts steps and the ways between them.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public FlowReport report(FlowQuery query) {
        Collection<Integer> names = eventNames.all(query.app()).values();
        Instant now = clock.instant();
        Instant to = query.period().to();
        Instant end = to == null || to.isAfter(now) ? now : to;
        boolean steady =
                segments.isSteady(query.app(), query.segment()) && (query.mode() != FlowMode.CHURN || !end.equals(now));
        return database.remembered(
                Question.of("flow", query.app(), query, Set.copyOf(names), steady),
                now,
                () -> Answer.ofCalendar(ofColumns(query, end).orElseGet(() -> counted(query, names, end)), now)
                        .onlyIf(steady));
    }

    private Optional<FlowReport> ofColumns(FlowQuery query, Instant end) {
        return columns == null ? Optional.empty() : columns.report(query, end);
    }

    private FlowReport counted(FlowQuery query, Collection<Integer> names, Instant end) {
        return database.report(() -> {
            Asked asked = new Asked(query, names, end);
            List<String> kept =
                    asked.list(FlowStatement::top, (row, number) -> row.getInt("place") + " " + row.getString("label"));
            List<Node> nodes = asked.list(
                    statement -> statement.nodes(kept),
                    (row, number) -> new Node(
                            row.getInt("place"),
                            row.getString("label"),
                            row.getLong("times"),
                            row.getLong("users"),
                            row.getLong("ended")));
            List<Link> links = asked.list(
                    statement -> statement.links(kept),
                    (row, number) -> new Link(
                            row.getInt("place"),
                            row.getString("step_from"),
                            row.getString("step_to"),
                            row.getLong("times"),
                            row.getLong("users")));
            boolean purged = new Watermarks(database).isPurged(query.period());
            return asked.list(
                            FlowStatement::total,
                            (row, number) ->
                                    new FlowReport(row.getLong("times"), row.getLong("users"), nodes, links, purged))
                    .get(0);
        });
    }

    private final class Asked {

        private final FlowQuery query;
        private final Collection<Integer> names;
        private final Instant end;

        Asked(FlowQuery query, Collection<Integer> names, Instant end) {
            this.query = query;
            this.names = names;
            this.end = end;
        }

        <T> List<T> list(Function<FlowStatement, String> sql, RowMapper<T> row) {
            FlowStatement statement = new FlowStatement(database, query, names, segments, end);
            return Objects.requireNonNull(database.sql(sql.apply(statement))
                    .params(statement.parameters().values())
                    .query(row)
                    .list());
        }
    }
}
