/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Asks a database in SQL. */
final class SqlAnswers {

    private static final Pattern PROPERTY = Pattern.compile("\\{([^}]+)}");

    private final Source source;
    private final String at;
    private final String property;

    private SqlAnswers(Source source, String at, String property) {
        this.source = source;
        this.at = at;
        this.property = property;
    }

    /** The hand-made table in PostgreSQL. */
    static SqlAnswers postgres(DataSource dataSource) {
        return new SqlAnswers(
                dataSource::getConnection, "(occurred_at at time zone 'UTC')", "(properties::jsonb ->> '$1')");
    }

    /** The same table in a DuckDB in memory, filled here. */
    static SqlAnswers duck(DuckDBConnection connection, Workload workload) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table classic_event"
                    + " (id bigint, event_name varchar, user_id varchar, occurred_at timestamp, properties varchar)");
        }
        try (DuckDBAppender rows = connection.createAppender("classic_event")) {
            long[] id = {0};
            workload.forEach(fact -> {
                try {
                    rows.beginRow();
                    rows.append(++id[0]);
                    rows.append(fact.name());
                    rows.append(fact.distinctId());
                    rows.append(LocalDateTime.ofInstant(fact.occurredAt(), ZoneOffset.UTC));
                    rows.append(fact.properties());
                    rows.endRow();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return new SqlAnswers(connection::duplicate, "occurred_at", "json_extract_string(properties, '/$1')");
    }

    /** All numbers of the answer, row by row. */
    long[] ask(String sql) {
        try (Connection connection = source.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(dialect(sql))) {
            LongStream.Builder numbers = LongStream.builder();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    numbers.add(rows.getLong(column));
                }
            }
            return numbers.build().toArray();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String dialect(String sql) {
        return PROPERTY.matcher(sql.replace("{at}", at)).replaceAll(property);
    }

    /** Says what is wrong if two answers differ. */
    static void same(String way, long[] expected, long[] answer) {
        if (!Arrays.equals(expected, answer)) {
            throw new IllegalStateException(
                    way + " answers " + Arrays.toString(answer) + " instead of " + Arrays.toString(expected));
        }
    }

    private interface Source {
        Connection connection() throws SQLException;
    }
}
