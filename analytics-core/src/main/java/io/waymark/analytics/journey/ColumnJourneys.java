/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Period;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.journey.flow.FlowPlan;
import io.waymark.analytics.journey.flow.FlowQuestion;
import io.waymark.analytics.journey.flow.FlowScan;
import io.waymark.analytics.journey.path.PathScan;
import io.waymark.analytics.journey.step.StepProperty;
import io.waymark.analytics.journey.step.StepWalk;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Answers which ways people take by columns of events. */
final class ColumnJourneys {

    /** For so long a question is not asked of columns again after these could not tell, mostly late in their scan. */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    private static final int MAX_UNTOLD = 200;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final Segments segments;
    private final ColumnEngine engine;
    private final Clock clock;
    private final Cache<Record, Instant> untold =
            CacheBuilder.newBuilder().maximumSize(MAX_UNTOLD).build();

    ColumnJourneys(
            AnalyticsDatabase database, EventNames eventNames, Segments segments, ColumnEngine engine, Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.segments = segments;
        this.engine = engine;
        this.clock = clock;
    }

    /** The transitions and paths; empty if columns cannot tell. */
    Optional<JourneyReport> report(JourneyQuery query) {
        String label = query.labelProperty();
        if (NeededProperties.KEYS.equals(label) || NeededProperties.SESSION.equals(label)) {
            return Optional.empty();
        }
        Map<String, Integer> names = eventNames.all(query.app());
        StepProperty property =
                label == null ? null : new StepProperty(label, names.values(), UnaryOperator.identity());
        return read(
                query,
                query.app(),
                query.segment(),
                byClientIds -> new StepWalk(query.period(), names, query.sessionGap(), byClientIds, property),
                (walk, memory, events, people) -> new PathScan(walk, query.pathLength(), query.limit(), memory)
                        .report(engine, events, people)
                        .withPurged(events.isPurged(query.period())));
    }

    /**
     * The flow; empty if columns cannot tell.
     *
     * @param end who has been quiet before it for long enough counts as churned
     */
    Optional<FlowReport> report(FlowQuery query, Instant end) {
        Map<String, Integer> names = eventNames.all(query.app());
        Integer pageView = names.get(StandardEvents.PAGE_VIEW);
        PageGroups groups = new PageGroups(query.patterns());
        StepProperty property =
                pageView == null ? null : new StepProperty(StandardProperties.PATH, Set.of(pageView), groups::of);
        Duration gap = query.sessions() ? query.sessionGap() : null;
        return read(
                query,
                query.app(),
                query.segment(),
                byClientIds -> new StepWalk(query.period(), names, gap, byClientIds, property),
                (walk, memory, events, people) -> new FlowScan(walk, question(query, names, end), memory)
                        .report(engine, events, people)
                        .withPurged(events.isPurged(query.period())));
    }

    private static FlowQuestion question(FlowQuery query, Map<String, Integer> names, Instant end) {
        FlowPlan.Anchor anchor = switch (query.mode()) {
            case START -> FlowPlan.Anchor.FIRST;
            case FROM, TO, AROUND -> FlowPlan.Anchor.EVENT;
            case CHURN -> FlowPlan.Anchor.LAST;
        };
        FlowPlan plan = new FlowPlan(
                anchor, query.event(), query.before(), query.after(), Millis.notBefore(end.minus(query.quietFor())));
        FlowQuery anyTime = query.during(Period.allTime()).quietFor(Duration.ZERO);
        return new FlowQuestion(plan, query.top(), List.of(anyTime, Map.copyOf(names)));
    }

    private interface Walk {
        StepWalk of(boolean byClientIds);
    }

    private interface Report<T> {
        T of(StepWalk walk, WalkMemory memory, EventColumns events, @Nullable RoaringBitmap people);
    }

    private <T> Optional<T> read(Record query, AppId app, @Nullable String segment, Walk steps, Report<T> report) {
        Instant until = untold.getIfPresent(query);
        if (until != null && clock.instant().isBefore(until)) {
            return Optional.empty();
        }
        SegmentFilter only = SegmentFilter.of(segments, app, segment);
        return database.report(() -> {
            ReportRun run = Objects.requireNonNull(database.currentReport());
            StepWalk walk = steps.of(ColumnVisits.haveClientIds(database, app));
            return engine.read(app, walk.needed().and(only.needed()), events -> {
                RoaringBitmap people = only.people(database, engine, events);
                try (WalkMemory memory = new WalkMemory(run)) {
                    return report.of(walk, memory, events, people);
                } catch (UnansweredException e) {
                    untold.put(query, clock.instant().plus(UNTOLD));
                    throw e;
                }
            });
        });
    }
}
