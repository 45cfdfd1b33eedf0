/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.table.PendingMerges;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the events that came in between two numbers of the order of ingest. By COPY, so that the database reads while
 * these become chunks; from a connection that cannot do that, by a cursor.
 */
final class NewEvents {

    private static final int FETCH_SIZE = 10_000;

    /** Only the index of the order of ingest is to be used, though new partitions look small to the planner; by one process. */
    private static final String PLAN =
            "set local enable_seqscan = off; set local jit = off;" + " set local max_parallel_workers_per_gather = 0";

    private static final String EVENTS = """
            select e.event_name_id, e.person_id, {time}{values} from {schema}.event e
            where e.seq > {from} and e.seq <= {to}
            """;

    private final AnalyticsDatabase database;
    private final JdbcTemplate jdbc;

    NewEvents(AnalyticsDatabase database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    /** Reads those after {@code from} up to {@code to}, as those that they are after these merges. */
    void read(long from, long to, PendingMerges merges, NewChunks chunks) {
        database.sql(PLAN).update();
        String events = EVENTS.replace("{from}", Long.toString(from)).replace("{to}", Long.toString(to));
        boolean copied = Boolean.TRUE.equals(
                jdbc.execute((ConnectionCallback<Boolean>) connection -> copy(connection, events, merges, chunks)));
        if (!copied) {
            SqlParameters parameters = new SqlParameters();
            database.sql(events.replace("{time}", "date_part('epoch', e.occurred_at)")
                            .replace("{values}", chunks.values("e", parameters::bind)))
                    .params(parameters.values())
                    .withFetchSize(FETCH_SIZE)
                    .query(chunks.rows(merges));
        }
    }

    private boolean copy(Connection connection, String events, PendingMerges merges, NewChunks chunks)
            throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        // A key may look like a name to be replaced: it comes last.
        String sql = database.tables()
                .qualify(events.replace("{time}", "e.occurred_at"))
                .replace("{values}", chunks.copied().select("e", text -> literal(postgres, text)));
        CopyOut copy = postgres.getCopyAPI().copyOut("copy (" + sql + ") to stdout (format binary)");
        try {
            CopiedRow row = new CopiedRow();
            while (row.read(copy)) {
                chunks.add(row.integer(0), merges.now(row.integer(1)), row.millis(2), row);
            }
        } catch (SQLException | RuntimeException | Error e) {
            // Whoever asked this connection for anything else would wait for ever.
            cancel(copy, e);
            throw e;
        }
        return true;
    }

    private static void cancel(CopyOut copy, Throwable cause) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static String literal(PGConnection connection, String text) {
        try {
            return "'" + connection.escapeLiteral(text) + "'";
        } catch (SQLException e) {
            throw new IllegalArgumentException("The key of a property cannot be asked for: " + text, e);
        }
    }
}
