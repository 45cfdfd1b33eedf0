/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.KnownDistinctId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The distinct ids seen last, and whose they are. Holds only what is committed. For one thread. */
final class PersonCache {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Key, KnownDistinctId> known;

    PersonCache(int capacity) {
        this.known = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, KnownDistinctId> eldest) {
                return size() > capacity;
            }
        };
    }

    @Nullable
    KnownDistinctId find(AppId app, String distinctId) {
        return known.get(new Key(app, distinctId));
    }

    void remember(AppId app, Map<String, KnownDistinctId> resolved) {
        resolved.forEach((distinctId, own) -> known.put(new Key(app, distinctId), own));
    }

    void forget() {
        known.clear();
    }

    private record Key(AppId app, String distinctId) {}
}
