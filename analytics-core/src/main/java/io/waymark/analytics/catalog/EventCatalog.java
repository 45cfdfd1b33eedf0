/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All definitions in memory, as of the last look at the database. A look costs one row while nothing has changed. When the
 * database does not answer, what was known stays known. Safe for use by many threads.
 */
public final class EventCatalog {

    private static final Logger log = LoggerFactory.getLogger(EventCatalog.class);

    private final EventDefinitions definitions;
    private final Set<String> declaredInCode;
    private final Duration interval;
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile @Nullable Snapshot snapshot;
    private boolean failing;
    private @Nullable ScheduledExecutorService poller;

    /** What is known about an event name. */
    public enum Standing {
        /** Somebody has defined it. */
        DEFINED,
        /** Somebody has defined it, and switched it off. */
        INACTIVE,
        /** Nobody has defined it, though it may have been tracked. */
        UNDEFINED,
        /** The database has not been reached yet. */
        UNDECIDED
    }

    /**
     * Knows nothing before it is started or asked.
     *
     * @param definitions the stored definitions
     * @param declared the events of the default app that are defined whatever is stored
     * @param settings how often to look
     */
    public EventCatalog(EventDefinitions definitions, DeclaredEvents declared, CatalogSettings settings) {
        this.definitions = definitions;
        this.declaredInCode = declared.names();
        this.interval = settings.refreshInterval();
    }

    /** Begins to look for changes. Does nothing if it does so already. */
    public synchronized void start() {
        if (poller != null) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waymark-catalog");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        poller = started;
    }

    /** Stops to look for changes; what is known stays known. */
    public synchronized void stop() {
        if (poller != null) {
            poller.shutdownNow();
            poller = null;
        }
    }

    /**
     * Looks a name up, in memory.
     *
     * @param app the app
     * @param event the event name
     * @return what is known about it
     */
    public Standing standing(AppId app, String event) {
        Snapshot known = known();
        Boolean active = known == null ? null : known.of(app).get(event);
        if (active != null) {
            return active ? Standing.DEFINED : Standing.INACTIVE;
        }
        if (app.equals(AppId.DEFAULT) && declaredInCode.contains(event)) {
            return Standing.DEFINED;
        }
        return known == null ? Standing.UNDECIDED : Standing.UNDEFINED;
    }

    /**
     * Every name that somebody has defined.
     *
     * @param app the app
     * @return the names, in their order
     */
    public Set<String> names(AppId app) {
        Snapshot known = known();
        Set<String> names =
                new TreeSet<>(known == null ? Set.of() : known.of(app).keySet());
        if (app.equals(AppId.DEFAULT)) {
            names.addAll(declaredInCode);
        }
        return names;
    }

    /** Looks at the database; never throws. */
    public synchronized void refresh() {
        try {
            // The number is read first: a change that happens between the two reads is seen by the next look.
            long revision = definitions.revision();
            Snapshot known = snapshot;
            if (known == null || known.revision() != revision) {
                snapshot = new Snapshot(revision, read());
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("The definitions of events cannot be read; going on with those known so far", e);
            }
            failing = true;
        }
    }

    private @Nullable Snapshot known() {
        if (snapshot == null && tried.compareAndSet(false, true)) {
            refresh();
        }
        return snapshot;
    }

    private Map<AppId, Map<String, Boolean>> read() {
        Map<AppId, Map<String, Boolean>> activeByApp = new HashMap<>();
        definitions.defined().forEach((app, events) -> {
            Map<String, Boolean> active = new HashMap<>();
            for (EventDefinition event : events) {
                active.put(event.event(), event.active());
            }
            activeByApp.put(app, active);
        });
        return activeByApp;
    }

    private record Snapshot(long revision, Map<AppId, Map<String, Boolean>> activeByApp) {

        Map<String, Boolean> of(AppId app) {
            return activeByApp.getOrDefault(app, Map.of());
        }
    }
}
