/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.person.DistinctIds;
import io.waymark.analytics.segment.SegmentSizes.Size;
import io.waymark.analytics.segment.SizeReport.Point;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.result.Answer;
import io.waymark.analytics.store.result.Question;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts and lists the people of a rule. Safe for use by many threads. */
public final class SegmentReports {

    private static final String COUNT = "select count(*) from ({persons}) s";
    private static final String DISTINCT_IDS = """
            select coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id))
            from ({persons}) s
            join {schema}.distinct_id d on d.person_id = s.person_id
            group by d.person_id
            having coalesce(min(d.distinct_id) filter (where d.identified), min(d.distinct_id)) > :after
            order by 1
            limit :limit
            """;

    private final AnalyticsDatabase database;
    private final Segments segments;
    private final @Nullable ColumnEngine columns;
    private final DistinctIds distinctIds;
    private final SegmentSizes sizes;

    /**
     * Answers from the event table.
     *
     * @param database where the events are
     * @param segments the stored segments, for rules that name one
     */
    public SegmentReports(AnalyticsDatabase database, Segments segments) {
        this(database, segments, null);
    }

    /**
     * Answers from columns of events what these can tell, and else from the event table.
     *
     * @param database where the events are
     * @param segments the stored segments, for rules that name one
     * @param columns the way to columns; {@code null} without any
     */
    public SegmentReports(AnalyticsDatabase database, Segments segments, @Nullable ColumnEngine columns) {
        this.database = database;
        this.segments = segments;
        this.columns = columns;
        this.distinctIds = new DistinctIds(database);
        this.sizes = new SegmentSizes(database, segments.eventNames(), segments, columns);
    }

    /**
     * Counts the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @return how many there are
     * @throws InvalidInputException if the rule names a segment that is not stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public long count(AppId app, SegmentRule rule) {
        return byColumns(app, rule, people -> (long) people.getCardinality()).orElseGet(() -> {
            SqlParameters parameters = new SqlParameters();
            String persons = segments.personsOf(app, rule, parameters);
            return database.report(() -> database.sql(COUNT.replace("{persons}", persons))
                    .params(parameters.values())
                    .query(Long.class)
                    .single());
        });
    }

    /**
     * Lists the people of a rule.
     *
     * @param app the app
     * @param rule the rule
     * @param limit at most so many
     * @return a distinct id of each, in order
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public List<String> persons(AppId app, SegmentRule rule, int limit) {
        return persons(app, rule, "", limit);
    }

    /**
     * Lists the people of a rule that come next, so that all of them can be listed in several parts. Each part is as of when
     * it is asked for.
     *
     * @param app the app
     * @param rule the rule
     * @param after the last id of the part before; empty for the first part
     * @param limit at most so many
     * @return a distinct id of each, in order; fewer than the limit if nobody comes after them
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public List<String> persons(AppId app, SegmentRule rule, String after, int limit) {
        return byColumns(app, rule, people -> distinctIds.of(people, after, limit))
                .orElseGet(() -> {
                    SqlParameters parameters = new SqlParameters();
                    String persons = segments.personsOf(app, rule, parameters);
                    return database.report(() -> database.sql(DISTINCT_IDS.replace("{persons}", persons))
                            .params(parameters.values())
                            .param("after", after)
                            .param("limit", limit)
                            .query(String.class)
                            .list());
                });
    }

    /**
     * Counts the people of a rule over time: those who would have been in it, had it been asked at the end of each interval.
     * What happened later is not looked at, the last days are those before that end, and people of whom nothing was known
     * are not counted. Properties of people are those that they have now.
     *
     * @param query the question
     * @return the answer
     * @throws InvalidInputException if the period has no start or more than {@value SizeReport#MAX_POINTS} intervals, or the
     *     rule names a segment that is not stored
     * @throws io.waymark.analytics.store.ReportTimeoutException if it takes longer than reports may
     */
    public SizeReport sizes(SizeQuery query) {
        AppId app = query.app();
        SegmentRule rule = segments.resolved(app, query.rule());
        Instant now = segments.now();
        CalendarBuckets intervals = intervals(query, now);
        List<AsOf> ends = IntStream.range(0, intervals.size())
                .mapToObj(intervals::endOf)
                .filter(end -> !end.isAfter(now))
                .map(AsOf::endOf)
                .toList();
        List<Size> past = ends.isEmpty()
                ? List.of()
                : database.remembered(
                        Question.of("segment sizes", app, rule, ends),
                        Instant.EPOCH,
                        () -> new Answer<>(sizes.of(app, rule, ends), Instant.MAX));
        List<Point> points = new ArrayList<>();
        for (int place = 0; place < intervals.size(); place++) {
            ZonedDateTime start = intervals.starts().get(place);
            points.add(
                    place < past.size()
                            ? new Point(
                                    start,
                                    past.get(place).users(),
                                    false,
                                    past.get(place).purged())
                            : new Point(start, count(app, rule), true, false));
        }
        return new SizeReport(query.interval(), points);
    }

    /** The intervals of which at most one, the last, is not over. */
    private static CalendarBuckets intervals(SizeQuery query, Instant now) {
        Instant from = query.period().from();
        Instant to = query.period().to();
        if (from == null) {
            throw new InvalidInputException("/from", "must be given: the size of a segment is counted from a day on");
        }
        Instant end = to == null || to.isAfter(now) ? now.plusMillis(1) : to;
        if (!from.isBefore(end)) {
            return new CalendarBuckets(List.of(), from.atZone(query.timezone()));
        }
        CalendarBuckets intervals = CalendarBuckets.covering(
                query.interval(), query.timezone(), query.weekStart(), from, end.minusMillis(1));
        if (intervals.size() > SizeReport.MAX_POINTS) {
            throw new InvalidInputException(
                    "/from",
                    "The period has more than " + SizeReport.MAX_POINTS + " "
                            + query.interval().name().toLowerCase(Locale.ROOT)
                            + "s; choose a shorter one or longer intervals");
        }
        return intervals;
    }

    private <T> Optional<T> byColumns(AppId app, SegmentRule rule, Function<RoaringBitmap, T> answer) {
        ColumnEngine engine = columns;
        SegmentPeople people = segments.peopleOf(app, rule);
        if (engine == null || !people.canBeTold()) {
            return Optional.empty();
        }
        return database.report(
                () -> engine.read(app, people.needed(), events -> answer.apply(people.of(engine, events))));
    }
}
