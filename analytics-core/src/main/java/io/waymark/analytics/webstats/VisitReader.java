/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.day.VisitDays;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads visits from columns of events. */
final class VisitReader {

    private final AnalyticsDatabase database;
    private final ColumnEngine engine;
    private final Segments segments;

    VisitReader(AnalyticsDatabase database, ColumnEngine engine, Segments segments) {
        this.database = database;
        this.engine = engine;
        this.segments = segments;
    }

    /** The visits of a report. */
    interface Visits {

        EventColumns events();

        <S extends VisitSum<S>> S sum(Function<WalkedEvents, S> sums);

        VisitDays days(TotalsPlan plan);

        /** Under what an answer about the events of a time can be remembered; empty if it cannot. */
        Optional<Key> key(Object question, Collection<Integer> eventNameIds, Millis range);
    }

    /** Empty if columns cannot tell. */
    <T> Optional<T> read(AppId app, @Nullable String segment, EventWalk walk, Function<Visits, T> report) {
        SegmentFilter only = SegmentFilter.of(segments, app, segment);
        return database.report(() -> {
            ReportRun run = Objects.requireNonNull(database.currentReport());
            boolean byClientIds = ColumnVisits.haveClientIds(database, app);
            EventWalk whole = byClientIds ? walk.byClientIds() : walk;
            return engine.read(app, whole.needed().and(only.needed()), events -> {
                RoaringBitmap people = only.people(database, engine, events);
                return report.apply(new Visits() {
                    @Override
                    public EventColumns events() {
                        return events;
                    }

                    @Override
                    public <S extends VisitSum<S>> S sum(Function<WalkedEvents, S> sums) {
                        return ColumnVisits.sum(run, engine, events, whole, byClientIds, people, sums);
                    }

                    @Override
                    public VisitDays days(TotalsPlan plan) {
                        return new VisitDays(run, engine, events, plan, byClientIds, people);
                    }

                    @Override
                    public Optional<Key> key(Object question, Collection<Integer> eventNameIds, Millis range) {
                        return people != null || !range.isOfCalendar()
                                ? Optional.empty()
                                : events.chunks(Set.copyOf(eventNameIds), new long[] {range.from(), range.to()})
                                        .get(0)
                                        .map(chunks -> new Key(List.of(question, byClientIds), chunks));
                    }
                });
            });
        });
    }
}
