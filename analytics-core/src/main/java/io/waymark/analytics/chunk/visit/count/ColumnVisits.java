/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.count;

import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.budget.ReportRun;
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
}
