/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.person.identify.PersonChange;
import io.waymark.analytics.person.identify.PersonChanges;
import io.waymark.analytics.person.identify.Refusal;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events of one batch say of their people, with their positions in the batch. */
final class BatchChanges {

    private final Map<AppId, List<PersonChange>> byApp = new TreeMap<>(Comparator.comparingInt(AppId::value));
    private final Map<AppId, List<Integer>> positions = new HashMap<>();
    private final Map<Integer, Refusal> refusals = new TreeMap<>();

    private BatchChanges() {}

    static BatchChanges of(List<AcceptedEvent> events) {
        BatchChanges changes = new BatchChanges();
        for (int i = 0; i < events.size(); i++) {
            PersonChange change = PersonChange.of(events.get(i).event());
            if (change != null) {
                AppId app = events.get(i).app();
                changes.byApp.computeIfAbsent(app, any -> new ArrayList<>()).add(change);
                changes.positions.computeIfAbsent(app, any -> new ArrayList<>()).add(i);
            }
        }
        return changes;
    }

    boolean isEmpty() {
        return byApp.isEmpty();
    }

    boolean needLockAlone(PersonChanges changes) {
        return byApp.entrySet().stream().anyMatch(app -> changes.needsLockAlone(app.getKey(), app.getValue()));
    }

    /** Decides who is who; returns whether anything was to be decided. */
    boolean link(PersonChanges changes) {
        refusals.clear();
        byApp.forEach((app, own) -> {
            List<@Nullable Refusal> refused = changes.link(app, own);
            for (int i = 0; i < own.size(); i++) {
                Refusal refusal = refused.get(i);
                if (refusal != null) {
                    refusals.put(position(app, i), refusal);
                }
            }
        });
        return !isEmpty();
    }

    /** Writes the properties that stored events set. */
    void setProperties(PersonChanges changes, List<EventRow> rows, BitSet stored) {
        Map<Integer, List<PersonChange>> byPerson = new TreeMap<>();
        byApp.forEach((app, own) -> {
            for (int i = 0; i < own.size(); i++) {
                int position = position(app, i);
                if (stored.get(position) && own.get(i).setsProperties()) {
                    byPerson.computeIfAbsent(rows.get(position).personId(), any -> new ArrayList<>())
                            .add(own.get(i));
                }
            }
        });
        changes.setProperties(byPerson);
    }

    /** Why stored events did not make two ids one person. */
    List<Refusal> refusals(BitSet stored) {
        return refusals.entrySet().stream()
                .filter(refusal -> stored.get(refusal.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private int position(AppId app, int index) {
        return positions.getOrDefault(app, List.of()).get(index);
    }
}
