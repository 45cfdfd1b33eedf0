/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import io.waymark.analytics.webstats.SessionReport.DayCount;
import io.waymark.analytics.webstats.SessionReport.LabelCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what visits there were. Safe for use by many threads. */
public final class SessionReports {

    /*
     * Each session is a row of four kinds: the total, its entry, its exit and its day of start. So one pass over the
     * events answers all, and nothing has to be kept between statements.
     */
    private static final String REPORT = """
            select kind, key, sessions, users, events, bounces, duration, median, duration_of_several
            from (
              select kind, key, sessions, users, events, bounces, duration, median, duration_of_several,
                     row_number() over (partition by kind order by sessions desc, key) as place
              from (
                select kind, key, count(*) as sessions, count(*) filter (where first_of_person) as users,
                       sum(events)::bigint as events, count(*) filter (where %s) as bounces,
                       sum(duration)::float8 / count(*) as duration,
                       percentile_cont(0.5) within group (order by duration) filter (where kind = 0) as median,
                       (sum(duration) filter (where events > 1))::float8
                         / nullif(count(*) filter (where events > 1), 0) as duration_of_several
                from (
                  select person_id, session, bool_or(first_of_person) as first_of_person, count(*) as events,
                         count(*) filter (where event_name_id = %s) as views, min(occurred_at) as started_at,
                         extract(epoch from max(occurred_at) - min(occurred_at)) as duration,
                         min(label) filter (where first) as entry, min(label) filter (where last) as exit
                  from (%s) e
                  group by person_id, session
                ) s cross join lateral (values (0, null), (1, entry), (2, exit),
                  (3, to_char(started_at at time zone %s, 'YYYY-MM-DD'))) as k (kind, key)
                group by kind, key
              ) g
            ) ranked
            where kind in (0, 3) or place <= %s
            order by kind, case kind when 3 then 0 else place end, key
            """;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final @Nullable ColumnSessions columns;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     */
    public SessionReports(AnalyticsDatabase database, EventNames eventNames) {
        this(database, eventNames, new Segments(database, eventNames, Clock.systemUTC()));
    }

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for questions about one
     */
    public SessionReports(AnalyticsDatabase database, EventNames eventNames, Segments segments) {
        this(database, eventNames, segments, null);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for questions about one
     * @param columns the way to columns; {@code null} without any
     */
    public SessionReports(
            AnalyticsDatabase database, EventNames eventNames, Segments segments, @Nullable ColumnEngine columns) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.columns = columns == null ? null : new ColumnSessions(database, columns, segments);
    }

    /**
     * Counts sessions.
     *
     * @param query the question
     * @return the answer
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public SessionReport report(SessionQuery query) {
        String event = query.event();
        Map<String, Integer> names =
                event == null ? eventNames.all(query.app()) : eventNames.find(query.app(), Set.of(event));
        Collection<Integer> ids = names.values();
        Integer pageView = find(query.app(), query.pageView());
        ColumnSessions engine = columns;
        boolean steady = segments.isSteady(query.app(), query.segment());
        return remembered(
                Question.of("sessions", query.app(), query, Set.copyOf(ids), pageView, steady), steady, () -> {
                    Optional<SessionReport> told =
                            engine == null ? Optional.empty() : engine.report(query, names, pageView);
                    if (told.isPresent()) {
                        return told.get();
                    }
                    SqlParameters parameters = new SqlParameters();
                    String sql = REPORT.formatted(
                            Sessions.isBounce(pageView),
                            parameters.bind(pageView == null ? 0 : pageView),
                            Sessions.cut(
                                    database,
                                    ids,
                                    query.period(),
                                    query.sessionGap(),
                                    query.labelProperty(),
                                    segments.only(query.app(), query.segment(), "e.person_id", parameters),
                                    parameters),
                            parameters.bind(query.timezone().getId()),
                            parameters.bind(query.limit()));
                    Rows rows = new Rows(new Watermarks(database).isPurged(query.period()));
                    database.sql(sql).params(parameters.values()).query(rows::add);
                    return rows.report();
                });
    }

    /**
     * Sums the web statistics of a period up. An app that never tracked a page view has bounces all the same: sessions
     * of one event.
     *
     * @param app whose events
     * @param period when they happened
     * @return the five figures
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebOverview webOverview(AppId app, Period period) {
        return webOverview(new WebQuery(app, period, 1));
    }

    /**
     * Sums web statistics up.
     *
     * @param query the question; its limit does not matter
     * @return the five figures
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebOverview webOverview(WebQuery query) {
        AppId app = query.app();
        String segment = query.segment();
        Collection<Integer> ids = eventNames.all(app).values();
        Integer pageView = find(app, StandardEvents.PAGE_VIEW);
        boolean steady = segments.isSteady(app, segment);
        ColumnSessions engine = columns;
        return remembered(
                Question.of(
                        "web overview",
                        app,
                        query.period(),
                        query.sessionGap(),
                        Set.copyOf(ids),
                        pageView,
                        segment,
                        steady),
                steady,
                () -> (engine == null ? Optional.<WebOverview>empty() : engine.overview(query, ids, pageView))
                        .orElseGet(() -> WebOverview.of(
                                Sessions.figures(
                                        database,
                                        ids,
                                        query.period(),
                                        query.sessionGap(),
                                        pageView,
                                        parameters -> segments.only(app, segment, "e.person_id", parameters)),
                                new Watermarks(database).isPurged(query.period()))));
    }

    private <T> T remembered(Question question, boolean steady, Supplier<T> report) {
        return database.remembered(
                question, Instant.EPOCH, () -> new Answer<>(database.report(report), Instant.MAX).onlyIf(steady));
    }

    private @Nullable Integer find(AppId app, @Nullable String event) {
        return event == null ? null : eventNames.find(app, Set.of(event)).get(event);
    }

    private static final class Rows {

        private SessionReport total;
        private final List<LabelCount> entries = new ArrayList<>();
        private final List<LabelCount> exits = new ArrayList<>();
        private final List<DayCount> days = new ArrayList<>();

        Rows(boolean purged) {
            this.total = SessionReport.none(purged);
        }

        void add(ResultSet row) throws SQLException {
            long sessions = row.getLong("sessions");
            switch (row.getInt("kind")) {
                case 0 -> total = total(row);
                case 1 -> entries.add(new LabelCount(row.getString("key"), sessions));
                case 2 -> exits.add(new LabelCount(row.getString("key"), sessions));
                default -> days.add(new DayCount(LocalDate.parse(row.getString("key")), sessions));
            }
        }

        private SessionReport total(ResultSet row) throws SQLException {
            long sessions = row.getLong("sessions");
            long bounces = row.getLong("bounces");
            long events = row.getLong("events");
            return new SessionReport(
                    sessions,
                    row.getLong("users"),
                    events,
                    bounces,
                    100.0 * bounces / sessions,
                    (double) events / sessions,
                    row.getDouble("duration"),
                    row.getDouble("median"),
                    row.getDouble("duration_of_several"),
                    List.of(),
                    List.of(),
                    List.of(),
                    total.purged());
        }

        SessionReport report() {
            return new SessionReport(
                    total.sessions(),
                    total.users(),
                    total.events(),
                    total.bounces(),
                    total.bounceRate(),
                    total.averageEvents(),
                    total.averageDurationSeconds(),
                    total.medianDurationSeconds(),
                    total.averageDurationSecondsOfSeveralEvents(),
                    entries,
                    exits,
                    days,
                    total.purged());
        }
    }
}
