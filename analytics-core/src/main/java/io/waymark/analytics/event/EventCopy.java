/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Appends many events by {@code COPY}, which costs the database less than inserting them. It takes all or, if one of them is
 * stored already, none. After that, or after any failure, it is not tried for a while: a client that sends one batch again
 * may send more, and what is between the host and the database may not let it through. Works inside the caller's
 * transaction. Safe for use by many threads.
 */
final class EventCopy {

    /** So many events, or more: for fewer, the trips to the database that a savepoint takes are not worth it. */
    static final int LEAST = 256;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String COPY = """
            copy {schema}.event
              (occurred_at, received_at, session, person_id, distinct_id_number, event_name_id, dedup, properties)
            from stdin (format binary)
            """;

    private final JdbcTemplate jdbc;
    private final String sql;
    private final Caution caution = new Caution(4, 64);

    EventCopy(AnalyticsDatabase database) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.sql = database.tables().qualify(COPY);
    }

    /** Returns whether all were appended; else none was. */
    boolean append(List<EventRow> rows) {
        return rows.size() >= LEAST
                && caution.mayDare()
                && Boolean.TRUE.equals(
                        jdbc.execute((ConnectionCallback<Boolean>) connection -> !connection.getAutoCommit()
                                && connection.isWrapperFor(PGConnection.class)
                                && append(rows, connection)));
    }

    private boolean append(List<EventRow> rows, Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            copy(rows, connection.unwrap(PGConnection.class));
            connection.releaseSavepoint(before);
            caution.wentWell();
            return true;
        } catch (SQLException e) {
            caution.failed();
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private void copy(List<EventRow> rows, PGConnection connection) throws SQLException {
        CopyIn copy = connection.getCopyAPI().copyIn(sql);
        try {
            CopyRows to = new CopyRows(copy);
            for (EventRow row : rows) {
                to.add(row);
            }
            to.end();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
