/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What teams build by hand: one table with text columns, a serial key and two more indexes, and funnels in SQL over it.
 */
final class ClassicSchema {

    private static final String CREATE = """
            drop table if exists classic_event;
            create table classic_event (
              id bigserial primary key,
              event_name varchar(200) not null,
              user_id varchar(200) not null,
              occurred_at timestamptz not null,
              session_id varchar(200),
              properties text
            );
            create index on classic_event (event_name, occurred_at);
            create index on classic_event (user_id, occurred_at);
            """;

    private final DataSource dataSource;

    ClassicSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void create() {
        JdbcClient.create(dataSource).sql(CREATE).update();
    }

    void load(Workload workload) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            CopyLines lines = new CopyLines(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy classic_event (event_name, user_id, occurred_at, properties) from stdin"));
            workload.forEach(fact -> lines.add(fact.name(), fact.distinctId(), fact.occurredAt(), fact.properties()));
            lines.end();
        }
        JdbcClient.create(dataSource).sql("vacuum analyze classic_event").update();
    }

    /** Inserts events in one transaction by a JDBC batch. */
    void insert(List<Workload.Fact> batch) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into classic_event (event_name, user_id, occurred_at, properties) values (?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (Workload.Fact fact : batch) {
                insert.setString(1, fact.name());
                insert.setString(2, fact.distinctId());
                insert.setObject(3, fact.occurredAt().atOffset(ZoneOffset.UTC));
                insert.setString(4, fact.properties());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * SQL that counts people per step by the deepest attempt within 72 hours of its first step: running maxima of the
     * attempt's start, one window a step.
     */
    static String bestAttempts(String... steps) {
        String rows =
                "select user_id, occurred_at, id, event_name, case when event_name = '%s' then occurred_at end as m0"
                                .formatted(steps[0])
                        + " from classic_event where event_name in ('" + String.join("','", steps) + "')";
        rows = "select *, max(m0) over (partition by user_id order by occurred_at, id) as r0 from (" + rows + ") q0";
        for (int i = 1; i < steps.length; i++) {
            rows = """
                    select *, max(m%1$d) over (partition by user_id order by occurred_at, id) as r%1$d from (
                      select *, case when event_name = '%2$s' and occurred_at <= r%3$d + interval '72 hours' then r%3$d end as m%1$d
                      from (%4$s) p%1$d) q%1$d""".formatted(i, steps[i], i - 1, rows);
        }
        String columns = IntStream.range(0, steps.length)
                .mapToObj(i -> "count(distinct user_id) filter (where r%d is not null)".formatted(i))
                .reduce((first, second) -> first + ", " + second)
                .orElseThrow();
        return "select " + columns + " from (" + rows + ") r";
    }
}
