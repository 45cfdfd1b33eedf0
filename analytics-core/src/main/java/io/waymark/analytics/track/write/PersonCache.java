/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The persons of the distinct ids seen last. Holds only what is committed. For one thread. */
final class PersonCache {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Key, Integer> persons;

    PersonCache(int capacity) {
        this.persons = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
                return size() > capacity;
            }
        };
    }

    @Nullable
    Integer find(AppId app, String distinctId) {
        return persons.get(new Key(app, distinctId));
    }

    void remember(AppId app, Map<String, Integer> resolved) {
        resolved.forEach((distinctId, person) -> persons.put(new Key(app, distinctId), person));
    }

    void forget() {
        persons.clear();
    }

    private record Key(AppId app, String distinctId) {}
}
