/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.funnel.FunnelReport.Group;
import io.waymark.analytics.funnel.FunnelReport.GroupKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts people into a report. Not safe for use by several threads. */
final class FunnelCount {

    private static final int MOST_VALUES = 20;

    private final FunnelDefinition definition;
    private final Instant now;
    private final Period period;
    private final FunnelFigures everybody;
    private final FunnelTrend trend;
    private final Map<@Nullable String, FunnelFigures> byValue = new HashMap<>();
    private long windowOpen;
    private boolean purged;
    private long firstToClose = Long.MAX_VALUE;

    FunnelCount(FunnelQuery query, Instant now) {
        this.definition = query.definition();
        this.now = now;
        this.period = query.period();
        this.everybody = new FunnelFigures(definition.steps());
        this.trend = new FunnelTrend(query);
    }

    /**
     * Counts a person.
     *
     * @param attempt the instants of the steps that the scored attempt made, in milliseconds
     * @param lastEntry the last instant at which an attempt started
     * @param value the value by which the person is divided; {@code null} without one
     */
    void add(long[] attempt, long lastEntry, @Nullable String value) {
        everybody.add(attempt);
        trend.add(attempt);
        if (definition.breakdown() != null) {
            byValue.computeIfAbsent(value, key -> new FunnelFigures(definition.steps()))
                    .add(attempt);
        }
        if (attempt.length < definition.steps().size() && canStillConvert(attempt, lastEntry)) {
            windowOpen++;
        }
    }

    /** Adds what was counted of other people. */
    void add(FunnelCount others) {
        everybody.add(others.everybody);
        trend.add(others.trend);
        others.byValue.forEach(
                (value, figures) -> byValue.computeIfAbsent(value, key -> new FunnelFigures(definition.steps()))
                        .add(figures));
        windowOpen += others.windowOpen;
        firstToClose = Math.min(firstToClose, others.firstToClose);
    }

    /** Notes before when events are missing; {@code null} if none are. */
    void missingBefore(@Nullable Instant missing) {
        Instant from = period.from();
        purged = missing != null && (from == null || from.isBefore(missing));
    }

    /** How much memory the durations take. */
    long bytes() {
        return everybody.bytes()
                + byValue.values().stream().mapToLong(FunnelFigures::bytes).sum();
    }

    /** When the report would be another one, as a window closes. */
    Instant holdsUntil() {
        return trend.nextComplete(now)
                .filter(complete -> complete.toEpochMilli() < firstToClose)
                .orElse(firstToClose == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(firstToClose));
    }

    private boolean canStillConvert(long[] attempt, long lastEntry) {
        long closes = FunnelWindows.closes(definition, attempt);
        if (definition.entry() == FunnelEntry.BEST) {
            closes = Math.max(closes, FunnelWindows.closes(definition, new long[] {lastEntry}));
        }
        boolean open = closes >= now.toEpochMilli();
        firstToClose = open ? Math.min(firstToClose, closes) : firstToClose;
        return open;
    }

    FunnelReport report() {
        return new FunnelReport(
                everybody.steps(),
                everybody.medianSeconds(),
                everybody.averageSeconds(),
                breakdown(),
                everybody.timeToConvert(),
                trend.points(now),
                windowOpen,
                purged);
    }

    private List<Group> breakdown() {
        List<Group> groups = new ArrayList<>();
        List<EventFilter> steps = definition.steps();
        FunnelFigures none = byValue.remove(null);
        List<Map.Entry<@Nullable String, FunnelFigures>> values = new ArrayList<>(byValue.entrySet());
        values.sort(Comparator.comparingLong((Map.Entry<@Nullable String, FunnelFigures> entry) ->
                        -entry.getValue().entered())
                .thenComparing(entry -> String.valueOf(entry.getKey())));
        FunnelFigures others = new FunnelFigures(steps);
        for (int i = 0; i < values.size(); i++) {
            if (i < MOST_VALUES) {
                groups.add(group(
                        GroupKind.VALUE,
                        String.valueOf(values.get(i).getKey()),
                        values.get(i).getValue()));
            } else {
                others.add(values.get(i).getValue());
            }
        }
        if (others.entered() > 0) {
            groups.add(group(GroupKind.OTHER, "Other", others));
        }
        if (none != null) {
            groups.add(group(GroupKind.NONE, "(none)", none));
        }
        return groups;
    }

    private static Group group(GroupKind kind, String value, FunnelFigures figures) {
        return new Group(kind, value, figures.steps(), figures.medianSeconds(), figures.averageSeconds());
    }
}
