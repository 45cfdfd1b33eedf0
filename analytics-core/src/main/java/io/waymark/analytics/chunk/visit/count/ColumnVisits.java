/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.event.SessionFigures;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Goes through the visits of an app, and sums them up. */
public final class ColumnVisits {

    private static final String CLIENT_IDS = """
            select exists (select from {schema}.chunk_session where app_id = :app)
            """;

    private ColumnVisits() {}

    private record NoEvents(WalkMemory memory) implements WalkedEvents {

        @Override
        public int label(int column, long event) {
            return Labels.NONE;
        }
    }

    /**
     * Tells whether clients of an app give session ids. To be asked within the report, before its walk is complete.
     *
     * @param database where that is known
     * @param app the app
     * @return whether there are any in chunks
     */
    public static boolean haveClientIds(AnalyticsDatabase database, AppId app) {
        return database.sql(CLIENT_IDS)
                .param("app", app.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Sums visits up.
     *
     * @param <S> the kind of sum
     * @param run the report, of whose memory is taken
     * @param engine has the threads
     * @param events the events
     * @param walk what to go through
     * @param byClientIds whether the walk goes by session ids of clients
     * @param people whose visits; {@code null} for those of everybody
     * @param sums starts a sum
     * @return the sum of all
     * @throws UnansweredException if columns cannot tell
     */
    public static <S extends VisitSum<S>> S sum(
            ReportRun run,
            ColumnEngine engine,
            EventColumns events,
            EventWalk walk,
            boolean byClientIds,
            @Nullable RoaringBitmap people,
            Function<WalkedEvents, S> sums) {
        if (!byClientIds && events.haveClientIds()) {
            throw new UnansweredException("Clients have begun to give session ids");
        }
        try (WalkMemory memory = new WalkMemory(run)) {
            S all = sums.apply(new NoEvents(memory));
            walk.run(engine, events, people, memory, sums, all::add);
            return all;
        }
    }

    /**
     * Prepares the walk that {@link VisitTotals} are summed up by.
     *
     * @param eventNameIds the names of the events
     * @param range when they happened
     * @param timeout a gap of more than this starts a new visit
     * @param pageViewId the number of the event name that is a page view; {@code null} for none
     * @param byClientIds whether clients give session ids
     * @return the walk
     */
    public static EventWalk totals(
            Collection<Integer> eventNameIds,
            Millis range,
            Duration timeout,
            @Nullable Integer pageViewId,
            boolean byClientIds) {
        EventWalk walk = new EventWalk(range, new Labels()).cut(timeout);
        eventNameIds.forEach(name -> walk.put(name, name.equals(pageViewId) ? VisitTotals.VIEW : VisitTotals.OTHER));
        return byClientIds ? walk.byClientIds() : walk;
    }

    /**
     * Sums all visits of a period up.
     *
     * @param run the report, of whose memory is taken
     * @param engine has the threads
     * @param events the events, with what the walk needs
     * @param walk the walk for {@link #totals}
     * @param byClientIds whether the walk goes by session ids of clients
     * @param people whose visits; {@code null} for those of everybody
     * @param pageViews whether a bounce is a page view; else it is any event
     * @return the figures
     * @throws UnansweredException if columns cannot tell
     */
    public static SessionFigures figures(
            ReportRun run,
            ColumnEngine engine,
            EventColumns events,
            EventWalk walk,
            boolean byClientIds,
            @Nullable RoaringBitmap people,
            boolean pageViews) {
        return sum(
                        run,
                        engine,
                        events,
                        walk,
                        byClientIds,
                        people,
                        walked -> new VisitTotals(walked.memory(), pageViews))
                .figures();
    }
}
