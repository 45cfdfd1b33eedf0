/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.Appended;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.EventRow;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.StoredEvent;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch of events in one transaction.
 *
 * <ol>
 *   <li>Before it: names get their numbers and weeks their partitions, each in a small transaction of its own.
 *   <li>In it: people get their numbers, events are appended, days are marked dirty, projections run.
 *   <li>After it: people are remembered.
 * </ol>
 *
 * <p>Every writer takes its locks in this order, and within each step in the order of keys. Writing a batch again
 * changes nothing that was committed. For one thread.
 */
final class BatchWriter {

    private final TransactionTemplate transaction;
    private final EventNames names;
    private final PersonIds persons;
    private final EventStore store;
    private final DirtyDays dirtyDays;
    private final PersonCache personCache;
    private final List<EventProjection> projections;

    BatchWriter(AnalyticsDatabase database, int rememberedPersons, List<EventProjection> projections) {
        this.transaction = database.transaction();
        // A host's stricter default would hide people whom another writer has just added.
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.names = new EventNames(database);
        this.persons = new PersonIds(database);
        this.store = new EventStore(database);
        this.dirtyDays = new DirtyDays(database);
        this.personCache = new PersonCache(rememberedPersons);
        this.projections = List.copyOf(projections);
    }

    Appended write(List<AcceptedEvent> events) {
        Map<AppId, List<AcceptedEvent>> byApp = new TreeMap<>(Comparator.comparingInt(AppId::value));
        events.forEach(event ->
                byApp.computeIfAbsent(event.app(), app -> new ArrayList<>()).add(event));
        Map<AppId, Map<String, Integer>> nameIds = new HashMap<>();
        byApp.forEach((app, own) -> nameIds.put(app, names.resolve(app, namesOf(own))));
        store.prepare(events.stream().map(AcceptedEvent::occurredAt).toList());

        Map<AppId, Map<String, Integer>> newPersons = new HashMap<>();
        Appended appended = Objects.requireNonNull(transaction.execute(status -> {
            Map<AppId, Map<String, Integer>> personIds = new HashMap<>();
            byApp.forEach((app, own) -> personIds.put(app, resolvePersons(app, own, newPersons)));
            List<EventRow> rows =
                    events.stream().map(event -> row(event, nameIds, personIds)).toList();
            Appended result = store.append(rows);
            if (!result.stored().isEmpty()) {
                List<AcceptedEvent> stored =
                        result.stored().stream().mapToObj(events::get).toList();
                dirtyDays.mark(stored);
                project(events, rows, result.stored());
            }
            return result;
        }));
        newPersons.forEach(personCache::remember);
        return appended;
    }

    /** Forgets everything remembered of the database, which may not be what it was. */
    void forget() {
        names.forget();
        store.forget();
        personCache.forget();
    }

    private Map<String, Integer> resolvePersons(
            AppId app, List<AcceptedEvent> events, Map<AppId, Map<String, Integer>> newPersons) {
        Map<String, Integer> found = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (AcceptedEvent event : events) {
            String distinctId = event.event().distinctId();
            Integer person = personCache.find(app, distinctId);
            if (person == null) {
                unknown.add(distinctId);
            } else {
                found.put(distinctId, person);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, Integer> resolved = persons.resolve(app, unknown);
            newPersons.put(app, resolved);
            found.putAll(resolved);
        }
        return found;
    }

    private void project(List<AcceptedEvent> events, List<EventRow> rows, BitSet stored) {
        if (projections.isEmpty()) {
            return;
        }
        Map<AppId, List<StoredEvent>> byApp = new TreeMap<>(Comparator.comparingInt(AppId::value));
        stored.stream()
                .forEach(i -> byApp.computeIfAbsent(events.get(i).app(), app -> new ArrayList<>())
                        .add(new StoredEvent(events.get(i).event(), rows.get(i).personId())));
        for (EventProjection projection : projections) {
            byApp.forEach((app, own) -> projection.project(app, List.copyOf(own)));
        }
    }

    private static Set<String> namesOf(List<AcceptedEvent> events) {
        Set<String> names = new HashSet<>();
        events.forEach(event -> names.add(event.event().name()));
        return names;
    }

    private static EventRow row(
            AcceptedEvent event, Map<AppId, Map<String, Integer>> nameIds, Map<AppId, Map<String, Integer>> personIds) {
        String sessionId = event.event().sessionId();
        return new EventRow(
                number(nameIds, event.app(), event.event().name()),
                number(personIds, event.app(), event.event().distinctId()),
                event.occurredAt(),
                event.receivedAt(),
                Hashes.dedup(event.eventId()),
                sessionId == null ? null : Hashes.session(sessionId),
                event.json(),
                event.timeIsStable());
    }

    private static int number(Map<AppId, Map<String, Integer>> numbers, AppId app, String text) {
        return Objects.requireNonNull(
                Objects.requireNonNull(numbers.get(app)).get(text), () -> "No number for '" + text + "'");
    }
}
