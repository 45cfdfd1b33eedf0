/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.autoconfigure.RunningHost;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends recorded events in batches over several connections, those of one person over the same one and in order. */
final class HttpImport {

    private static final int BATCH = 100;
    private static final int CONNECTIONS = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningHost host;

    HttpImport(RunningHost host) {
        this.host = host;
    }

    void send(List<CSVRecord> records) {
        List<List<CSVRecord>> shards = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            shards.add(new ArrayList<>());
        }
        for (CSVRecord record : records) {
            shards.get(Math.floorMod(record.get("user_id").hashCode(), CONNECTIONS))
                    .add(record);
        }
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            CompletableFuture.allOf(shards.stream()
                            .map(shard -> CompletableFuture.runAsync(() -> sendInOrder(shard), connections))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            connections.shutdown();
        }
    }

    private void sendInOrder(List<CSVRecord> records) {
        for (int from = 0; from < records.size(); from += BATCH) {
            List<CSVRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
            HttpResponse<String> answer = host.post("/analytics/api/events/batch", json(batch));
            if (answer.statusCode() != 200
                    || JSON.readTree(answer.body()).path("recorded").intValue() != batch.size()) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private static String json(List<CSVRecord> batch) {
        ObjectNode body = JSON.createObjectNode();
        var events = body.putArray("events");
        for (CSVRecord record : batch) {
            ObjectNode event = events.addObject();
            event.put("userId", record.get("user_id"));
            event.put("eventName", record.get("event_name"));
            event.put("timestamp", record.get("occurred_at"));
            event.put("eventId", "reference-" + record.get("seq"));
            if (!record.get("session_id").isEmpty()) {
                event.put("sessionId", record.get("session_id"));
            }
            event.set("properties", JSON.readTree(record.get("properties")));
        }
        return body.toString();
    }
}
