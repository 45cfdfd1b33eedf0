/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a file of events to the HTTP API, batch after batch, in the order of the file: events of one person at the same
 * instant keep their order.
 */
public final class EventImport {

    private static final Logger log = LoggerFactory.getLogger(EventImport.class);
    private static final int BATCH_SIZE = 100;
    private static final int LOG_EVERY = 20_000;
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_ERRORS_SHOWN = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI batchAddress;
    private final String apiKey;

    /**
     * An import into one Waymark.
     *
     * @param address where it is mounted, for example {@code http://localhost:8080/analytics}
     * @param apiKey a key that may ingest
     */
    public EventImport(String address, String apiKey) {
        this.batchAddress = URI.create(address + "/api/events/batch");
        this.apiKey = apiKey;
    }

    /**
     * Sends every event of a file and logs the progress.
     *
     * @param file a CSV file, plain or {@code .gz}
     * @return how many events were sent and what became of them
     * @throws IOException if the file cannot be read or the address cannot be reached
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public ImportResult run(Path file) throws IOException, InterruptedException {
        long sent = 0;
        long recorded = 0;
        List<String> missed = new ArrayList<>();
        try (EventCsv csv = new EventCsv(file, json)) {
            List<ObjectNode> events = csv.next(BATCH_SIZE);
            while (!events.isEmpty()) {
                JsonNode answer = send(events);
                recorded += answer.path("recorded").asLong();
                note(answer.path("rejected"), "detail", sent, missed);
                note(answer.path("dropped"), "reason", sent, missed);
                sent += events.size();
                if (sent % LOG_EVERY == 0) {
                    log.info("{} events sent, {} recorded, {} not", sent, recorded, missed.size());
                }
                events = csv.next(BATCH_SIZE);
            }
        }
        return new ImportResult(sent, recorded, missed);
    }

    private static void note(JsonNode items, String why, long sentBefore, List<String> missed) {
        for (JsonNode item : items) {
            long row = sentBefore + item.path("index").asLong() + 1;
            missed.add("row " + row + ": " + item.path(why).asString());
            if (missed.size() <= MOST_ERRORS_SHOWN) {
                log.warn("Not recorded: {}", missed.get(missed.size() - 1));
            }
        }
    }

    private JsonNode send(List<ObjectNode> events) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode();
        body.putArray("events").addAll(events);
        HttpRequest request = HttpRequest.newBuilder(batchAddress)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Api-Key", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return json.readTree(response.body());
            }
            boolean retry = response.statusCode() == 429 || response.statusCode() == 503;
            if (!retry || attempt == MOST_ATTEMPTS) {
                throw new IOException(batchAddress + " answered " + response.statusCode() + ": " + response.body());
            }
            Thread.sleep(Duration.ofSeconds(
                            response.headers().firstValueAsLong("Retry-After").orElse(1))
                    .toMillis());
        }
    }
}
