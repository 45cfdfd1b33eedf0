/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts single events into a database, past the ingest, in the order of the calls. */
public final class TestEvents {

    private final AnalyticsDatabase database;
    private final AppId app;
    private final EventStore store;
    private int number;

    public TestEvents(AnalyticsDatabase database, AppId app) {
        this.database = database;
        this.app = app;
        this.store = new EventStore(database);
    }

    public TestEvents add(String distinctId, String name, String occurredAt) {
        return add(distinctId, name, occurredAt, "{}");
    }

    public TestEvents add(String distinctId, String name, String occurredAt, String properties) {
        Instant instant = Instant.parse(occurredAt);
        int nameId = new EventNames(database).resolve(app, Set.of(name)).get(name);
        store.prepare(List.of(instant));
        database.transaction().executeWithoutResult(status -> {
            KnownDistinctId person =
                    new PersonIds(database).resolve(app, Set.of(distinctId)).get(distinctId);
            store.append(new ArrayList<>(
                    List.of(new EventRow(nameId, person, instant, instant, ++number, null, properties, true))));
        });
        return this;
    }
}
