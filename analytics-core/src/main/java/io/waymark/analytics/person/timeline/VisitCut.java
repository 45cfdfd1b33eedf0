/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the events of one person into sessions, as reports do: the client's session id decides; an event without one
 * belongs to the session of the event before it, unless that is longer ago than the timeout.
 */
final class VisitCut {

    private final Duration timeout;

    VisitCut(Duration timeout) {
        this.timeout = timeout;
    }

    /** The sessions of events in their order; that with the latest event comes last. */
    List<List<StoredEvent>> cut(List<StoredEvent> events) {
        List<List<StoredEvent>> visits = new ArrayList<>();
        Map<Long, List<StoredEvent>> byClientId = new HashMap<>();
        List<StoredEvent> current = null;
        StoredEvent previous = null;
        for (StoredEvent next : events) {
            Long id = next.session();
            if (id != null) {
                current = byClientId.get(id);
            } else if (isBreak(previous, next)) {
                current = null;
            }
            if (current == null) {
                current = new ArrayList<>();
                visits.add(current);
            }
            if (id != null) {
                byClientId.put(id, current);
            }
            current.add(next);
            previous = next;
        }
        visits.sort(Comparator.comparing(
                visit -> visit.get(visit.size() - 1).event().occurredAt()));
        return visits;
    }

    private boolean isBreak(@Nullable StoredEvent previous, StoredEvent next) {
        return previous == null
                || Duration.between(previous.event().occurredAt(), next.event().occurredAt())
                                .compareTo(timeout)
                        > 0;
    }
}
