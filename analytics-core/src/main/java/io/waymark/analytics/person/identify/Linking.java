/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is who, one change after the other, from what is known of the ids in them.
 *
 * <ol>
 *   <li>The person of an event's own id is <em>known</em> from then on; a known person never becomes another.
 *   <li>If its other id is of nobody yet, it becomes one more id of that person.
 *   <li>If its own id is of nobody yet, it becomes one more id of the other id's person, unless that one is known.
 *   <li>If both are of somebody, the other id's person is merged into the own id's, unless that one is known.
 * </ol>
 *
 * So a person who was merged has had nobody merged into them, and nobody needs to be followed twice. People who are new
 * have negative numbers until they are stored, and need no merge: they become whoever they turn out to be.
 */
final class Linking {

    private final Map<String, Integer> people;
    private final Set<Integer> known;
    private final Map<String, Integer> added = new LinkedHashMap<>();
    private final Set<String> identified = new LinkedHashSet<>();
    private final Map<Integer, Integer> merged = new LinkedHashMap<>();
    private int created;

    Linking(Map<String, Integer> people, Set<Integer> known) {
        this.people = new HashMap<>(people);
        this.known = new HashSet<>(known);
    }

    /** Takes a change of somebody's ids; returns why its two ids are not one person, or {@code null} if they are. */
    @Nullable
    Refusal link(String ownId, @Nullable String otherId) {
        identified.add(ownId);
        Integer own = people.get(ownId);
        Integer other = otherId == null ? null : people.get(otherId);
        Refusal refusal = null;
        if (other != null && !other.equals(own) && known.contains(other)) {
            refusal = Refusal.KNOWN_PERSON;
        }
        if (own == null) {
            own = other == null || refusal != null ? Integer.valueOf(- ++created) : other;
            add(ownId, own);
        }
        known.add(own);
        if (otherId != null && refusal == null) {
            if (other == null) {
                if (!otherId.equals(ownId)) {
                    add(otherId, own);
                }
            } else if (own < 0) {
                replace(own, other);
                known.add(other);
            } else if (!other.equals(own)) {
                merged.put(other, own);
                replace(other, own);
            }
        }
        return refusal;
    }

    private void add(String distinctId, Integer person) {
        people.put(distinctId, person);
        added.put(distinctId, person);
    }

    private void replace(Integer from, Integer into) {
        people.replaceAll((distinctId, person) -> person.equals(from) ? into : person);
        added.replaceAll((distinctId, person) -> person.equals(from) ? into : person);
    }

    /** The ids that are new, with their people. */
    Map<String, Integer> added() {
        return added;
    }

    /** The ids that are known to be those of their person. */
    Set<String> identified() {
        return identified;
    }

    /** Whom each person who is no more has become. */
    Map<Integer, Integer> merged() {
        return merged;
    }
}
