/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.scan.Seam;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.day.VisitDays;
import io.waymark.analytics.store.budget.ReportRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The visits of a report.
 *
 * @param run the report
 * @param engine goes through events, and remembers
 * @param events the events
 * @param byClientIds whether clients say which visit an event is part of
 * @param people whose visits; {@code null} for those of everybody
 */
record Visits(
        ReportRun run,
        ColumnEngine engine,
        EventColumns events,
        boolean byClientIds,
        @Nullable RoaringBitmap people) {

    /** Goes through events, of no more names and properties than those that were said to be read. */
    <S extends VisitSum<S>> S sum(EventWalk walk, Function<WalkedEvents, S> sums) {
        return ColumnVisits.sum(
                run, engine, events, byClientIds ? walk.byClientIds() : walk, byClientIds, people, sums);
    }

    VisitDays days(TotalsPlan plan) {
        return new VisitDays(run, engine, events, plan, byClientIds, people);
    }

    /** Where it is worth while to cut a walk in two; empty if it is not, or cannot be done. */
    Optional<Long> seam(Set<Integer> eventNameIds, Millis range) {
        return byClientIds || events.haveClientIds() ? Optional.empty() : Seam.in(events, eventNameIds, range);
    }

    /** Under what an answer about the events of a time can be remembered; empty if it cannot. */
    Optional<Key> key(Object question, Set<Integer> eventNameIds, Millis range) {
        return engine.memory().key(List.of(question, byClientIds), people, events, eventNameIds, range);
    }
}
