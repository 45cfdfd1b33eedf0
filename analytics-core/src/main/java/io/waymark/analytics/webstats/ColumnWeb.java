/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.MeanLength;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.CalendarBuckets;
import io.waymark.analytics.event.EventBounds;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.webstats.walk.Part;
import io.waymark.analytics.webstats.walk.PointSum;
import io.waymark.analytics.webstats.walk.WebCounts;
import io.waymark.analytics.webstats.walk.WebPlan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells pages and visits apart from columns of events. Every answer is empty if columns cannot tell. */
final class ColumnWeb {

    private final AnalyticsDatabase database;
    private final ColumnEngine engine;
    private final VisitReader visits;
    private final String unknown;

    ColumnWeb(AnalyticsDatabase database, ColumnEngine engine, Segments segments, String unknown) {
        this.database = database;
        this.engine = engine;
        this.visits = new VisitReader(database, engine, segments);
        this.unknown = unknown;
    }

    /** Of some dimensions, and with pages if they are asked for. */
    Optional<WebParts> parts(
            WebQuery query, Collection<Integer> eventNameIds, int pageView, List<WebDimension> by, boolean pages) {
        Millis range = Millis.of(query.period());
        WebPlan.Question question = new WebPlan.Question(
                Set.copyOf(eventNameIds),
                pageView,
                query.sessionGap(),
                by.stream()
                        .map(each -> new WebPlan.Dimension(each.property(), each.replaced(), each.replacement()))
                        .toList(),
                pages ? StandardProperties.PATH : null,
                unknown);
        return visits.read(query.app(), query.segment(), new WebPlan(question, range).walk(), read -> {
            Key key = read.key(new Question(question, range), Set.copyOf(eventNameIds), range)
                    .orElse(null);
            return engine.memory()
                    .find(key, WebParts.class, () -> parts(new WebWalks(read, question, range).counts(), by))
                    .withPurged(read.events().isPurged(query.period()));
        });
    }

    /** What parts depend on besides events. */
    private record Question(WebPlan.Question question, Millis range) {}

    private static WebParts parts(WebCounts counts, List<WebDimension> by) {
        List<PageFigures> pages = new ArrayList<>();
        counts.pages()
                .forEach((page, part) -> pages.add(new PageFigures(
                        page, part.views(), part.people(), part.entries(), part.exits(), part.bounces())));
        Map<WebDimension, List<VisitFigures>> visits = new EnumMap<>(WebDimension.class);
        for (int dimension = 0; dimension < by.size(); dimension++) {
            visits.put(by.get(dimension), visits(counts.visits(dimension)));
        }
        return new WebParts(pages, visits, false);
    }

    private static List<VisitFigures> visits(Map<String, Part> parts) {
        List<VisitFigures> visits = new ArrayList<>();
        parts.forEach((value, part) -> {
            if (part.visits() > 0) {
                visits.add(new VisitFigures(
                        value,
                        part.people(),
                        part.visits(),
                        part.views(),
                        100.0 * part.bounces() / part.visits(),
                        MeanLength.seconds(part.millis(), part.visits())));
            }
        });
        visits.sort(Comparator.comparingLong(VisitFigures::visitors)
                .thenComparingLong(VisitFigures::sessions)
                .reversed()
                .thenComparing(VisitFigures::value, PropertyValue::compareText));
        return visits;
    }

    /** The points of a period, whose events have some names. */
    Optional<List<WebPoint>> points(
            WebQuery query,
            Collection<Integer> eventNameIds,
            @Nullable Integer pageView,
            CalendarInterval interval,
            ZoneId timezone,
            DayOfWeek weekStart,
            Instant now) {
        Set<Integer> names = new HashSet<>(eventNameIds);
        TotalsPlan plan = TotalsPlan.ofWeb(names, Millis.of(query.period()), query.sessionGap(), pageView);
        return visits.read(
                query.app(),
                query.segment(),
                plan.walk(false),
                read -> points(read, query.period(), plan, interval, timezone, weekStart, now));
    }

    private static List<WebPoint> points(
            Visits read,
            Period period,
            TotalsPlan plan,
            CalendarInterval interval,
            ZoneId timezone,
            DayOfWeek weekStart,
            Instant now) {
        Period bounds = EventBounds.close(period, open -> {
                    Millis range = Millis.of(open);
                    return read.events().bounds(plan.eventNameIds(), range.from(), range.to());
                })
                .orElse(null);
        if (bounds == null) {
            return List.of();
        }
        CalendarBuckets buckets = WebTimes.buckets(bounds, interval, timezone, weekStart);
        long missingBefore = read.events().missingBefore();
        Instant missing = missingBefore == Long.MIN_VALUE ? null : Instant.ofEpochMilli(missingBefore);
        Optional<long[][]> byDay = interval == CalendarInterval.HOUR
                ? Optional.empty()
                : read.days(plan).points(timezone, starts(buckets));
        if (byDay.isPresent()) {
            return WebTimes.points(buckets, point -> byDay.get()[point], now, missing);
        }
        PointSum sum = read.sum(plan.walk(false), any -> new PointSum(buckets));
        return WebTimes.points(buckets, sum::counts, now, missing);
    }

    private static long[] starts(CalendarBuckets buckets) {
        return buckets.starts().stream()
                .mapToLong(start -> start.toInstant().toEpochMilli())
                .toArray();
    }

    /** How many different people did anything. */
    Optional<Long> people(AppId app, Collection<Integer> eventNameIds, Period period) {
        Millis range = Millis.of(period);
        Set<Integer> names = new HashSet<>(eventNameIds);
        return database.report(() -> engine.read(
                app, events -> events.persons(names, range.from(), range.to()).getLongCardinality()));
    }
}
