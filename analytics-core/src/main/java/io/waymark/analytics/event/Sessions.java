/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.Period;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the events of each person, in their order, into sessions.
 *
 * <ol>
 *   <li>An event with a session id of the client belongs to the session of that id, whatever came between.
 *   <li>An event without one belongs to the session of the event before it, unless that is longer ago than the timeout
 *       or there is none: then it starts a session.
 * </ol>
 *
 * <p>A run is a stretch of events that the second rule, or equal ids, hold together; its first event decides which
 * session it belongs to. The stored id of a session is a 64-bit hash: it equals the number of a run as good as never.
 */
public final class Sessions {

    /** A gap of more than this starts a new session, unless said otherwise. */
    public static final Duration DEFAULT_GAP = Duration.ofMinutes(30);

    private static final String HAS_IDS = """
            select exists (select from {schema}.event e where %s and e.session is not null)
            """;

    private static final String RUNS = """
            select m.*, count(*) filter (where starts_run)
              over (partition by person_id order by occurred_at, seq) as run
            from (
              select e.person_id, e.occurred_at, e.seq, e.event_name_id, e.session as client_session,
                     %1$s collate "C" as label, lag(%1$s) over person collate "C" as label_before,
                     row_number() over person = 1 as first_of_person,
                     case when e.session is null
                       then coalesce(e.occurred_at - lag(e.occurred_at) over person > %2$s, true)
                       else e.session is distinct from lag(e.session) over person end as starts_run
              from {people}.event e join {schema}.event_name n on n.id = e.event_name_id
              where %3$s
              window person as (partition by e.person_id order by e.occurred_at, e.seq)
            ) m
            """;

    // Without ids of clients a run is a session, and the events of a session follow each other.
    private static final String CUT_BY_RUN = """
            select person_id, event_name_id, occurred_at, seq, label, first_of_person, run as session,
                   case when not starts_run then label_before end as previous, starts_run as first,
                   coalesce(lead(starts_run) over (partition by person_id order by occurred_at, seq), true) as last
            from (%s) r
            """;

    private static final String CUT_BY_ID = """
            select person_id, event_name_id, occurred_at, seq, label, first_of_person, session,
                   lag(label) over visit as previous, row_number() over visit = 1 as first,
                   lead(seq) over visit is null as last
            from (
              select r.*, coalesce(first_value(client_session)
                over (partition by person_id, run order by occurred_at, seq), run) as session
              from (%s) r
            ) s
            window visit as (partition by person_id, session order by occurred_at, seq)
            """;

    private static final String FIGURES = """
            select count(*) as sessions, count(*) filter (where first_of_person) as users,
                   coalesce(sum(events), 0)::bigint as events, coalesce(sum(views), 0)::bigint as views,
                   count(*) filter (where %s) as bounces, coalesce(sum(duration)::float8 / nullif(count(*), 0), 0) as duration
            from (
              select person_id, session, bool_or(first_of_person) as first_of_person, count(*) as events,
                     count(*) filter (where event_name_id = %s) as views,
                     extract(epoch from max(occurred_at) - min(occurred_at)) as duration
              from (%s) e
              group by person_id, session
            ) s
            """;

    private Sessions() {}

    /**
     * A query of events with their sessions: {@code person_id, event_name_id, occurred_at, seq, label, first_of_person,
     * session, previous, first, last}. The number of a session means something within its person only; {@code previous}
     * is the label before in the session; {@code first} and {@code last} are those of the session.
     *
     * @param database where the events are; asked whether any of them has a session id
     * @param eventNameIds the names of the events to look at
     * @param period when they happened; a session is cut at its bounds
     * @param timeout a gap of more than this starts a new session
     * @param labelProperty the property whose value is the label of an event that carries it; {@code null} for the
     *     event name only
     * @param condition a condition on the event {@code e}; {@code true} for all
     * @param parameters takes the values
     * @return the query, with {@code {schema}} for the schema
     */
    public static String cut(
            AnalyticsDatabase database,
            Collection<Integer> eventNameIds,
            Period period,
            Duration timeout,
            @Nullable String labelProperty,
            String condition,
            SqlParameters parameters) {
        String label = labelProperty == null
                ? "n.name"
                : "coalesce(e.properties ->> " + parameters.bind(labelProperty) + "::text, n.name)";
        return cutLabelled(database, eventNameIds, period, timeout, label, condition, parameters);
    }

    /**
     * The same with the value of a property for the label: {@code null} for an event that does not carry it.
     *
     * @param database where the events are; asked whether any of them has a session id
     * @param eventNameIds the names of the events to look at
     * @param period when they happened; a session is cut at its bounds
     * @param timeout a gap of more than this starts a new session
     * @param property the property
     * @param condition a condition on the event {@code e}; {@code true} for all
     * @param parameters takes the values
     * @return the query, with {@code {schema}} for the schema
     */
    public static String cutBy(
            AnalyticsDatabase database,
            Collection<Integer> eventNameIds,
            Period period,
            Duration timeout,
            String property,
            String condition,
            SqlParameters parameters) {
        String label = "(e.properties ->> " + parameters.bind(property) + "::text)";
        return cutLabelled(database, eventNameIds, period, timeout, label, condition, parameters);
    }

    /**
     * The same with a label of one's own, of some events only.
     *
     * @param database where the events are; asked whether any of them has a session id
     * @param eventNameIds the names of the events to look at
     * @param period when they happened; a session is cut at its bounds
     * @param timeout a gap of more than this starts a new session
     * @param label an expression over the event {@code e} and its name {@code n}
     * @param condition a condition on the event {@code e}; {@code true} for all
     * @param parameters takes the values
     * @return the query, with {@code {schema}} for the schema
     */
    public static String cutLabelled(
            AnalyticsDatabase database,
            Collection<Integer> eventNameIds,
            Period period,
            Duration timeout,
            String label,
            String condition,
            SqlParameters parameters) {
        String runs = RUNS.formatted(
                label,
                parameters.bind(timeout.toMillis()) + "::bigint * interval '1 millisecond'",
                EventScan.of(eventNameIds, period, "e", parameters) + " and " + condition);
        return (haveIds(database, eventNameIds, period) ? CUT_BY_ID : CUT_BY_RUN).formatted(runs);
    }

    private static boolean haveIds(AnalyticsDatabase database, Collection<Integer> eventNameIds, Period period) {
        SqlParameters parameters = new SqlParameters();
        String sql = HAS_IDS.formatted(EventScan.of(eventNameIds, period, "e", parameters));
        return database.sql(sql)
                .params(parameters.values())
                .query(Boolean.class)
                .single();
    }

    /**
     * A condition on a session with so many {@code events} and page {@code views}: whether it is a bounce. It is if it
     * has one event, which is a page view where the app has such.
     *
     * @param pageViewId the number of the event name that is a page view; {@code null} for none
     * @return the condition
     */
    public static String isBounce(@Nullable Integer pageViewId) {
        return pageViewId == null ? "events = 1" : "events = 1 and views = 1";
    }

    /**
     * Sums the sessions of a period up.
     *
     * @param database where the events are
     * @param eventNameIds the names of the events to look at
     * @param period when they happened; a session is cut at its bounds
     * @param timeout a gap of more than this starts a new session
     * @param pageViewId the number of the event name that is a page view; {@code null} for none
     * @return the figures
     */
    public static SessionFigures figures(
            AnalyticsDatabase database,
            Collection<Integer> eventNameIds,
            Period period,
            Duration timeout,
            @Nullable Integer pageViewId) {
        return figures(database, eventNameIds, period, timeout, pageViewId, parameters -> "true");
    }

    /**
     * Sums the sessions of some people up.
     *
     * @param database where the events are
     * @param eventNameIds the names of the events to look at
     * @param period when they happened; a session is cut at its bounds
     * @param timeout a gap of more than this starts a new session
     * @param pageViewId the number of the event name that is a page view; {@code null} for none
     * @param people a condition on the event {@code e}, which puts its values where it is told
     * @return the figures
     */
    public static SessionFigures figures(
            AnalyticsDatabase database,
            Collection<Integer> eventNameIds,
            Period period,
            Duration timeout,
            @Nullable Integer pageViewId,
            Function<SqlParameters, String> people) {
        SqlParameters parameters = new SqlParameters();
        String sql = FIGURES.formatted(
                isBounce(pageViewId),
                parameters.bind(pageViewId == null ? 0 : pageViewId),
                cut(database, eventNameIds, period, timeout, null, people.apply(parameters), parameters));
        return database.sql(sql)
                .params(parameters.values())
                .query((row, number) -> new SessionFigures(
                        row.getLong("sessions"),
                        row.getLong("users"),
                        row.getLong("events"),
                        row.getLong("views"),
                        row.getLong("bounces"),
                        row.getDouble("duration")))
                .single();
    }
}
