/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import io.waymark.analytics.store.CheckedDataSources;
import io.waymark.analytics.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole application on a random port and, unless told otherwise, a database of its own. */
public final class RunningHost implements AutoCloseable {

    public static final String KEY = "a-key-of-at-least-thirty-two-characters";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final PGSimpleDataSource database;

    private RunningHost(ConfigurableApplicationContext context, PGSimpleDataSource database) {
        this.context = context;
        this.database = database;
    }

    /** Starts an application that has nothing but what the sources and the starter bring. */
    public static RunningHost start(Class<?> source, String... properties) {
        return start(TestDatabase.withSchema(), source, properties);
    }

    public static RunningHost start(PGSimpleDataSource database, Class<?> source, String... properties) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port",
                "0",
                "spring.main.banner-mode",
                "off",
                "spring.datasource.url",
                database.getUrl(),
                "spring.datasource.username",
                String.valueOf(database.getUser()),
                "spring.datasource.hikari.maximum-pool-size",
                "8",
                "analytics.ingest.spool.directory",
                "target/spool-" + ProcessHandle.current().pid(),
                "analytics.ingest.api-key",
                KEY));
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        SpringApplication application = new SpringApplicationBuilder(source)
                .web(WebApplicationType.SERVLET)
                .initializers(new CheckedDataSources())
                .registerShutdownHook(false)
                .build();
        String[] arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new RunningHost(application.run(arguments), database);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public PGSimpleDataSource database() {
        return database;
    }

    public JdbcClient sql() {
        return JdbcClient.create(database);
    }

    public long events() {
        return sql().sql("select count(*) from analytics.event")
                .query(Long.class)
                .single();
    }

    public URI uri(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + path);
    }

    public HttpResponse<String> get(String path) {
        return send(path, request -> request.header("X-Api-Key", KEY));
    }

    public HttpResponse<String> post(String path, String json) {
        return withBody("POST", path, json);
    }

    public HttpResponse<String> put(String path, String json) {
        return withBody("PUT", path, json);
    }

    public HttpResponse<String> delete(String path) {
        return send(path, request -> request.header("X-Api-Key", KEY).DELETE());
    }

    private HttpResponse<String> withBody(String method, String path, String json) {
        return send(
                path,
                request -> request.header("X-Api-Key", KEY)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> details) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        details.accept(request);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something that happens in the background. */
    public static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It has not happened within 30 seconds");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
