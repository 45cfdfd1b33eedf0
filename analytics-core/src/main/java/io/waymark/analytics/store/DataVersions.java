/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells one state of an app's data from another, without looking at more than what is new.
 *
 * <ol>
 *   <li>Chunks, and how many events are committed that are in no chunk yet: the number of the latest one would not do, as
 *       numbers are drawn before the commit.
 *   <li>What was erased, and whose chunks were rewritten for a merge, which the chunks of an app count; merges that are not
 *       in its chunks yet.
 *   <li>How far events have been purged, the app's time zone, and its segments.
 * </ol>
 *
 * None of these ever goes back to what it was, so that no two states look the same.
 */
final class DataVersions {

    private static final int MOST_LOOSE_EVENTS = 100_000;
    private static final int MOST_MERGES = 10_000;

    private static final String STATE = """
            select p.seq, coalesce(c.changes, 0) as changes, coalesce(a.time_zone, 'UTC') as time_zone,
                   (select case when is_called then last_value else 0 end from {schema}.event_seq) as last_seq,
                   (select string_agg(w.name || ' ' || w.reached_at, ', ' order by w.name) from {schema}.watermark w
                    where w.name in ('purged_before', 'dropped_before', 'missing_before')) as purged,
                   (select count(*) from (select from {schema}.merged_person
                                          where not chunked and app_id = :app limit :most) m) as merges,
                   (select count(*) || ' ' || coalesce(max(s.id), 0) || ' ' || coalesce(sum(s.version), 0)
                    from {schema}.segment s where s.app_id = :app) as segments
            from {schema}.chunk_progress p
            left join {schema}.chunk_app c on c.app_id = :app
            left join {schema}.app a on a.id = :app
            where p.id = 1
            """;
    /** New partitions look small to the planner, which would then read all of them. */
    private static final String ONLY_INDEXES = "set local enable_seqscan = off";

    private static final String LOOSE = "select count(*) from {schema}.event where seq > :seq";

    private final AnalyticsDatabase database;

    DataVersions(AnalyticsDatabase database) {
        this.database = database;
    }

    private record State(
            long seq,
            long changes,
            String timeZone,
            long lastSeq,
            @Nullable String purged,
            int merges,
            String segments) {

        static State of(ResultSet row, int number) throws SQLException {
            return new State(
                    row.getLong("seq"),
                    row.getLong("changes"),
                    row.getString("time_zone"),
                    row.getLong("last_seq"),
                    row.getString("purged"),
                    row.getInt("merges"),
                    row.getString("segments"));
        }

        boolean isKnowable() {
            return lastSeq - seq <= MOST_LOOSE_EVENTS && merges <= MOST_MERGES;
        }
    }

    /** The present one, to be read in one transaction; empty while too much is new to be looked at. */
    Optional<?> read(int app) {
        State state = database.sql(STATE)
                .param("app", app)
                .param("most", MOST_MERGES + 1)
                .query(State::of)
                .single();
        return state.isKnowable() ? Optional.of(List.of(state, loose(state))) : Optional.empty();
    }

    private long loose(State state) {
        if (state.lastSeq() == state.seq()) {
            return 0;
        }
        database.sql(ONLY_INDEXES).update();
        return database.sql(LOOSE).param("seq", state.seq()).query(Long.class).single();
    }
}
