/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.store.RevisionedCopy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All definitions in memory, as of the last look at the database. Safe for use by many threads.
 */
public final class EventCatalog {

    private final EventDefinitions definitions;
    private final Set<String> declaredInCode;
    private final Duration interval;
    private final RevisionedCopy<Map<AppId, Map<String, Boolean>>> activeByApp;

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
        this.activeByApp = new RevisionedCopy<>("The definitions of events", definitions::revision, this::read);
    }

    /** Begins to look for changes. Does nothing if it does so already. */
    public void start() {
        activeByApp.start(interval, "waymark-catalog");
    }

    /** Stops to look for changes; what is known stays known. */
    public void stop() {
        activeByApp.stop();
    }

    /**
     * Looks a name up, in memory.
     *
     * @param app the app
     * @param event the event name
     * @return what is known about it
     */
    public Standing standing(AppId app, String event) {
        Map<String, Boolean> known = known(app);
        Boolean active = known == null ? null : known.get(event);
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
        Map<String, Boolean> known = known(app);
        Set<String> names = new TreeSet<>(known == null ? Set.of() : known.keySet());
        if (app.equals(AppId.DEFAULT)) {
            names.addAll(declaredInCode);
        }
        return names;
    }

    /** Looks at the database; never throws. */
    public void refresh() {
        activeByApp.refresh();
    }

    private @Nullable Map<String, Boolean> known(AppId app) {
        Map<AppId, Map<String, Boolean>> known = activeByApp.knownOrLookedUp();
        return known == null ? null : known.getOrDefault(app, Map.of());
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
}
