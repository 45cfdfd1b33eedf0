/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the HTTP API answers while the database is away, and what becomes of the events. */
class DatabaseAwayIT {

    private static final String[] IMPATIENT = {
        "analytics.ingest.spool.enabled=false",
        "analytics.ingest.commit-timeout=500ms",
        "spring.datasource.hikari.connection-timeout=250",
        "spring.datasource.hikari.validation-timeout=250"
    };

    @Test
    void refusesEventsForNowAndStoresOnceWhatIsSentAgain() {
        try (RunningHost host = RunningHost.start(BareHost.class, IMPATIENT)) {
            assertThat(send(host, "before").statusCode()).isEqualTo(200);

            allowConnections(host.database(), false);
            assertUnavailable(send(host, "sent_again"));
            assertUnavailable(send(host, "given_up"));
            assertUnavailable(host.get("/analytics/api/analytics/overview"));

            allowConnections(host.database(), true);
            RunningHost.await(() -> send(host, "sent_again").statusCode() == 200);
            assertThat(send(host, "sent_again").statusCode()).isEqualTo(200);
            assertThat(stored(host)).containsExactly("before", "sent_again");
        }
    }

    private static HttpResponse<String> send(RunningHost host, String name) {
        return host.post(
                "/analytics/api/events",
                "{\"userId\":\"ada\",\"eventName\":\"" + name + "\",\"eventId\":\"" + name + "\"}");
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).containsOnlyDigits());
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(503);
        assertThat(problem.path("detail").asString()).contains("database");
    }

    private static List<String> stored(RunningHost host) {
        return host.sql().sql("""
                        select n.name from analytics.event e join analytics.event_name n on n.id = e.event_name_id
                        order by e.seq
                        """).query(String.class).list();
    }

    private static void allowConnections(PGSimpleDataSource database, boolean allowed) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(database.getUrl());
        server.setUser(database.getUser());
        server.setDatabaseName("postgres");
        JdbcClient jdbc = JdbcClient.create(server);
        String name = String.valueOf(database.getDatabaseName());
        jdbc.sql("alter database " + name + " allow_connections " + allowed).update();
        if (!allowed) {
            jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                    .param("name", name)
                    .query()
                    .listOfRows();
        }
    }
}
