/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears at once when another instance changes something, by a notification of the database. Keeps one connection of the pool
 * for that. While it cannot be had, nothing is heard and it is tried again: whoever listens has to look by itself, too.
 *
 * <p>Needs the PostgreSQL driver; with another one, nothing is ever heard.
 */
public final class ChangeSignals {

    private static final Logger log = LoggerFactory.getLogger(ChangeSignals.class);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final AnalyticsDatabase database;
    private final String channel;
    private final Runnable whenHeard;
    private @Nullable Listener listener;

    /**
     * Listens once {@link #start() started}.
     *
     * @param database where changes happen
     * @param subject what changes, as the sender calls it, after the schema and a dot in the name of the channel
     * @param whenHeard looks at what has changed; must not throw
     */
    public ChangeSignals(AnalyticsDatabase database, String subject, Runnable whenHeard) {
        this.database = database;
        this.channel = database.tables().schema() + "." + subject;
        this.whenHeard = whenHeard;
    }

    /** Begins to listen. Does nothing if it does so already. */
    public synchronized void start() {
        if (listener == null) {
            listener = new Listener();
            Thread thread = new Thread(listener, "waymark-signals");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Stops to listen, and gives the connection back soon. */
    public synchronized void stop() {
        if (listener != null) {
            listener.stopped.countDown();
            listener = null;
        }
    }

    private final class Listener implements Runnable {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private boolean failing;

        @Override
        public void run() {
            do {
                try (Connection connection = database.dataSource().getConnection()) {
                    listen(connection);
                } catch (SQLException | RuntimeException e) {
                    if (!failing) {
                        log.info("Changes by other instances are not heard of at once; they are looked for", e);
                    }
                    failing = true;
                }
            } while (!stopsWithin(PAUSE_AFTER_FAILURE));
        }

        private void listen(Connection connection) throws SQLException {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen \"" + channel + "\"");
                // Whatever changed before was not heard.
                whenHeard.run();
                failing = false;
                while (stopped.getCount() > 0) {
                    PGNotification[] heard = postgres.getNotifications((int) WAIT.toMillis());
                    if (heard != null && heard.length > 0) {
                        whenHeard.run();
                    }
                }
                statement.execute("unlisten \"" + channel + "\"");
                connection.setAutoCommit(autoCommit);
            }
        }

        private boolean stopsWithin(Duration pause) {
            try {
                return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }
    }
}
