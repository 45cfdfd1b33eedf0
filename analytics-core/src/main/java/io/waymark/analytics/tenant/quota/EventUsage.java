/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.StoredEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts stored events by app and month, in the transaction that stores them: one statement a batch, and a count that is
 * never wrong. Each instance counts in a slot of its own, so that the writers of two do not wait for each other.
 */
public final class EventUsage implements EventProjection {

    private static final int SLOTS = 64;
    private static final String COUNT = """
            insert into {schema}.event_usage as u (app_id, month, slot, events)
            values (:app, :month, :slot, :events)
            on conflict (app_id, month, slot) do update set events = u.events + excluded.events
            """;

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final int slot = ThreadLocalRandom.current().nextInt(SLOTS);

    /**
     * Counts events.
     *
     * @param database where the counts are
     * @param clock tells which month it is
     */
    public EventUsage(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void project(AppId app, List<StoredEvent> stored) {
        database.sql(COUNT)
                .param("app", app.value())
                .param("month", UsageMonth.at(clock.instant()).firstDay())
                .param("slot", slot)
                .param("events", stored.size())
                .update();
    }
}
