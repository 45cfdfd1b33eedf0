/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.count.ColumnVisits;
import io.waymark.analytics.segment.SegmentFilter;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.util.Objects;
import java.util.Optional;
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

    /** Empty if columns cannot tell. */
    <T> Optional<T> read(AppId app, @Nullable String segment, EventWalk walk, Function<Visits, T> report) {
        SegmentFilter only = SegmentFilter.of(segments, app, segment);
        return database.report(() -> {
            ReportRun run = Objects.requireNonNull(database.currentReport());
            boolean byClientIds = ColumnVisits.haveClientIds(database, app);
            EventWalk whole = byClientIds ? walk.byClientIds() : walk;
            return engine.read(app, whole.needed().and(only.needed()), events -> {
                RoaringBitmap people = only.people(database, engine, events);
                return report.apply(new Visits(run, engine, events, byClientIds, people));
            });
        });
    }
}
