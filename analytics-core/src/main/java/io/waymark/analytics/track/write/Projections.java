/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.StoredEvent;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells projections, each in turn, which events of a batch were stored. */
final class Projections {

    private static final Logger log = LoggerFactory.getLogger("io.waymark.analytics.track");

    private final List<EventProjection> projections;

    Projections(List<EventProjection> projections) {
        this.projections = List.copyOf(projections);
    }

    boolean needTransaction(List<AcceptedEvent> events) {
        return projections.stream()
                .anyMatch(each -> events.stream().anyMatch(event -> each.needsTransaction(event.event())));
    }

    /** In the transaction that stores the events, which an exception undoes. */
    void project(List<AcceptedEvent> events, List<EventRow> rows, BitSet stored) {
        each(events, rows, stored, (projection, own) -> own.forEach(projection::project));
    }

    /** After the commit, which nothing undoes. */
    void projectCommitted(List<AcceptedEvent> events, List<EventRow> rows, BitSet stored) {
        each(events, rows, stored, (projection, own) -> {
            try {
                own.forEach(projection::project);
            } catch (RuntimeException e) {
                log.warn(
                        "{} failed on events that are stored",
                        projection.getClass().getName(),
                        e);
            }
        });
    }

    private void each(
            List<AcceptedEvent> events,
            List<EventRow> rows,
            BitSet stored,
            BiConsumer<EventProjection, Map<AppId, List<StoredEvent>>> tell) {
        if (projections.isEmpty()) {
            return;
        }
        Map<AppId, List<StoredEvent>> byApp = new TreeMap<>(Comparator.comparingInt(AppId::value));
        stored.stream()
                .forEach(i -> byApp.computeIfAbsent(events.get(i).app(), app -> new ArrayList<>())
                        .add(new StoredEvent(events.get(i).event(), rows.get(i).personId())));
        byApp.replaceAll((app, own) -> List.copyOf(own));
        projections.forEach(projection -> tell.accept(projection, byApp));
    }
}
