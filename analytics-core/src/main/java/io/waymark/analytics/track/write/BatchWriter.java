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
import io.waymark.analytics.event.LocalDay;
import io.waymark.analytics.event.SessionIds;
import io.waymark.analytics.event.StoredBeforeException;
import io.waymark.analytics.event.StrictIsolationException;
import io.waymark.analytics.event.UnderLock;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.identify.PersonChanges;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.IngestSettings;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch of events in one transaction. One of a few events, about which there is nothing to be found out, takes one
 * trip to the database, beginning and end included, if no projection needs its transaction; any other goes these steps.
 *
 * <ol>
 *   <li>Before it: names get their numbers and weeks their partitions, each in a small transaction of its own.
 *   <li>In it: the writers' lock, which keeps other writers out if people are to be merged; people get their numbers;
 *       events are appended, days marked dirty, properties of people written; projections run.
 *   <li>After it: people are remembered.
 * </ol>
 *
 * <p>Every writer takes its locks in this order, and within each step in the order of keys. Writing a batch again
 * changes nothing that was committed. For one thread.
 */
final class BatchWriter {

    private final TransactionTemplate transaction;
    private final TransactionOperations eachCommitted;
    private final EventNames names;
    private final PersonIds persons;
    private final PersonChanges personChanges;
    private final EventStore store;
    private final DirtyDays dirtyDays;
    private final PersonCache personCache;
    private final Projections projections;
    private boolean strict;

    BatchWriter(AnalyticsDatabase database, IngestSettings settings, List<EventProjection> projections) {
        this.transaction = database.transaction();
        // To ask for what is the default takes a trip to the database each time. A stricter one is noticed.
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_DEFAULT);
        this.eachCommitted = database.eachCommitted();
        this.names = new EventNames(database);
        this.persons = new PersonIds(database);
        this.personChanges = new PersonChanges(database, settings.maxNameLength());
        this.store = new EventStore(database);
        this.dirtyDays = new DirtyDays(database);
        this.personCache = new PersonCache(settings.rememberedPersons());
        this.projections = new Projections(projections);
    }

    Written write(List<AcceptedEvent> events) {
        Map<AppId, List<AcceptedEvent>> byApp = new TreeMap<>(Comparator.comparingInt(AppId::value));
        events.forEach(event ->
                byApp.computeIfAbsent(event.app(), app -> new ArrayList<>()).add(event));
        Map<AppId, Map<String, Integer>> nameIds = new HashMap<>();
        byApp.forEach((app, own) -> nameIds.put(app, names.resolve(app, namesOf(own))));
        store.prepare(events.stream().map(AcceptedEvent::occurredAt).toList());
        BatchChanges changes = BatchChanges.of(events);

        BatchPeople people = new BatchPeople(byApp, personCache, persons);
        boolean simple = EventStore.areFew(events.size())
                && changes.isEmpty()
                && people.areKnown()
                && events.stream().allMatch(AcceptedEvent::timeIsStable);
        Written atOnce = simple ? writeAtOnce(events, nameIds, people) : null;
        if (atOnce != null) {
            return atOnce;
        }
        Written written = execute(transaction, () -> {
            store.lock(changes.needLockAlone(personChanges));
            return write(events, nameIds, people, changes);
        });
        people.rememberIn(personCache);
        return written;
    }

    private <T extends @Nullable Object> T execute(TransactionOperations scope, Supplier<T> batch) {
        try {
            return scope.execute(status -> batch.get());
        } catch (StrictIsolationException e) {
            strict = true;
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
            return transaction.execute(status -> batch.get());
        }
    }

    /** As a rule, nothing is to be looked up, and the days are still dirty; {@code null} if that is not sure. */
    private @Nullable Written writeAtOnce(
            List<AcceptedEvent> events, Map<AppId, Map<String, Integer>> nameIds, BatchPeople people) {
        Set<LocalDay> days = dirtyDays.known(events);
        if (days == null) {
            return null;
        }
        List<EventRow> rows = rows(events, nameIds, people);
        boolean committed = !strict && !projections.needTransaction(events);
        if (store.mayTryNews()) {
            try {
                return execute(
                        committed ? eachCommitted : transaction,
                        () -> appended(events, rows, store.appendNews(rows, days), committed));
            } catch (StoredBeforeException e) {
                // Nothing was appended.
            }
        }
        return execute(transaction, () -> appended(events, rows, store.appendUnlessStored(rows, days), false));
    }

    private @Nullable Written appended(
            List<AcceptedEvent> events, List<EventRow> rows, BitSet stored, boolean committed) {
        if (stored.isEmpty()) {
            return null;
        }
        if (committed) {
            projections.projectCommitted(events, rows, stored);
        } else {
            projections.project(events, rows, stored);
        }
        return new Written(stored, new BitSet(), List.of());
    }

    private Written write(
            List<AcceptedEvent> events,
            Map<AppId, Map<String, Integer>> nameIds,
            BatchPeople people,
            BatchChanges changes) {
        UnderLock known = store.underLock(people.numbers());
        boolean linked = changes.link(personChanges);
        Set<Integer> mergedInto = people.resolve(known, linked);
        List<EventRow> rows = rows(events, nameIds, people);
        Appended result = store.append(rows, known.purgedBefore(), mergedInto);
        if (!result.stored().isEmpty()) {
            dirtyDays.mark(result.stored().stream().mapToObj(events::get).toList());
            changes.setProperties(personChanges, rows, result.stored());
            projections.project(events, rows, result.stored());
        }
        return new Written(result.stored(), result.purged(), changes.refusals(result.stored()));
    }

    /** Forgets everything remembered of the database, which may not be what it was. */
    void forget() {
        names.forget();
        store.forget();
        personCache.forget();
        dirtyDays.forget();
    }

    private static Set<String> namesOf(List<AcceptedEvent> events) {
        Set<String> names = new HashSet<>();
        events.forEach(event -> names.add(event.event().name()));
        return names;
    }

    private static List<EventRow> rows(
            List<AcceptedEvent> events, Map<AppId, Map<String, Integer>> nameIds, BatchPeople people) {
        return events.stream().map(event -> row(event, nameIds, people)).toList();
    }

    private static EventRow row(AcceptedEvent event, Map<AppId, Map<String, Integer>> nameIds, BatchPeople people) {
        String sessionId = event.event().sessionId();
        return new EventRow(
                Objects.requireNonNull(Objects.requireNonNull(nameIds.get(event.app()))
                        .get(event.event().name())),
                people.of(event.app(), event.event().distinctId()),
                event.occurredAt(),
                event.receivedAt(),
                Hashes.dedup(event.eventId()),
                sessionId == null ? null : SessionIds.hash(sessionId),
                event.json(),
                event.timeIsStable());
    }
}
