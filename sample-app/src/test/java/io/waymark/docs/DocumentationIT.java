/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.Ingest;
import io.waymark.sample.ShopTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class DocumentationIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    static void trackSomething(@Autowired Ingest ingest) {
        ingest.record(
                AppId.DEFAULT,
                Stream.of("product_viewed", "cart_added", "order_placed", "signed_up")
                        .map(name -> Event.builder(name, "kim").build())
                        .toList());
    }

    static Stream<String> commands() {
        return Documents.all()
                .flatMap(document -> Documents.code(document, "sh").stream())
                .flatMap(block -> Stream.of(block.replace("\\\n", " ").split("(?m)^(?=curl )")))
                .filter(command -> command.startsWith("curl "));
    }

    static Stream<String> statements() {
        return Documents.all().flatMap(document -> Documents.code(document, "sql").stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsAreAnswered(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(
                        List.of("sh", "-c", command.replace("http://localhost:8080", "http://localhost:" + port)))
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statementsRun(String statement) {
        assertThat(jdbc.sql(statement).query().listOfRows()).isNotEmpty();
    }
}
