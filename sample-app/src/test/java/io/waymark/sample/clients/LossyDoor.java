/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Stands between a client and the shop. Of the first requests that bring events it passes on what the client sent, but
 * keeps the answer: the client hears that it should come back, and sends again what is stored already.
 */
final class LossyDoor implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_THE_CONNECTION.addAll(Set.of(
                "connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "http2-settings"));
    }

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI shop;
    private final Predicate<String> bringsEvents;
    private final int losses;
    private final AtomicInteger requests = new AtomicInteger();

    LossyDoor(URI shop, int losses, Predicate<String> bringsEvents) throws IOException {
        this.shop = shop;
        this.losses = losses;
        this.bringsEvents = bringsEvents;
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How many requests brought events. */
    int requests() {
        return requests.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            copy(exchange.getRequestHeaders(), request::header);
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            Headers headers = exchange.getResponseHeaders();
            copy(answer.headers().map(), headers::add);
            boolean lost = exchange.getRequestMethod().equals("POST")
                    && bringsEvents.test(exchange.getRequestURI().getPath())
                    && requests.incrementAndGet() <= losses;
            if (lost) {
                headers.set("Retry-After", "1");
            }
            int status = lost ? 503 : answer.statusCode();
            exchange.sendResponseHeaders(status, answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Map<String, List<String>> headers, BiConsumer<String, String> to) {
        headers.forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> to.accept(name, value));
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
