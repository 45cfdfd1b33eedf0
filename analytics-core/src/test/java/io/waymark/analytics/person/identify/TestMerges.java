/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventStore;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes one person of two, as their identification does. */
public final class TestMerges {

    private TestMerges() {}

    /** Merges some random ones of some people into others; returns who has become whom. */
    public static Map<String, String> some(Random random, AnalyticsDatabase database, AppId app, List<String> people) {
        Map<String, String> merged = new HashMap<>();
        List<String> left = new ArrayList<>(people);
        for (int i = random.nextInt(1 + people.size() / 3); i > 0; i--) {
            String known = left.get(random.nextInt(left.size()));
            String other = left.get(random.nextInt(left.size()));
            if (!merged.containsValue(other) && !other.equals(known) && merge(database, app, known, other)) {
                merged.put(other, known);
                left.remove(other);
            }
        }
        return merged;
    }

    private static boolean merge(AnalyticsDatabase database, AppId app, String known, String other) {
        return Boolean.TRUE.equals(database.transaction().execute(status -> {
            new EventStore(database).lock(true);
            List<Refusal> refusals = new PersonChanges(database, 200)
                    .link(
                            app,
                            List.of(new PersonChange(
                                    known, true, other, Instant.EPOCH, Map.of(), Map.of(), List.of())));
            return refusals.get(0) == null;
        }));
    }
}
