/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.outbox;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed rows of the outbox to the writer, on a thread of its own.
 *
 * <ol>
 *   <li>It looks when a transaction of this instance was committed, and from time to time for what other instances left.
 *   <li>Rows are locked, those that another instance has locked are passed over, and given to the writer.
 *   <li>When they are stored, they are deleted and the lock ends. If the instance dies in between, they are given again,
 *       to be stored once all the same.
 * </ol>
 */
public final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);
    private static final int BATCH = 500;

    private static final String OLDEST = """
            select id, app_id, event_id, name, distinct_id, occurred_ms, received_ms, session_id, properties, time_is_stable
            from {schema}.outbox
            order by id
            limit :batch
            for update skip locked
            """;

    private static final String DELETE = """
            delete from {schema}.outbox where id = any(:ids::bigint[])
            """;

    private final AnalyticsDatabase database;
    private final Predicate<List<AcceptedEvent>> store;
    private final Semaphore bell = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile boolean troubled;

    /**
     * Relays from the outbox of a database.
     *
     * @param database where it is
     * @param store stores events and returns whether they are
     */
    public OutboxRelay(AnalyticsDatabase database, Predicate<List<AcceptedEvent>> store) {
        this.database = database;
        this.store = store;
    }

    /** Starts to relay, unless it has been. */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        stopped = false;
        thread = new Thread(this::run, "analytics-outbox");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends when the rows in hand are stored. */
    public synchronized void stop() {
        Thread present = thread;
        if (present == null) {
            return;
        }
        stopped = true;
        bell.release();
        try {
            present.join(LAST_MOMENT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    /** Makes it look at once. */
    public void wake() {
        bell.release();
    }

    private void run() {
        while (!stopped) {
            try {
                while (!stopped && relay() == BATCH) {
                    // There may be more.
                    continue;
                }
                troubled = false;
                waitForBell();
            } catch (RuntimeException e) {
                complain(e);
                waitForBell();
            }
        }
    }

    private void waitForBell() {
        try {
            if (bell.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void complain(RuntimeException e) {
        if (!troubled) {
            log.warn("Events cannot be fetched from the outbox now; they stay there", e);
        }
        troubled = true;
    }

    private int relay() {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            List<Row> rows = database.sql(OLDEST)
                    .param("batch", BATCH)
                    .query((result, number) -> row(result))
                    .list();
            if (rows.isEmpty() || !store.test(rows.stream().map(Row::event).toList())) {
                return 0;
            }
            database.sql(DELETE)
                    .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
                    .update();
            return rows.size();
        }));
    }

    private record Row(long id, AcceptedEvent event) {}

    private static Row row(ResultSet result) throws SQLException {
        String properties = result.getString("properties");
        Event event = new Event(
                result.getObject("event_id", UUID.class),
                result.getString("name"),
                result.getString("distinct_id"),
                Instant.ofEpochMilli(result.getLong("occurred_ms")),
                result.getString("session_id"),
                StoredJson.properties(properties));
        return new Row(
                result.getLong("id"),
                new AcceptedEvent(
                        new AppId(result.getInt("app_id")),
                        event,
                        properties,
                        Instant.ofEpochMilli(result.getLong("received_ms")),
                        result.getBoolean("time_is_stable")));
    }
}
