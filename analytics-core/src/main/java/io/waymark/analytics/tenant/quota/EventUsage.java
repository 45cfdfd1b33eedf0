/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.EventProjection;
import io.waymark.analytics.track.StoredEvent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts stored events by app and month. They are counted in memory when they are committed, and {@link #write() written}
 * from time to time: every batch of a writer would write the same row. An application that is killed forgets what it
 * counted since, and a batch of which nobody knows whether it was committed is not counted. Each instance counts in a slot of its own, so that two do not wait for each other.
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
    private final Map<Counter, Long> unwritten = new ConcurrentHashMap<>();

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

    private record Counter(AppId app, LocalDate month) {}

    @Override
    public void project(AppId app, List<StoredEvent> stored) {
        Counter counter = new Counter(app, UsageMonth.at(clock.instant()).firstDay());
        long events = stored.size();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                unwritten.merge(counter, events, Long::sum);
            }
        });
    }

    @Override
    public boolean needsTransaction(Event event) {
        return false;
    }

    /**
     * Writes what was counted since the last time.
     *
     * @throws org.springframework.dao.DataAccessException if it cannot be written; it will be the next time
     */
    public void write() {
        for (Counter counter : unwritten.keySet()) {
            Long events = unwritten.remove(counter);
            if (events != null) {
                write(counter, events);
            }
        }
    }

    private void write(Counter counter, long events) {
        boolean written = false;
        try {
            database.sql(COUNT)
                    .param("app", counter.app().value())
                    .param("month", counter.month())
                    .param("slot", slot)
                    .param("events", events)
                    .update();
            written = true;
        } finally {
            if (!written) {
                unwritten.merge(counter, events, Long::sum);
            }
        }
    }
}
