/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.mirror;

import io.waymark.analytics.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends events as JSON, in requests that any receiver takes: few enough, small enough, compressed. A request that fails
 * fails the whole; what was sent before is sent again then, under the same ids.
 */
final class MirrorClient {

    private static final int MAX_EVENTS = 100;
    private static final int MAX_CHARACTERS = 400_000;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI uri;
    private final Map<String, String> headers;

    MirrorClient(URI uri, Map<String, String> headers) {
        this.uri = uri;
        this.headers = headers;
    }

    /** Sends each event as an item of the field {@code batch}, in order. */
    void send(
            List<Event> events,
            Function<Event, Map<String, @Nullable Object>> item,
            Function<List<Object>, Map<String, Object>> envelope)
            throws IOException, InterruptedException {
        List<Object> batch = new ArrayList<>();
        int characters = 0;
        for (Event event : events) {
            Map<String, @Nullable Object> next = item.apply(event);
            int length = JSON.writeValueAsString(next).length();
            if (!batch.isEmpty() && (batch.size() == MAX_EVENTS || characters + length > MAX_CHARACTERS)) {
                post(envelope.apply(batch));
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(next);
            characters += length;
        }
        post(envelope.apply(batch));
    }

    private void post(Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(JSON.writeValueAsString(body))));
        headers.forEach(request::header);
        HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(uri + " answered " + response.statusCode());
        }
    }

    private static byte[] gzip(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
