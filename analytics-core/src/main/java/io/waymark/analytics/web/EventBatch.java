/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.track.EventJson;
import io.waymark.analytics.track.IngestOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Keeps track of which item of a batch became what: one that is wrong does not stop the others. */
final class EventBatch {

    private final JsonNode items;
    private final List<Event> events = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private int recorded;

    private EventBatch(JsonNode items) {
        this.items = items;
    }

    static EventBatch read(JsonNode items) {
        EventBatch batch = new EventBatch(items);
        for (int i = 0; i < items.size(); i++) {
            try {
                batch.events.add(EventJson.read(items.get(i)));
                batch.indexes.add(i);
            } catch (InvalidInputException e) {
                Fault first = e.faults().get(0);
                batch.rejected.add(new Rejected(i, sentence(e.faults()), first.pointer()));
            }
        }
        return batch;
    }

    List<Event> events() {
        return events;
    }

    void settle(List<IngestOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            IngestOutcome outcome = outcomes.get(i);
            int index = indexes.get(i);
            String reason = Objects.requireNonNullElse(outcome.reason(), "");
            String pointer = EventJson.pointer(Objects.requireNonNullElse(outcome.pointer(), ""), items.get(index));
            switch (outcome.status()) {
                case RECORDED -> recorded++;
                case DROPPED -> dropped.add(new Dropped(index, reason));
                case REJECTED -> rejected.add(new Rejected(index, reason, pointer));
                case INVALID -> rejected.add(new Rejected(index, sentence(new Fault(pointer, reason)), pointer));
            }
        }
        rejected.sort(Comparator.comparingInt(Rejected::index));
    }

    Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("recorded", recorded);
        answer.put("rejected", rejected);
        answer.put("dropped", dropped);
        return answer;
    }

    private static String sentence(List<Fault> faults) {
        return String.join("; ", faults.stream().map(EventBatch::sentence).toList());
    }

    private static String sentence(Fault fault) {
        return fault.pointer().isEmpty() ? fault.detail() : fault.pointer() + " " + fault.detail();
    }

    record Rejected(int index, String detail, String pointer) {}

    record Dropped(int index, String reason) {}
}
