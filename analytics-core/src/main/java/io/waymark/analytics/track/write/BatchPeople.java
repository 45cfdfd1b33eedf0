/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.KnownDistinctId;
import io.waymark.analytics.event.UnderLock;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Whose the events of one batch are: first as far as it is remembered, then as the database has it. */
final class BatchPeople {

    private final PersonIds persons;
    private final Map<AppId, Map<String, KnownDistinctId>> known = new HashMap<>();
    private final Map<AppId, Set<String>> unknown = new HashMap<>();

    BatchPeople(Map<AppId, List<AcceptedEvent>> events, PersonCache cache, PersonIds persons) {
        this.persons = persons;
        events.forEach((app, own) -> {
            Map<String, KnownDistinctId> remembered = new HashMap<>();
            Set<String> others = new HashSet<>();
            for (AcceptedEvent event : own) {
                String distinctId = event.event().distinctId();
                KnownDistinctId found = cache.find(app, distinctId);
                if (found == null) {
                    others.add(distinctId);
                } else {
                    remembered.put(distinctId, found);
                }
            }
            known.put(app, remembered);
            if (!others.isEmpty()) {
                unknown.put(app, others);
            }
        });
    }

    /** Whether everybody is remembered. */
    boolean areKnown() {
        return unknown.isEmpty();
    }

    /** The numbers of the people that are known so far. */
    Set<Integer> numbers() {
        Set<Integer> numbers = new TreeSet<>();
        known.values().forEach(ids -> ids.values().forEach(each -> numbers.add(each.personId())));
        return numbers;
    }

    /**
     * Looks up, under the lock, who is not known yet, and who has been merged since. Returns the people into whom others have
     * been merged.
     */
    Set<Integer> resolve(UnderLock lock, boolean linked) {
        unknown.forEach((app, ids) -> of(app).putAll(persons.resolve(app, ids)));
        Map<Integer, Integer> merged = unknown.isEmpty() && !linked ? lock.merged() : persons.merged(numbers());
        known.values()
                .forEach(ids -> ids.replaceAll((distinctId, each) ->
                        new KnownDistinctId(each.number(), merged.getOrDefault(each.personId(), each.personId()))));
        return Set.copyOf(merged.values());
    }

    KnownDistinctId of(AppId app, String distinctId) {
        return Objects.requireNonNull(of(app).get(distinctId), () -> "No number for '" + distinctId + "'");
    }

    /** After the commit. */
    void rememberIn(PersonCache cache) {
        known.forEach(cache::remember);
    }

    private Map<String, KnownDistinctId> of(AppId app) {
        return Objects.requireNonNull(known.get(app));
    }
}
