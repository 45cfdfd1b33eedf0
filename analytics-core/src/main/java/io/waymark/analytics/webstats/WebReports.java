/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.Watermarks;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.StorableText;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Answers which pages were visited, from where, and with what. Safe for use by many threads. */
public final class WebReports {

    /** Who did something within this time is here now. */
    public static final Duration REALTIME = Duration.ofMinutes(5);

    private static final String NONE = "(none)";

    /** What a page shows at first: one walk that tells all of it takes little more than one that tells a part. */
    private static final List<WebDimension> TOGETHER =
            List.of(WebDimension.SOURCE, WebDimension.COUNTRY, WebDimension.DEVICE);

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final DistinctIds distinctIds;
    private final SqlWeb sql;
    private final @Nullable ColumnPages columns;
    private final @Nullable ColumnWeb visits;
    private final Clock clock;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param clock tells what is now
     */
    public WebReports(AnalyticsDatabase database, EventNames eventNames, Clock clock) {
        this(database, eventNames, null, clock);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param columns the way to columns; {@code null} without any
     * @param clock tells what is now
     */
    public WebReports(AnalyticsDatabase database, EventNames eventNames, @Nullable ColumnEngine columns, Clock clock) {
        this(database, eventNames, new Segments(database, eventNames, clock), columns, clock);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param segments the stored segments, for queries that name one
     * @param columns the way to columns; {@code null} without any
     * @param clock tells what is now
     */
    public WebReports(
            AnalyticsDatabase database,
            EventNames eventNames,
            Segments segments,
            @Nullable ColumnEngine columns,
            Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.distinctIds = new DistinctIds(database);
        this.sql = new SqlWeb(database, segments, NONE);
        this.columns = columns == null ? null : new ColumnPages(database, columns, segments, NONE);
        this.visits = columns == null ? null : new ColumnWeb(database, columns, segments, NONE);
        this.clock = clock;
    }

    /**
     * Counts the views of each page, and nothing of visits, which is quick.
     *
     * @param query the question
     * @return the pages, the most viewed first, then by path
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebTable<PageViews> topPages(WebQuery query) {
        Integer view = pageView(query.app());
        if (view == null) {
            return WebTable.empty();
        }
        Optional<WebTable<PageViews>> told = columns == null ? Optional.empty() : columns.top(query, view);
        return told.orElseGet(() -> database.report(() -> ofEventTable(
                query,
                new PageTimes(database, NONE)
                        .top(view, query.period(), query.limit(), parameters -> only(query, parameters)))));
    }

    /**
     * Counts the views of each page.
     *
     * @param query the question
     * @return the pages, the most viewed first, then by path
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebTable<PageFigures> pages(WebQuery query) {
        return pages(query, PageOrder.VIEWS);
    }

    /**
     * Counts the views of each page.
     *
     * @param query the question
     * @param order which pages come first
     * @return the pages in that order, then by path
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebTable<PageFigures> pages(WebQuery query, PageOrder order) {
        Integer view = pageView(query.app());
        if (view == null) {
            return WebTable.empty();
        }
        Collection<Integer> names = eventNames.all(query.app()).values();
        Optional<WebParts> all = told(query, view, TOGETHER, true);
        if (all.isPresent()) {
            return all.get().top(order, query.limit());
        }
        return remembered(query, steady -> Question.of("pages", query.app(), query, order, steady), () -> {
            Optional<WebParts> told = parts(query, view, List.of(), true);
            if (told.isPresent()) {
                return told.get().top(order, query.limit());
            }
            return ofEventTable(query, sql.pages(query, names, view, order));
        });
    }

    /**
     * Counts the views of some pages over time, in weeks that begin on Monday.
     *
     * @param query the question, of a period with both bounds; its limit does not matter
     * @param pages the paths; {@code (none)} for views without one
     * @param interval how long each count is
     * @param timezone whose calendar
     * @return the counts of each page, in the order of the intervals, none left out
     * @throws io.waymark.analytics.InvalidInputException if the period lacks a bound or has too many intervals
     */
    public Map<String, List<Long>> pageViews(
            WebQuery query, Collection<String> pages, CalendarInterval interval, ZoneId timezone) {
        return pageViews(query, pages, interval, timezone, DayOfWeek.MONDAY);
    }

    /**
     * Counts the views of some pages over time.
     *
     * @param query the question, of a period with both bounds; its limit does not matter
     * @param pages the paths; {@code (none)} for views without one
     * @param interval how long each count is
     * @param timezone whose calendar
     * @param weekStart the first day of a week
     * @return the counts of each page, in the order of the intervals, none left out
     * @throws io.waymark.analytics.InvalidInputException if the period lacks a bound or has too many intervals
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public Map<String, List<Long>> pageViews(
            WebQuery query, Collection<String> pages, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {
        Instant from = query.period().from();
        Instant to = query.period().to();
        if (from == null || to == null) {
            throw new InvalidInputException("/from", "Views over time need a period with a start and an end");
        }
        CalendarBuckets buckets = CalendarBuckets.covering(interval, timezone, weekStart, from, to.minusMillis(1));
        Integer view = pageView(query.app());
        return remembered(
                query,
                steady -> Question.of(
                        "page views",
                        query.app(),
                        query,
                        List.copyOf(pages),
                        interval,
                        timezone,
                        weekStart,
                        view,
                        steady),
                () -> {
                    Optional<Map<String, List<Long>>> told = columns == null || view == null
                            ? Optional.empty()
                            : columns.views(query, view, buckets, pages);
                    return told.orElseGet(() -> new PageTimes(database, NONE)
                            .views(
                                    view == null ? 0 : view,
                                    query.period(),
                                    buckets,
                                    pages,
                                    parameters -> only(query, parameters)));
                });
    }

    /**
     * Lists the people behind a page: who viewed it.
     *
     * @param query the question; its limit is how many people at most
     * @param page the path; {@code (none)} for views without one
     * @return a distinct id of each, in order
     * @throws io.waymark.analytics.InvalidInputException if no such segment is stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public List<String> viewers(WebQuery query, String page) {
        Integer view = pageView(query.app());
        if (view == null || !StorableText.test(page)) {
            return List.of();
        }
        Optional<RoaringBitmap> told = columns == null ? Optional.empty() : columns.viewers(query, view, page);
        return database.report(() -> distinctIds.of(
                told.orElseGet(() -> new PageTimes(database, NONE)
                        .viewers(view, query.period(), page, parameters -> only(query, parameters))),
                query.limit()));
    }

    /**
     * Tells the visits that have page views apart.
     *
     * @param query the question
     * @param dimension by what
     * @return the parts, that of most visitors first, then of most sessions, then by value
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public WebTable<VisitFigures> visits(WebQuery query, WebDimension dimension) {
        Integer view = pageView(query.app());
        if (view == null) {
            return WebTable.empty();
        }
        Collection<Integer> names = eventNames.all(query.app()).values();
        boolean together = TOGETHER.contains(dimension);
        Optional<WebTable<VisitFigures>> all = told(query, view, together ? TOGETHER : List.of(dimension), together)
                .map(parts -> parts.top(dimension, query.limit()));
        if (all.isPresent()) {
            return all.get();
        }
        return remembered(query, steady -> Question.of("visits", query.app(), query, dimension, steady), () -> {
            Optional<WebParts> told = together ? parts(query, view, List.of(dimension), false) : Optional.empty();
            if (told.isPresent()) {
                return told.get().top(dimension, query.limit());
            }
            return ofEventTable(query, sql.visits(query, names, view, dimension));
        });
    }

    /**
     * Counts visits over time, in weeks that begin on Monday.
     *
     * @param query the question; its limit does not matter
     * @param interval how long each point is
     * @param timezone whose calendar
     * @return the points, in order, none left out; none without events
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals
     */
    public List<WebPoint> timeSeries(WebQuery query, CalendarInterval interval, ZoneId timezone) {
        return timeSeries(query, interval, timezone, DayOfWeek.MONDAY);
    }

    /**
     * Counts visits over time.
     *
     * @param query the question; its limit does not matter
     * @param interval how long each point is
     * @param timezone whose calendar
     * @param weekStart the first day of a week
     * @return the points, in order, none left out; none without events
     * @throws io.waymark.analytics.InvalidInputException if the period has too many intervals
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public List<WebPoint> timeSeries(WebQuery query, CalendarInterval interval, ZoneId timezone, DayOfWeek weekStart) {
        Integer view = pageView(query.app());
        Collection<Integer> names = eventNames.all(query.app()).values();
        return remembered(
                query,
                steady -> Question.of(
                        "visits over time",
                        query.app(),
                        query,
                        interval,
                        timezone,
                        weekStart,
                        view,
                        Set.copyOf(names),
                        steady),
                () -> (visits == null
                                ? Optional.<List<WebPoint>>empty()
                                : visits.points(query, names, view, interval, timezone, weekStart, clock.instant()))
                        .orElseGet(() -> new WebTimes(
                                        database,
                                        names,
                                        view == null ? 0 : view,
                                        clock.instant(),
                                        parameters -> only(query, parameters))
                                .points(query, interval, timezone, weekStart)));
    }

    /**
     * Counts who is here now.
     *
     * @param app whose events
     * @return how many different people have an event within the last {@link #REALTIME}
     * @throws io.waymark.analytics.store.ReportTimeoutException if the database takes too long
     */
    public long realtime(AppId app) {
        Instant now = clock.instant();
        Period period = Period.between(now.minus(REALTIME), now.plusMillis(1));
        Optional<Long> told = visits == null
                ? Optional.empty()
                : visits.people(app, eventNames.all(app).values(), period);
        return told.orElseGet(
                () -> database.report(() -> sql.people(eventNames.all(app).values(), period)));
    }

    /** All that one walk tells, whichever part of it is asked first; empty if columns cannot tell all of it. */
    private Optional<WebParts> told(WebQuery query, int view, List<WebDimension> by, boolean pages) {
        if (visits == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean steady = segments.isSteady(query.app(), query.segment());
        Told told = database.remembered(
                Question.of(
                        "web parts",
                        query.app(),
                        query.period(),
                        query.sessionGap(),
                        query.segment(),
                        view,
                        by,
                        pages,
                        steady),
                now,
                () -> {
                    Optional<WebParts> parts = parts(query, view, by, pages);
                    return Answer.ofCalendar(new Told(parts.orElse(null)), now).onlyIf(steady && parts.isPresent());
                });
        return Optional.ofNullable(told.parts());
    }

    private record Told(@Nullable WebParts parts) {}

    private Optional<WebParts> parts(WebQuery query, int view, List<WebDimension> by, boolean pages) {
        return visits == null
                ? Optional.empty()
                : visits.parts(query, eventNames.all(query.app()).values(), view, by, pages);
    }

    private <T> WebTable<T> ofEventTable(WebQuery query, List<T> rows) {
        return new WebTable<>(rows, new Watermarks(database).isPurged(query.period()));
    }

    private <T> T remembered(WebQuery query, Function<Boolean, Question> question, Supplier<T> report) {
        Instant now = clock.instant();
        boolean steady = segments.isSteady(query.app(), query.segment());
        return database.remembered(
                question.apply(steady),
                now,
                () -> Answer.ofCalendar(database.report(report), now).onlyIf(steady));
    }

    private String only(WebQuery query, SqlParameters parameters) {
        return segments.only(query.app(), query.segment(), "e.person_id", parameters);
    }

    private @Nullable Integer pageView(AppId app) {
        return eventNames.find(app, Set.of(StandardEvents.PAGE_VIEW)).get(StandardEvents.PAGE_VIEW);
    }
}
